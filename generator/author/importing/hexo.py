"""What Hexo calls a post, and what its settings put into the address of a post."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

POSTS = ("source/_posts", "source/_drafts")
NAME = ":title.md"
"""Hexo's own `new_post_name`."""
PARTS = {
    "year": r"\d{4}", "month": r"\d{2}", "day": r"\d{2}", "i_month": r"\d{1,2}", "i_day": r"\d{1,2}",
    "hash": r"[0-9a-f]{12}", "title": r"(.+)",
}  # fmt: skip
"""Variables of `new_post_name` and what they match."""
SPECIAL = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
"""What Hexo replaces by hyphens in the name of a category or a title."""


def title_of(root: Path, config: Mapping[str, object], path: Path) -> str:
    """Hexo's `:title`, by which posts link to each other: the file's path below `_posts` without suffix, and without what
    `new_post_name` puts around the title.
    """
    path = path.resolve()
    home = next((root / home for home in POSTS if path.is_relative_to(root / home)), path.parent)
    whole = path.relative_to(home).with_suffix("").as_posix()
    form = re.sub(r"\.\w+$", "", str(config.get("new_post_name") or NAME))
    pattern = "".join(PARTS.get(part[1:], re.escape(part)) for part in re.split(r"(:[a-z_]+)", form) if part)
    found = re.fullmatch(pattern, whole)
    return (found[1] if found.re.groups else whole) if found else _hyphened(whole)


@lru_cache(maxsize=4)
def posts_by_title(root: Path, form: str) -> Mapping[str, Path]:
    """The files of the posts by `title_of`; `form` is the `new_post_name`. Read once, as each link asks for one."""
    files = sorted((root / POSTS[0]).rglob("*.md"))
    return {title_of(root, {"new_post_name": form}, file): file for file in files}


def values_of(
    root: Path, config: Mapping[str, object], path: Path, front: Mapping[str, object], date: datetime | None
) -> dict[str, str]:
    """The variables of `permalink` that Hexo has its own way with; any key of the front matter is one."""
    title = title_of(root, config, path)
    given = config.get("permalink_defaults")
    own = {**(given if isinstance(given, Mapping) else {}), **front}
    return {
        **{str(key): str(value) for key, value in own.items() if isinstance(value, str | int | float)},
        "title": title,
        "name": title.rpartition("/")[2],
        "post_title": _hyphened(str(front.get("title") or "")).lower(),
        "category": "/".join(_category(config, front)),
        "hash": hashlib.sha1(f"{title}{int(date.timestamp())}".encode(), usedforsecurity=False).hexdigest()[:12]
        if date and date.tzinfo
        else "",
    }


def local(config: Mapping[str, object], front: Mapping[str, object], date: datetime | None) -> datetime | None:
    """A post's date as its addresses have it: in the site's `timezone`; but that of a YAML timestamp is in UTC, which Hexo
    takes for local time.
    """
    try:
        zone = ZoneInfo(str(config.get("timezone") or ""))
    except (OSError, ValueError):
        zone = None
    if date and date.tzinfo:
        as_yaml = str(front.get("date"))[:4].isdigit()
        date = date.astimezone(UTC if as_yaml else zone).replace(tzinfo=None)
    return date.replace(tzinfo=zone) if date else None


def _category(config: Mapping[str, object], front: Mapping[str, object]) -> Iterator[str]:
    """The steps of the post's last category."""
    said = front.get("categories") or front.get("category")
    steps = said if isinstance(said, list) else [said]
    if any(isinstance(step, list) for step in steps):  # several categories
        steps = steps[-1] if isinstance(steps[-1], list) else [steps[-1]]
    names = config.get("category_map")
    named = names if isinstance(names, Mapping) else {}
    known = [str(named.get(step, step)) for step in steps if isinstance(step, str | int) and step]
    yield from map(_hyphened, known or [str(config.get("default_category") or "uncategorized")])


def _hyphened(text: str) -> str:
    return SPECIAL.sub("-", text).strip("-")
