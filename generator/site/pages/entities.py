"""People, organizations, places, products, works and events: one page a type, `entities/person.html` and so on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from generator.core.entry import Type
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.glossary import row
from generator.site.pages.views import Counted, Named, frame

KINDS: tuple[Type, ...] = ("person", "organization", "place", "product", "work", "event")
FOUND = 200
"""Names found without an entry that a page lists at most."""


def entities(library: Library) -> Iterator[Page]:
    """Each type's entries in pinyin order, then the names that were found in the articles and have no entry yet."""
    found = cache(partial(_found, library))
    for kind in KINDS:
        yield Page(
            f"entities/{kind}.html",
            "entities",
            "entities.html",
            Context(partial(_context, library, kind, found)),
            listed=False,
        )


def _context(library: Library, kind: Type, found: Callable[[], Mapping[str, Counter[str]]]) -> Mapping[str, object]:
    return frame(
        library,
        kind=kind,
        kinds=KINDS,
        rows=tuple(
            row(view)
            for view in library.entries.values()
            if view.entry.type == kind and (view.count or not view.entry.choices)
        ),
        found=tuple(Counted(name, "", kind, count) for name, count in found()[kind].most_common(FOUND)),
        crumbs=(Named("", "glossary/index.html", "glossary"),),
    )


def _found(library: Library) -> Mapping[str, Counter[str]]:
    """Type → published names without an entry, with their number over all articles."""
    total: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for article in library.articles:
        for name, (kind, count) in article.entities.items():
            if kind in total:
                total[kind][name] += count
    return total
