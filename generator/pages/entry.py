"""The page of one entry: what it means, and every place where it is mentioned."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from generator.model import EntryMentions, EntryView, Library, Mention, Page
from generator.pages.jsonld import entry_ld
from generator.pages.views import Named, frame

BAR = 12
"""Width of a month in the chart, in its own units."""
HEIGHT = 60
SHORT = 150
"""Code points of a definition in the page's description."""


class Source(NamedTuple):
    """One article of the concordance."""

    article: Named
    date: object
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
            sources=tuple(_source(found) for found in view.where),
            first=_first_use(view),
            chart=chart(view),
            before=_named(before),
            after=_named(after),
            crumbs=(Named("", "glossary/index.html", "glossary"),),
            ld=entry_ld(view, library),
        ))


def _named(view: EntryView | None) -> Named | None:
    return Named(view.entry.name, view.url) if view else None


def _source(found: EntryMentions) -> Source:
    article = found.article
    return Source(Named(article.meta.title, article.url), article.meta.date, found.count, found.mentions)


def _first_use(view: EntryView) -> Source | None:
    """The oldest dated article that mentions the entry."""
    dated = [found for found in view.where if found.article.meta.date]
    return _source(dated[-1]) if dated else None


def chart(view: EntryView) -> tuple[Bar, ...]:
    """Mentions by month, from the first to the last month with any; empty where there are fewer than two months."""
    months: Counter[int] = Counter()
    for found in view.where:
        if date := found.article.meta.date:
            months[date.year * 12 + date.month - 1] += found.count
    if len(months) < 2:
        return ()
    top = max(months.values())
    return tuple(_bar(month, months[month], position, top) for position, month in enumerate(range(min(months), max(months) + 1)))


def _bar(month: int, count: int, position: int, top: int) -> Bar:
    height = round(HEIGHT * count / top, 1) if top else 0
    return Bar(f"{month // 12}-{month % 12 + 1:02}", count, position * BAR, HEIGHT - height, height)
