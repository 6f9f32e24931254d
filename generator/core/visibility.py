"""Who may see an article: the one place that decides it.

Readers say in `Meta` what its author asked for; the path says the rest; the clock decides about dates. Whatever
publishes, exports or counts articles asks `standing_of`.
"""

import re
from datetime import datetime, tzinfo
from typing import Literal, NamedTuple

from generator.core.clock import aware, instant
from generator.core.draft import Meta

Standing = Literal["public", "unlisted", "draft", "private", "scheduled", "expired"]
"""`public` is in all lists, `unlisted` has a page that nothing names, all others are not published."""
DATED_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
"""A post's file name in Jekyll: `2019-01-15-title`."""
SECTION_PAGE = re.compile(r"_index(?:\.[a-z-]+)?\.\w+", re.IGNORECASE)
"""Hugo's page of a folder."""


class Verdict(NamedTuple):
    """Who may see an article now, and until when that holds."""

    standing: Standing
    due: float = 0.0
    """When the answer changes by itself (s since the epoch); 0: never."""
    at: datetime | None = None
    """The moment that decided: of publishing for `scheduled`, of the end for `expired`."""
    because: Literal["", "drafts folder", "underscore", "section page"] = ""
    """What in the path decided."""


def standing_of(path: str, meta: Meta, now: float, zone: tzinfo) -> Verdict:
    """Who may see the article whose source is `path` at `now` (s since the epoch)."""
    standing, because = _by_path(path)
    if meta.private or standing == "private":
        return Verdict("private", because=because)
    if meta.draft or standing == "draft":
        return Verdict("draft", because=because)
    if meta.expires is not None and instant(meta.expires, zone) <= now:
        return Verdict("expired", at=aware(meta.expires, zone))
    ends = instant(meta.expires, zone) if meta.expires else 0.0
    begins = meta.publish_date or dated(path, meta).date
    if begins is not None and (starts := instant(begins, zone)) > now:
        return Verdict("scheduled", starts, aware(begins, zone))
    return Verdict("unlisted" if meta.unlisted else "public", ends)


def is_published(verdict: Verdict, *, drafts: bool = False, future: bool = False) -> bool:
    """Whether a build makes a page of it. Neither option brings out what is private or has ended."""
    return (
        verdict.standing in ("public", "unlisted")
        or (drafts and verdict.standing == "draft")
        or (future and verdict.standing == "scheduled")
    )


def dated(path: str, meta: Meta) -> Meta:
    """`meta` with the date of its file's name (`2019-01-15-title.md`) where it has none of its own."""
    if meta.date is not None or not (named := DATED_NAME.match(path.rpartition("/")[2])):
        return meta
    try:
        day = datetime(int(named[1]), int(named[2]), int(named[3]))  # noqa: DTZ001 — a day has no zone
    except ValueError:
        return meta
    from msgspec.structs import replace

    return replace(meta, date=day)


def _by_path(path: str) -> tuple[Standing, Literal["", "drafts folder", "underscore", "section page"]]:
    """What Hexo, Jekyll and Hugo do with a file of this name: `_drafts/` holds drafts, all else that begins with `_` is
    no page, but for what lies in `_posts/`.
    """
    *folders, name = path.removeprefix("content/articles/").removeprefix("content/pages/").split("/")
    if SECTION_PAGE.fullmatch(name):
        return "private", "section page"
    lower = [folder.lower() for folder in folders]
    if "_drafts" in lower:
        return "draft", "drafts folder"
    if name.startswith("_") or any(folder.startswith("_") and folder != "_posts" for folder in lower):
        return "private", "underscore"
    return "public", ""
