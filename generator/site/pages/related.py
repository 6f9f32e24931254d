"""Articles that speak of the same things."""

from collections.abc import Iterator
from math import log

from generator.core.article import Article
from generator.core.library import Library
from generator.site.pages.stamps import digest, stamps_of

OFFERED = 4
RAREST = 8
"""Entries of an article that are looked at, of those that others mention too: the rarest say most about what is shared.
"""
NEAREST = 32
"""Articles of one entry that are looked at, so that the work for a page does not grow with the site."""


class Related:
    """Finds relatives in one library; what entries have in common is worked out once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = library.articles
        self._places = {article.url: place for place, article in enumerate(library.articles)}
        shared = {ref: view.where for ref, view in library.entries.items() if len(view.where) > 1}
        self._entries = {
            ref: (len(where), ref, [self._places[found.article.url] for found in where[:NEAREST]])
            for ref, where in shared.items()
        }
        self._stamps: dict[str, str] = {}

    def stamp(self, article: Article) -> Iterator[str]:
        """For all that `of` depends on."""
        for spread, ref, places in self._rarest(article):
            if ref not in self._stamps:
                lines = [stamps_of(self._library).line(self._articles[place]) for place in places]
                self._stamps[ref] = digest(f"{len(self._articles)} {spread}", *lines)
            yield self._stamps[ref]

    def _rarest(self, article: Article) -> list[tuple[int, str, list[int]]]:
        """Of the article's entries those that say most: in how many articles each is, its id, the places of the
        nearest.
        """
        return sorted([self._entries[ref] for ref in article.counts if ref in self._entries])[:RAREST]

    def of(self, article: Article) -> tuple[Article, ...]:
        """At most OFFERED other articles, those first that share the rarest entries.

        A shared entry weighs ln(1 + articles ÷ articles that mention it), as an inverse document frequency; ties go
        to the newer one.
        """
        weights: dict[int, float] = {}
        known = weights.get
        for spread, _, places in self._rarest(article):
            weight = log(1 + len(self._articles) / spread)
            for place in places:
                weights[place] = known(place, 0.0) - weight
        weights.pop(self._places[article.url], None)
        least = max(sorted(weights.values())[:OFFERED], default=0.0)  # quicker found than the best pairs of all
        best = sorted([(weight, place) for place, weight in weights.items() if weight <= least])[:OFFERED]
        return tuple([self._articles[place] for _, place in best])
