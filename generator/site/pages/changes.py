"""News, `changes.html` and `changes.xml`: new and changed articles by front matter, entries by their keys or git."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Literal, NamedTuple

from generator.core.clock import aware
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.feed import atom
from generator.site.pages.feed_items import Item, id_of
from generator.site.pages.paging import Part, parts
from generator.site.pages.views import frame, summary

PER_PAGE = 100


class Change(NamedTuple):
    """An article or entry that was added or changed on a day."""

    when: datetime
    what: Literal["new_article", "changed_article", "new_entry", "changed_entry"]
    """Key of the interface's text."""
    title: str
    url: str
    summary: str
    breaks: tuple[int, ...] = ()


class Month(NamedTuple):
    """The changes of a month."""

    year: int
    month: int
    changes: tuple[Change, ...]


def changes(library: Library) -> Iterator[Page]:
    """The changes by month on as many pages as needed, and the newest as a feed; nothing if the setting is off."""
    if not library.config.changes:
        return
    found = every_change(library)
    for part in parts("changes.html", found, PER_PAGE):
        context = Context(partial(_context, library, part, len(found)))
        yield Page(part.url, "changes", "changes.html", context, listed=part.number == 1)
    yield Page("changes.xml", "feed", "feed.xml", Context(partial(_feed, library, found)), listed=False)


def every_change(library: Library) -> tuple[Change, ...]:
    """Newest first. What has no date is left out; no date is that of the build."""
    found = [*_articles(library), *_entries(library)]
    return tuple(sorted(found, key=lambda one: (-one.when.timestamp(), one.url, one.what)))


def _articles(library: Library) -> Iterator[Change]:
    zone = library.config.zone
    for article in library.articles:
        meta, said = article.meta, summary(article)
        if meta.date:
            yield Change(aware(meta.date, zone), "new_article", meta.title, article.url, said, article.breaks)
        if meta.updated and (not meta.date or aware(meta.updated, zone).date() > aware(meta.date, zone).date()):
            yield Change(aware(meta.updated, zone), "changed_article", meta.title, article.url, said, article.breaks)


def _entries(library: Library) -> Iterator[Change]:
    alone = Counter(view.entry.place.path for view in library.entries.values())
    for view in library.entries.values():
        added, updated = _day(view.entry.date, library), _day(view.entry.updated, library)
        if updated is None and alone[path := view.entry.place.path] == 1 and path in library.dates:
            updated = aware(library.dates[path], library.config.zone)
        if added:
            yield _change(view, added, "new_entry")
        if updated and (not added or updated.date() > added.date()):
            yield _change(view, updated, "changed_entry")


def _change(view: EntryView, when: datetime, what: Literal["new_entry", "changed_entry"]) -> Change:
    return Change(when, what, view.entry.name, view.url, view.text)


def _day(written: str, library: Library) -> datetime | None:
    return aware(datetime.fromisoformat(written), library.config.zone) if written else None


def _context(library: Library, part: Part[Change], total: int) -> Mapping[str, object]:
    months = tuple(
        Month(year, month, tuple(found))
        for (year, month), found in groupby(part.items, lambda one: (one.when.year, one.when.month))
    )
    return frame(library, months=months, total=total, number=part.number, pages=part.pages)


def _feed(library: Library, found: Sequence[Change]) -> Mapping[str, object]:
    config = library.config
    items = [
        Item(
            id_of(
                config.base_url,
                f"{one.url}#{one.what}-{one.when.date()}",
                f"{one.url} {one.what} {one.when.date()}",
            ),
            one.title,
            one.url,
            None,
            one.when,
            summary=one.summary,
            key=one.what,
        )
        for one in found[: config.feed_items]
    ]
    name = id_of(config.base_url, "changes.html", f"{config.title} changes")
    return atom(library, items, name, "changes.html", key="changes")
