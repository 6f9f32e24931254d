"""Why an article must be composed again: pure, and apart from how articles are kept."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from generator.core.errors import Text
from generator.store.scan import Stat

REASONS = {
    "new": Text("新文章", "a new article"),
    "changed": Text("文章改了", "the article changed"),
    "settings": Text("设置或程序改了", "settings or the program changed"),
    "glossary": Text("文中有改动过的词条", "an entry that occurs in it changed"),
    "lost": Text("缓存里的结果丢了", "what was kept of it is gone"),
}


class Record(Struct, frozen=True):
    """What is known of an article as it was last composed."""

    stat: Stat
    seen: int
    """When its stat was taken (ns since the epoch)."""
    digest: str
    """Of its source."""
    settings: str
    """`Composer.base` of that time."""
    base: str
    """`Job.base` under which it was last known to stand: settings and the whole glossary."""
    key: str
    """Of all that it was composed of."""
    names: tuple[str, ...]
    """Entries that it names outright."""
    sums: tuple[str, ...]
    """Of its parts in the store."""


class Now(NamedTuple):
    """How things stand now. What is slow to find out is found out only when it is asked for."""

    digest: Callable[[], str]
    """Of the article's source."""
    settings: str
    base: str
    key: Callable[[], str]
    """The cache key that the article would get, if nothing but the glossary changed."""


def out_of_date(record: Record | None, now: Now) -> tuple[str, ...]:
    """The reasons, names in REASONS; none where composing would give what is kept."""
    if record is None:
        return ("new",)
    reasons = []
    if now.digest() != record.digest:
        reasons.append("changed")
    if now.settings != record.settings:
        reasons.append("settings")
    if not reasons and now.base != record.base and now.key() != record.key:
        reasons.append("glossary")
    return tuple(reasons)
