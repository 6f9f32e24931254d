"""The page of an entry: its definition and all its mentions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

from generator.core.article import Mention
from generator.core.card import SIZE, card_url
from generator.core.library import EntryMentions, EntryRef, EntryView, Library
from generator.core.page import Context, Page, Sheaf
from generator.core.urls import link, root_of
from generator.site.pages.jsonld import entry_ld
from generator.site.pages.network import network
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import Named, frame, in_networks, other_names
from generator.store.cache import key_number

BAR_WIDTH = 12
"""Of a month in the chart, in units of its view box."""
CHART_HEIGHT = 60
MAX_COOCCURRING = 12
"""How many co-occurring entries a page lists."""
ARTICLES_PER_PAGE = 20
"""Of the concordance."""
SHORT = 150
"""Length of the page's description, in code points."""


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


def entries(library: Library) -> Iterator[Page]:
    """A page for each entry, with links to its neighbours in the glossary; long concordances have further pages."""
    shared = Shared(library)
    for position, view in enumerate(shared.every):
        first, *others = parts(view.url, view.where, ARTICLES_PER_PAGE)
        context = Context(partial(_context, library, shared.every, position, first), partial(shared.first, view, first))
        yield Page(view.url, "entry", "entry.html", context, searched=True)
        sheaf = Sheaf(f"mentions {view.url}", partial(shared.all_further, view))
        for part in others:
            more = Context(partial(_more, library, view, part), partial(shared.further, view, part))
            yield Page(part.url, "mentions", "mentions.html", more, listed=False, sheaf=sheaf)


class Shared:
    """Data shared by the pages of all entries."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.every = tuple(library.entries.values())

    @cached_property
    def _names(self) -> int:
        return key_number([(view.entry.name, view.entry.type, view.url) for view in self.every])

    def first(self, view: EntryView, part: Part[EntryMentions]) -> str:
        """For the page of this entry: itself, those that it names, and the articles that mention it."""
        stamps = stamps_of(self._library)
        named = [one for ref in view.see for one in (key_number(ref.id), stamps.entry_summary(ref.id))]
        related = key_number(view.related) if view.related else 0
        return stamp(self._names, related, *named, self._shown(view, part), stamps.mentioned(view.where))

    def further(self, view: EntryView, part: Part[EntryMentions]) -> str:
        """For a page that continues its concordance."""
        return stamp(self._shown(view, part))

    def all_further(self, view: EntryView) -> int:
        """For all of these pages together."""
        return self._covered(view, view.where)

    def _shown(self, view: EntryView, part: Part[EntryMentions]) -> int:
        return hash((self._covered(view, part.items), part.number, len(part.pages)))

    def _covered(self, view: EntryView, where: Sequence[EntryMentions]) -> int:
        stamps = stamps_of(self._library)
        shown = [one for found in where for one in (found.count, stamps.text(found.article))]
        return hash((stamps.frame, stamps.entry_summary(view.entry.id), *shown))


def _context(
    library: Library, every: Sequence[EntryView], position: int, part: Part[EntryMentions]
) -> Mapping[str, object]:
    """`Shared.first` must cover this."""
    view = every[position]
    return frame(
        library,
        title=view.entry.name,
        description=view.text[:SHORT],
        image=card_url(view.url) if library.config.cards else "",
        image_size=SIZE,
        entry=view.entry,
        definition=view.html,
        pinyin=other_names(view)[0] or view.pinyin,
        letter=view.letter,
        see=view.see,
        related=view.related,
        network=network(view.related),
        networks="relations.html" if in_networks(view) else "",
        dated=view.dated,
        company=cooccurring(view, library),
        count=view.count,
        sources=tuple(_source(found, root_of(view.url)) for found in part.items),
        number=part.number,
        pages=part.pages,
        first=_first_use(view),
        chart=chart(view),
        before=_named(every[position - 1] if position else None),
        after=_named(every[position + 1] if position + 1 < len(every) else None),
        crumbs=(Named("", "glossary/index.html", "glossary"),),
        ld=entry_ld(view, library),
    )


def _more(library: Library, view: EntryView, part: Part[EntryMentions]) -> Mapping[str, object]:
    """A further page of the concordance."""
    return frame(
        library,
        title=view.entry.name,
        entry=view.entry,
        count=view.count,
        sources=tuple(_source(found, root_of(view.url)) for found in part.items),
        number=part.number,
        pages=part.pages,
        crumbs=(Named("", "glossary/index.html", "glossary"), Named(view.entry.name, view.url)),
    )


def _named(view: EntryView | None) -> Named | None:
    return Named(view.entry.name, view.url) if view else None


def _source(found: EntryMentions, root: str) -> MentioningArticle:
    article = found.article
    return MentioningArticle(
        article.meta.title, link(root, article.url), article.meta.date, found.count, found.mentions, article.breaks
    )


def _first_use(view: EntryView) -> MentioningArticle | None:
    """The oldest dated article that mentions the entry, or None."""
    oldest = next((found for found in reversed(view.where) if found.article.meta.date), None)
    return _source(oldest, root_of(view.url))._replace(mentions=()) if oldest else None


def cooccurring(view: EntryView, library: Library) -> tuple[tuple[EntryRef, int], ...]:
    """The MAX_COOCCURRING entries with the most shared articles, and their number, most first."""
    shared = Counter(chain.from_iterable(found.article.counts for found in view.where))
    del shared[view.entry.id]
    if any(found.article.meta.terms for found in view.where):
        shared = Counter(
            {ref: count for ref, count in shared.items() if ref in library.entries}
        )  # without an article's own terms
    least = min(
        sorted(shared.values())[-MAX_COOCCURRING:], default=0
    )  # only those that can be among the first are sorted
    more = sorted([(-count, ref) for ref, count in shared.items() if count > least])
    last = sorted([ref for ref, count in shared.items() if count == least])[: MAX_COOCCURRING - len(more)]
    return tuple((_ref(library.entries[ref]), shared[ref]) for ref in [*(ref for _, ref in more), *last])


def _ref(view: EntryView) -> EntryRef:
    return EntryRef(view.entry.id, view.entry.name, view.entry.type, view.url)


def chart(view: EntryView) -> tuple[Bar, ...]:
    """Mentions by month, from the first to the last month with mentions, and over MIN_BARS months at least."""
    months: Counter[int] = Counter()
    for found in view.where:
        if date := found.article.meta.date:
            months[date.year * 12 + date.month - 1] += found.count
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
