"""Articles that speak of the same things."""

from collections import defaultdict
from collections.abc import Mapping
from heapq import nsmallest
from math import log

from generator.model import Article, Library

OFFERED = 4
RAREST = 8
"""Entries of an article that are looked at, of those that others mention too: the rarest say most about what is shared."""
NEAREST = 40
"""Articles of one entry that are looked at, so that the work for a page does not grow with the site."""


def places_of(library: Library) -> Mapping[str, int]:
    """URL → position of every article, the newest first."""
    return {article.url: position for position, article in enumerate(library.articles)}


def related_of(article: Article, library: Library, places: Mapping[str, int]) -> tuple[Article, ...]:
    """At most OFFERED other articles, those first that share the rarest entries; `places` is `places_of(library)`.

    A shared entry weighs ln(1 + articles ÷ articles that mention it), as an inverse document frequency; ties go to the newer one.
    """
    known = (library.entries[ref] for ref in article.counts if ref in library.entries)
    shared = sorted((view for view in known if len(view.where) > 1), key=lambda view: (len(view.where), view.url))
    weights: defaultdict[int, float] = defaultdict(float)
    for view in shared[:RAREST]:
        weight = log(1 + len(places) / len(view.where))
        for found in view.where[:NEAREST]:
            weights[places[found.article.url]] -= weight
    weights.pop(places[article.url], None)
    best = nsmallest(OFFERED, ((weight, place) for place, weight in weights.items()))
    return tuple(library.articles[place] for _, place in best)
