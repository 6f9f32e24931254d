"""Decides why an article is stale. Pure: independent of how articles are stored."""

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
    "lost": Text("缓存里的结果丢了", "its cached result is gone"),
}


class Record(Struct, frozen=True):
    """The record of an article, stored when it is composed."""

    stat: Stat
    seen: int
    """When `stat` was taken (ns since the epoch)."""
    digest: str
    """Of its source."""
    settings: str
    """`Composer.base` at that time."""
    base: str
    """The last `Job.base` (settings and the whole glossary) for which it was fresh."""
    key: str
    """Its cache key."""
    names: tuple[str, ...]
    """Entries that its source names explicitly."""
    sums: tuple[str, ...]
    """Checksums of its parts in the store."""


class Now(NamedTuple):
    """The current values to compare with. Slow ones are computed lazily."""

    digest: Callable[[], str]
    """Of the article's source."""
    settings: str
    base: str
    key: Callable[[], str]
    """The article's new cache key, valid if only the glossary changed."""


def out_of_date(record: Record | None, now: Now) -> tuple[str, ...]:
    """The reasons (keys of REASONS) why a record is stale; empty if it is fresh."""
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
