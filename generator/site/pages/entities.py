"""People, organizations, places, products, works and events: a list for each type, such as `entities/person.html`."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.glossary import row
from generator.site.pages.names import KINDS, PER_PAGE, entries_of, found_names, kind_url
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import articles_by_name
from generator.site.pages.views import GLOSSARY, ListItem, frame, list_item

MAX_OTHERS = 5
"""Maximum number of articles listed for a name without an entry."""


class NameWithoutEntry(NamedTuple):
    """A name found in articles that has no entry."""

    name: str
    times: int
    where: tuple[ListItem, ...]
    """Articles that name it, newest first, at most MAX_OTHERS."""
    more: int
    """The number of further ones."""


def entities(library: Library) -> Iterator[Page]:
    """For each type its entries in pinyin order, then the names in articles without an entry."""
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
        crumbs=(GLOSSARY,),
    )


def _found(library: Library, name: str, times: int) -> NameWithoutEntry:
    where = articles_by_name(library)[name]
    shown = tuple(list_item(article) for article in where[:MAX_OTHERS])
    return NameWithoutEntry(name, times, shown, len(where) - len(shown))
