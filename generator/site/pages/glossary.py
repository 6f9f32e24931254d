"""The index of the glossary: `glossary/index.html`."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from generator.core.entry import TYPES, Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.jsonld import term_set
from generator.site.pages.views import frame

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
    """All entries in pinyin order under their letters."""
    yield Page("glossary/index.html", "glossary", "glossary.html", Context(partial(_context, library)))


def _context(library: Library) -> Mapping[str, object]:
    letters: dict[str, list[Row]] = {}
    for view in library.entries.values():
        letters.setdefault(view.letter, []).append(row(view))
    used = {view.entry.type for view in library.entries.values()}
    return frame(
        library,
        letters=tuple((letter, tuple(found)) for letter, found in letters.items()),
        types=tuple(type_ for type_ in TYPES if type_ in used),
        total=len(library.entries),
        ld=term_set(library),
    )


def rows(library: Library) -> tuple[Row, ...]:
    """All entries, in pinyin order."""
    return tuple(row(view) for view in library.entries.values())


def row(view: EntryView) -> Row:
    """One entry as a row of the index."""
    text = view.text if len(view.text) <= SHORT else view.text[: SHORT - 1].rstrip() + "…"
    entry = view.entry
    return Row(
        entry.name, view.url, entry.type, entry.aliases, entry.english, view.pinyin, view.initials, text, view.count
    )
