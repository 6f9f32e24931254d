"""The page of an entry: its definition and all its mentions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import islice
from typing import NamedTuple

from generator.core.article import Article, Mention
from generator.core.card import SIZE, card_url
from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page, Sheaf
from generator.core.urls import link, root_of
from generator.site.pages.company import Company
from generator.site.pages.jsonld import entry_ld
from generator.site.pages.network import network
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import stamp, stamps_of, without_place
from generator.site.pages.views import GLOSSARY, Named, frame, in_networks, other_names
from generator.store.cache import key_number

BAR_WIDTH = 12
"""Width of a month in the chart, in units of its view box."""
CHART_HEIGHT = 60
SHEAF = 64
"""How many entries' pages have a stamp in common."""
ARTICLES_PER_PAGE = 20
"""Of the concordance."""
SHORT = 150
"""Length of the page's description, in code points."""


class Headword(NamedTuple):
    """An entry on a further page of its concordance: without its definition, so that a new definition does not change
    the page.
    """

    name: str
    slug: str
    type: Type


class MentioningArticle(NamedTuple):
    """An article of the concordance."""

    title: str
    href: str
    """Relative to the entry's page."""
    date: datetime | None
    times: int
    mentions: tuple[Mention, ...]
    breaks: tuple[int, ...] = ()


class Bar(NamedTuple):
    """A month of the chart; x, y and height are in units of its view box."""

    label: str
    times: int
    x: int
    y: float
    height: float


def entries(library: Library) -> Iterator[Sheaf]:
    """A page for each entry, with links to its neighbours in the glossary; long concordances have further pages."""
    shared = Shared(library)
    for start in range(0, len(shared.every), SHEAF):
        given = range(start, min(start + SHEAF, len(shared.every))), shared
        yield Sheaf(f"entry {start}", ("entry.html",), partial(_stamp_of_sheaf, *given), partial(_pages, *given))
    for view in shared.every:
        if len(view.articles) > ARTICLES_PER_PAGE:
            told, pages = partial(shared.all_further, view), partial(_further_pages, view, shared)
            yield Sheaf(f"mentions {view.url}", ("mentions.html",), told, pages)


def _stamp_of_sheaf(positions: Iterable[int], shared: "Shared") -> int:
    return hash(tuple([shared.first(shared.every[position]) for position in positions]))


def _pages(positions: Iterable[int], shared: "Shared") -> Iterator[Page]:
    for position in positions:
        context = Context(_context, _stamp, (position, shared))
        yield Page(shared.every[position].url, "entry", "entry.html", context, searched=True)


def _further_pages(view: EntryView, shared: "Shared") -> Iterator[Page]:
    for part in islice(parts(view.url, view.articles, ARTICLES_PER_PAGE), 1, None):
        context = Context(partial(_more, shared.library, view, part), partial(shared.further, view, part))
        near = shared.positions[part.items[0].url]
        yield Page(part.url, "mentions", "mentions.html", context, listed=False, near=near)


