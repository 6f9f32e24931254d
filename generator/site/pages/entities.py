"""People, organizations, places, products, works and events: `entities/person.html` and so on, PER_PAGE on a page."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.glossary import row
from generator.site.pages.names import KINDS, PER_PAGE, entries_of, found_names, kind_url
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import namings_of
from generator.site.pages.views import Line, Named, frame, line

OTHERS = 5
"""Articles that are named beside a name without an entry."""


class Found(NamedTuple):
    """A name that was found in articles and has no entry yet."""

    name: str
    times: int
    where: tuple[Line, ...]
    """Articles that name it, newest first, at most OTHERS."""
    more: int
    """How many there are beyond these."""


def entities(library: Library) -> Iterator[Page]:
    """Each type's entries in pinyin order, then the names that were found in the articles and have no entry yet."""
    for kind in KINDS:
        items: list[EntryView | tuple[str, int]] = [*entries_of(library, kind), *found_names(library)[kind]]
        for part in parts(kind_url(kind), items, PER_PAGE):
            context = Context(partial(_context, library, kind, part))
            yield Page(part.url, "entities", "entities.html", context, listed=False)


def _context(library: Library, kind: Type, part: Part[EntryView | tuple[str, int]]) -> Mapping[str, object]:
    return frame(
        library,
        kind=kind,
        kinds=KINDS,
        rows=tuple(row(item) for item in part.items if isinstance(item, EntryView)),
        number=part.number,
        pages=part.pages,
        found=tuple(_found(library, *item) for item in part.items if not isinstance(item, EntryView)),
        crumbs=(Named("", "glossary/index.html", "glossary"),),
    )


def _found(library: Library, name: str, times: int) -> Found:
    where = namings_of(library)[name]
    shown = tuple(line(article) for article in where[:OTHERS])
    return Found(name, times, shown, len(where) - len(shown))
