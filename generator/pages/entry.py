"""The page of one entry: what it means, and every place where it is mentioned."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from generator.model import EntryMentions, EntryView, Library, Mention, Page
from generator.pages.jsonld import entry_ld
from generator.pages.views import Later, Named, frame
from generator.urls import link, root_of

BAR = 12
"""Width of a month in the chart, in its own units."""
HEIGHT = 60
SHORT = 150
"""Code points of a definition in the page's description."""


class Source(NamedTuple):
    """One article of the concordance."""

    title: str
    href: str
    """As the entry's page links to it."""
    date: datetime | None
    times: int
    mentions: tuple[Mention, ...]


class Bar(NamedTuple):
    """One month of the chart; x, y, height are in the units of its view box."""

    label: str
    times: int
    x: int
    y: float
    height: float


def entries(library: Library) -> Iterator[Page]:
    """One page for each entry, with links to the entries before and after it in the glossary's order."""
    every = tuple(library.entries.values())
    stamps = {article.url: f"{article.url} {article.html.digest} {article.meta.title} {article.meta.date} " for article in library.articles}
    for position, view in enumerate(every):
        before = every[position - 1] if position else None
        after = every[position + 1] if position + 1 < len(every) else None
        yield Page(view.url, "entry", "entry.html", frame(
            library,
            title=view.entry.name,
            description=view.text[:SHORT],
            entry=view.entry,
            definition=view.html,
            pinyin=view.pinyin,
            letter=view.letter,
            see=view.see,
            dated=view.dated,
            company=view.company,
            count=view.count,
            sources=_sources(view, stamps),
            first=_first_use(view),
            chart=_chart(view),
            before=_named(before),
            after=_named(after),
            crumbs=(Named("", "glossary/index.html", "glossary"),),
            ld=entry_ld(view, library),
        ))


def _named(view: EntryView | None) -> Named | None:
    return Named(view.entry.name, view.url) if view else None


def _sources(view: EntryView, stamps: Mapping[str, str]) -> Later:
    """The concordance. An entry may be in every article, so it is made only where the page is rendered."""
    digest = "\n".join([f"{stamps[found.article.url]}{found.count}" for found in view.where])
    root = root_of(view.url)
    return Later(digest, len(view.where), lambda: tuple(_source(found, root) for found in view.where))


def _source(found: EntryMentions, root: str) -> Source:
    article = found.article
    return Source(article.meta.title, link(root, article.url), article.meta.date, found.count, found.mentions)


def _first_use(view: EntryView) -> Source | None:
    """The oldest dated article that mentions the entry; articles without a date stand last."""
    oldest = next((found for found in reversed(view.where) if found.article.meta.date), None)
    return _source(oldest, root_of(view.url))._replace(mentions=()) if oldest else None


def _chart(view: EntryView) -> Later:
    """The chart, made where the page is rendered. Its digest is left empty: what it shows is in the concordance's."""
    months = {(date.year, date.month) for found in view.where if (date := found.article.meta.date)}
    return Later("", len(months) if len(months) > 1 else 0, partial(chart, view))


def chart(view: EntryView) -> tuple[Bar, ...]:
    """Mentions by month, from the first to the last month with any."""
    months: Counter[int] = Counter()
    for found in view.where:
        if date := found.article.meta.date:
            months[date.year * 12 + date.month - 1] += found.count
    top = max(months.values(), default=0)
    every = range(min(months, default=0), max(months, default=-1) + 1)
    return tuple(_bar(month, months[month], position, top) for position, month in enumerate(every))


def _bar(month: int, count: int, position: int, top: int) -> Bar:
    height = round(HEIGHT * count / top, 1)
    return Bar(f"{month // 12}-{month % 12 + 1:02}", count, position * BAR, HEIGHT - height, height)
