"""People, organizations, places, products, works and events: a page for each type, such as `entities/person.html`."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.glossary import ROWS, row
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import articles_by_name
from generator.site.pages.views import ListItem, Named, frame, list_item

KINDS: tuple[Type, ...] = ("person", "organization", "place", "product", "work", "event")
MAX_OTHERS = 5
"""How many articles are listed beside a name without an entry."""


class NameWithoutEntry(NamedTuple):
    """A name found in articles that has no entry."""

    name: str
    times: int
    where: tuple[ListItem, ...]
    """Articles that name it, newest first, at most MAX_OTHERS."""
    more: int
    """How many there are beyond these."""


def entities(library: Library) -> Iterator[Page]:
    """For each type its entries in pinyin order, then the names in articles without an entry."""
    found = cache(partial(_found, library))
    for kind in KINDS:
        views = [
            view
            for view in library.entries.values()
            if view.entry.type == kind and (view.count or not view.entry.choices)
        ]
        for part in parts(f"entities/{kind}.html", views, ROWS):
            context = Context(partial(_context, library, kind, part, found))
            yield Page(part.url, "entities", "entities.html", context, listed=False)


def _context(
    library: Library, kind: Type, part: Part[EntryView], found: Callable[[], Mapping[str, Counter[str]]]
) -> Mapping[str, object]:
    """Names without an entry are all on the first page, to which articles link."""
    return frame(
        library,
        kind=kind,
        kinds=KINDS,
        rows=tuple(row(view) for view in part.items),
        number=part.number,
        pages=part.pages,
        found=tuple(_found_name(library, name, count) for name, count in found()[kind].most_common())
        if part.number == 1
        else (),
        crumbs=(Named("", "glossary/index.html", "glossary"),),
    )


def _found_name(library: Library, name: str, times: int) -> NameWithoutEntry:
    where = articles_by_name(library)[name]
    shown = tuple(list_item(article) for article in where[:MAX_OTHERS])
    return NameWithoutEntry(name, times, shown, len(where) - len(shown))


def _found(library: Library) -> Mapping[str, Counter[str]]:
    """Type → published names without an entry, with their number of occurrences in all articles."""
    total: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for article in library.articles:
        for name, (kind, marks) in article.entities.items():
            if kind in total:
                total[kind][name] += article.entity_counts.get(name, marks)
    return total
