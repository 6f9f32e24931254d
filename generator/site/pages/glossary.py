"""The index of the glossary: `glossary/index.html`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from generator.core.entry import TYPES, Type
from generator.core.groups import grouped
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.core.urls import glossary_urls
from generator.site.pages.jsonld import term_set
from generator.site.pages.paging import Part, parts
from generator.site.pages.views import GLOSSARY, Named, frame, has_relations, has_timeline

ROWS = 100
"""Entries per page of the index."""
SHORT = 64
"""Length of a definition in the index, in code points."""


class Row(NamedTuple):
    """An entry in the index, in the form that the filter of glossary.js expects."""

    name: str
    url: str
    type: Type
    aliases: tuple[str, ...]
    english: str
    pinyin: str
    initials: str
    short: str
    times: int


def glossary(library: Library) -> Iterator[Page]:
    """All entries in pinyin order under their letters, and the same for each named glossary."""
    yield from _index(library, "", "glossary/index.html")
    for name, url in glossary_urls(view.entry.glossary for view in library.entries.values()).items():
        yield from _index(library, name, url)


def _index(library: Library, name: str, url: str) -> Iterator[Page]:
    """The index of the glossary called `name`, or of all entries if it is empty."""
    views = [view for view in _shown(library) if not name or view.entry.glossary == name]
    shared = Shared(library, name, views)
    for part in parts(url, views, ROWS):
        context = Context(partial(_context, shared, part))
        yield Page(part.url, "glossary", "glossary.html", context, listed=part.number == 1)


class Shared:
    """Data shared by all pages of an index."""

    def __init__(self, library: Library, name: str, views: Sequence[EntryView]) -> None:
        self.library = library
        self.name = name
        self.views = views

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """Letter → the place of its first entry."""
        places: dict[str, int] = {}
        for place, view in enumerate(self.views):
            places.setdefault(view.letter, place)
        return places

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The indices of named glossaries, listed on the index of all entries."""
        urls = glossary_urls(view.entry.glossary for view in self.library.entries.values())
        return () if self.name else tuple(Named(title, url) for title, url in urls.items())

    @cached_property
    def also(self) -> tuple[Named, ...]:
        """The other pages about the entries."""
        every = (
            (Named("", "timeline.html", "timeline"), has_timeline(self.library)),
            (Named("", "relations.html", "relations_title"), has_relations(self.library)),
            (Named("", "glossary/credits/index.html", "credits"), any(view.entry.origin for view in self.views)),
        )
        return tuple(link for link, wanted in every if wanted)


def _context(shared: Shared, part: Part[EntryView]) -> Mapping[str, object]:
    letters = grouped((view.letter, row(view)) for view in part.items)
    starts = {letter: part.pages[place // ROWS].url for letter, place in shared.starts.items()}
    used = {view.entry.type for view in part.items}
    return frame(
        shared.library,
        name=shared.name,
        named=shared.named,
        letters=tuple((letter, tuple(found)) for letter, found in letters.items()),
        types=tuple(type_ for type_ in TYPES if type_ in used),
        starts=tuple(("" if url == part.url else url, letter) for letter, url in starts.items()),
        total=len(shared.views),
        number=part.number,
        pages=part.pages,
        also=shared.also,
        ld=term_set(shared.library, part.items),
        **({"crumbs": (GLOSSARY,)} if shared.name else {}),
    )


def rows(library: Library) -> tuple[Row, ...]:
    """All entries, in pinyin order."""
    return tuple(row(view) for view in _shown(library))


def _shown(library: Library) -> Iterator[EntryView]:
    """The listed entries. A disambiguation entry is listed only if some mention is left ambiguous."""
    return (view for view in library.entries.values() if view.count or not view.entry.choices)


def row(view: EntryView) -> Row:
    """One entry as a row of the index."""
    text = view.text if len(view.text) <= SHORT else view.text[: SHORT - 1].rstrip() + "…"
    entry = view.entry
    return Row(
        entry.name, view.url, entry.type, entry.aliases, entry.english, view.pinyin, view.initials, text, view.count
    )
