"""Names in articles that have no entry: how often they occur, and which page of `entities/` lists them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.site.pages.paging import part_url

KINDS: tuple[Type, ...] = ("person", "organization", "place", "product", "work", "event")
PER_PAGE = 50
"""Entries and names per page. A name is listed with its articles, which takes several lines on a phone."""


def kind_url(kind: Type) -> str:
    """The URL of the first page of a type."""
    return f"entities/{kind}.html"


def entries_of(library: Library, kind: Type) -> Sequence[EntryView]:
    """The listed entries of a type, in pinyin order; names without an entry come after them."""
    return [
        view for view in library.entries.values() if view.entry.type == kind and (view.count or not view.entry.choices)
    ]


@lru_cache(maxsize=1)
def found_names(library: Library) -> Mapping[Type, Sequence[tuple[str, int]]]:
    """Type → names without an entry and their number of occurrences in listed articles, the most frequent first."""
    total: dict[Type, Counter[str]] = {kind: Counter() for kind in KINDS}
    for article in library.articles:
        for name, (kind, marks) in article.entities.items():
            if kind in total:
                total[kind][name] += article.entity_counts.get(name, marks)
    return {kind: tuple(count.most_common()) for kind, count in total.items()}


@lru_cache(maxsize=1)
def name_urls(library: Library) -> Mapping[tuple[Type, str], str]:
    """Type and name → URL of the page that lists the name, with a fragment."""
    found = {}
    for kind, names in found_names(library).items():
        before = len(entries_of(library, kind)) if names else 0
        for position, (name, _) in enumerate(names, before):
            page = part_url(kind_url(kind), position // PER_PAGE + 1)
            found[kind, name] = f"{page}#n-{name.replace(' ', '_')}"
    return found
