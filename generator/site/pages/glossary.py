"""The index of the glossary: `glossary/index.html`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator.core.entry import TYPES, Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.core.urls import glossary_urls
from generator.site.pages.jsonld import term_set
from generator.site.pages.paging import Part, parts
from generator.site.pages.views import Named, frame, has_relations, has_timeline

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
    for part in parts(url, views, ROWS):
        context = Context(partial(_context, library, name, views, part))
        yield Page(part.url, "glossary", "glossary.html", context, listed=part.number == 1)


def _context(library: Library, name: str, views: Sequence[EntryView], part: Part[EntryView]) -> Mapping[str, object]:
    letters: dict[str, list[Row]] = {}
    for view in part.items:
        letters.setdefault(view.letter, []).append(row(view))
    starts: dict[str, str] = {}
    for position, view in enumerate(views):
        starts.setdefault(view.letter, part.pages[position // ROWS].url)
    used = {view.entry.type for view in part.items}
    named = glossary_urls(view.entry.glossary for view in library.entries.values())
    return frame(
        library,
        name=name,
        named=() if name else tuple(Named(title, url) for title, url in named.items()),
        letters=tuple((letter, tuple(found)) for letter, found in letters.items()),
        types=tuple(type_ for type_ in TYPES if type_ in used),
        starts=tuple(("" if url == part.url else url, letter) for letter, url in starts.items()),
        total=len(views),
        number=part.number,
        pages=part.pages,
        also=_also(library, views),
        ld=term_set(library, part.items),
        **({"crumbs": (Named("", "glossary/index.html", "glossary"),)} if name else {}),
    )


def _also(library: Library, views: Sequence[EntryView]) -> tuple[Named, ...]:
    """The other pages about the entries."""
    every = (
        (Named("", "timeline.html", "timeline"), has_timeline(library)),
        (Named("", "relations.html", "relations_title"), has_relations(library)),
        (Named("", "glossary/credits/index.html", "credits"), any(view.entry.origin for view in views)),
    )
    return tuple(link for link, wanted in every if wanted)


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
