"""Who may see an article. Everything that publishes, exports or counts articles asks `standing_of`.

The decision depends on the front matter (`Meta`), on the path, and on the current time.
"""

import re
from datetime import datetime, tzinfo
from typing import Literal, NamedTuple

from generator.core.clock import aware, instant
from generator.core.draft import Meta
from generator.core.patterns import late

Standing = Literal["public", "unlisted", "draft", "private", "scheduled", "expired"]
"""`public` articles appear in all lists. `unlisted` ones have a page but appear nowhere. Others are not published."""
DATED_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
"""File name of a Jekyll post: `2019-01-15-title`."""
SECTION_PAGE = late(r"_index(?:\.[a-z-]+)?\.\w+", re.IGNORECASE)
"""Hugo's section page, which describes a folder."""


class Verdict(NamedTuple):
    """Who may see an article now, and until when this is valid."""

    standing: Standing
    due: float = 0.0
    """When the verdict changes by itself (seconds since the epoch); 0: never."""
    at: datetime | None = None
    """For `scheduled`, the time of publication; for `expired`, of expiry."""
    because: Literal["", "drafts folder", "underscore", "section page"] = ""
    """The part of the path that decided, if it did."""


def standing_of(path: str, meta: Meta, now: float, zone: tzinfo) -> Verdict:
    """The verdict on the article at `path` at the time `now` (seconds since the epoch)."""
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
    """Whether a build makes a page for the article. Neither option publishes private or expired articles."""
    return (
        verdict.standing in ("public", "unlisted")
        or (drafts and verdict.standing == "draft")
        or (future and verdict.standing == "scheduled")
    )


def dated(path: str, meta: Meta) -> Meta:
    """`meta`; without a date of its own, with the one in the file name (`2019-01-15-title.md`)."""
    if meta.date is not None or not (named := DATED_NAME.match(path.rpartition("/")[2])):
        return meta
    try:
        day = datetime(int(named[1]), int(named[2]), int(named[3]))  # noqa: DTZ001 — a day has no zone
    except ValueError:
        return meta
    from msgspec.structs import replace

    return replace(meta, date=day)


def _by_path(path: str) -> tuple[Standing, Literal["", "drafts folder", "underscore", "section page"]]:
    """Standing by the conventions of Hexo, Jekyll and Hugo: `_drafts/` holds drafts, `_posts/` articles, and nothing else
    that begins with `_` is published.
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