class Shared:
    """Data shared by the pages of all entries."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.every = tuple(library.entries.values())
        self.company = Company(library)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """URL of an article → its place in the list."""
        return {article.url: position for position, article in enumerate(self.library.articles)}

    @cached_property
    def _names(self) -> int:
        return key_number([(view.entry.name, view.entry.type, view.url) for view in self.every])

    def first(self, view: EntryView) -> int:
        """Covers the page of this entry: itself, those that it names, and the articles that mention it."""
        stamps, articles = stamps_of(self.library), view.articles
        named = [one for ref in view.see for one in (key_number(ref.id), stamps.entry_summary(ref.id))]
        related = key_number(view.related) if view.related else 0
        mentions = stamps.said([view.entry.id]), len(articles), self._shown(view, articles[:ARTICLES_PER_PAGE])
        return hash((self._names, related, *named, *mentions, stamps.sums.company.get(view.entry.id, 0)))

    def further(self, view: EntryView, part: Part[Article]) -> str:
        """For a page that continues its concordance."""
        return stamp(self._shown(view, part.items), part.number, len(part.pages))

    def all_further(self, view: EntryView) -> int:
        """For all of these pages together."""
        stamps = stamps_of(self.library)
        return hash((stamps.frame, stamps.entry_name(view.entry.id), stamps.sums.texts.get(view.entry.id, 0)))

    def _shown(self, view: EntryView, articles: Iterable[Article]) -> int:
        stamps = stamps_of(self.library)
        return hash((stamps.frame, stamps.entry_name(view.entry.id), *map(stamps.text, articles)))


def _stamp(position: int, shared: Shared) -> str:
    return stamp(shared.first(shared.every[position]))


def _context(position: int, shared: Shared) -> Mapping[str, object]:
    """`Shared.first` must cover this."""
    library, every = shared.library, shared.every
    view = every[position]
    part = next(parts(view.url, view.articles, ARTICLES_PER_PAGE))
    return frame(
        library,
        title=view.entry.name,
        description=view.text[:SHORT],
        image=card_url(view.url) if library.config.cards else "",
        image_size=SIZE,
        entry=without_place(view.entry),
        definition=view.html,
        pinyin=other_names(view)[0] or view.pinyin,
        letter=view.letter,
        see=view.see,
        related=view.related,
        network=network(view.related),
        networks="relations.html" if in_networks(view) else "",
        dated=view.dated,
        company=shared.company.of(view.entry.id, view.articles),
        count=view.count,
        sources=tuple(_source(article, view) for article in part.items),
        number=part.number,
        pages=part.pages,
        first=_first_use(view),
        chart=chart(view),
        before=_named(every[position - 1] if position else None),
        after=_named(every[position + 1] if position + 1 < len(every) else None),
        crumbs=(GLOSSARY,),
        ld=entry_ld(view, library),
    )


def _more(library: Library, view: EntryView, part: Part[Article]) -> Mapping[str, object]:
    """A further page of the concordance."""
    return frame(
        library,
        title=view.entry.name,
        entry=Headword(view.entry.name, view.entry.slug, view.entry.type),
        count=view.count,
        sources=tuple(_source(article, view) for article in part.items),
        number=part.number,
        pages=part.pages,
        crumbs=(GLOSSARY, Named(view.entry.name, view.url)),
    )


def _named(view: EntryView | None) -> Named | None:
    return Named(view.entry.name, view.url) if view else None


def _source(article: Article, view: EntryView) -> MentioningArticle:
    return _line(article, view)._replace(mentions=article.mentions.of(view.entry.id))


def _line(article: Article, view: EntryView) -> MentioningArticle:
    """The article without its mentions, which take time to load."""
    meta, href = article.meta, link(root_of(view.url), article.url)
    return MentioningArticle(meta.title, href, meta.date, article.counts[view.entry.id], (), article.breaks)


def _first_use(view: EntryView) -> MentioningArticle | None:
    """The oldest dated article that mentions the entry, or None."""
    oldest = next((article for article in reversed(view.articles) if article.meta.date), None)
    return _line(oldest, view) if oldest else None


def chart(view: EntryView) -> tuple[Bar, ...]:
    """Mentions by month, from the first to the last month with mentions, and over MIN_BARS months at least."""
    months: Counter[int] = Counter()
    for article in view.articles:
        if date := article.meta.date:
            months[date.year * 12 + date.month - 1] += article.counts[view.entry.id]
    if len(months) < 2:
        return ()
    every: Sequence[int] = range(min(*months, max(months) - MIN_BARS + 1), max(months) + 1)
    if len(every) > MAX_BARS:
        every = sorted(months)
    top = max(months.values())
    return tuple(_bar(month, months[month], position, top) for position, month in enumerate(every))


MIN_BARS = 12
"""Few months would make broad bars."""
MAX_BARS = 600
"""In a longer chart, months without mentions are left out."""


def _bar(month: int, count: int, position: int, top: int) -> Bar:
    height = round(CHART_HEIGHT * count / top, 1)
    return Bar(f"{month // 12}-{month % 12 + 1:02}", count, position * BAR_WIDTH, CHART_HEIGHT - height, height)
