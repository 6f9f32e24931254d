"""The index of the glossary: `glossary/index.html`."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from generator.core.entry import TYPES, Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.core.urls import glossary_urls
from generator.site.pages.jsonld import term_set
from generator.site.pages.views import Named, frame

SHORT = 64
"""Code points of a definition that the index shows."""


class Row(NamedTuple):
    """An entry in the index; the texts that the filter box looks in are as glossary.js expects them."""

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
    """All entries in pinyin order under their letters; and the same for each glossary that has a name of its own."""
    yield Page("glossary/index.html", "glossary", "glossary.html", Context(partial(_context, library, "")))
    for name, url in glossary_urls(view.entry.glossary for view in library.entries.values()).items():
        yield Page(url, "glossary", "glossary.html", Context(partial(_context, library, name)))


def _context(library: Library, name: str) -> Mapping[str, object]:
    """The index of the glossary of this name, or of all entries."""
    letters: dict[str, list[Row]] = {}
    views = [view for view in _shown(library) if not name or view.entry.glossary == name]
    for view in views:
        letters.setdefault(view.letter, []).append(row(view))
    used = {view.entry.type for view in views}
    named = glossary_urls(view.entry.glossary for view in library.entries.values())
    return frame(
        library,
        name=name,
        named=() if name else tuple(Named(title, url) for title, url in named.items()),
        letters=tuple((letter, tuple(found)) for letter, found in letters.items()),
        types=tuple(type_ for type_ in TYPES if type_ in used),
        total=len(views),
        ld=term_set(library),
        **({"crumbs": (Named("", "glossary/index.html", "glossary"),)} if name else {}),
    )


def rows(library: Library) -> tuple[Row, ...]:
    """All entries, in pinyin order."""
    return tuple(row(view) for view in _shown(library))


def _shown(library: Library) -> Iterator[EntryView]:
    """The entries that lists name: those that leave a choice open only where one is left open."""
    return (view for view in library.entries.values() if view.count or not view.entry.choices)


def row(view: EntryView) -> Row:
    """One entry as a row of the index."""
    text = view.text if len(view.text) <= SHORT else view.text[: SHORT - 1].rstrip() + "…"
    entry = view.entry
    return Row(
        entry.name, view.url, entry.type, entry.aliases, entry.english, view.pinyin, view.initials, text, view.count
    )
