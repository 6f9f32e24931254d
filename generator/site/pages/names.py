"""Names that were found in articles and have no entry: how often, and on which page of `entities/` each one stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.site.pages.paging import part_url

KINDS: tuple[Type, ...] = ("person", "organization", "place", "product", "work", "event")
PER_PAGE = 50
"""Entries and names on a page: each name tells the articles that name it, so that it takes several lines on a phone."""


def kind_url(kind: Type) -> str:
    """The first page of a type."""
    return f"entities/{kind}.html"


def entries_of(library: Library, kind: Type) -> Sequence[EntryView]:
    """The entries of a type that its pages list, in pinyin order; names without an entry come after them."""
    return [
        view for view in library.entries.values() if view.entry.type == kind and (view.count or not view.entry.choices)
    ]


@lru_cache(maxsize=1)
def found_names(library: Library) -> Mapping[Type, Sequence[tuple[str, int]]]:
    """Type → names without an entry with their number over all listed articles, the most frequent first."""
    total: dict[Type, Counter[str]] = {kind: Counter() for kind in KINDS}
    for article in library.articles:
        for name, (kind, marks) in article.entities.items():
            if kind in total:
                total[kind][name] += article.entity_counts.get(name, marks)
    return {kind: tuple(count.most_common()) for kind, count in total.items()}


@lru_cache(maxsize=1)
def name_urls(library: Library) -> Mapping[tuple[Type, str], str]:
    """Type and name → the page on which the name stands, with its anchor."""
    found = {}
    for kind, names in found_names(library).items():
        before = len(entries_of(library, kind)) if names else 0
        for position, (name, _) in enumerate(names, before):
            page = part_url(kind_url(kind), position // PER_PAGE + 1)
            found[kind, name] = f"{page}#n-{name.replace(' ', '_')}"
    return found
