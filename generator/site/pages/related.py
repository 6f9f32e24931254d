"""Related articles: those that mention the same entries."""

from collections.abc import Iterator
from math import log

from generator.core.article import Article
from generator.core.library import Library
from generator.site.pages.stamps import stamps_of

MAX_RELATED = 4
MAX_ENTRIES = 8
"""How many of an article's entries are considered: the rarest, as they say most."""
MAX_ARTICLES = 32
"""How many articles of an entry are considered, so that the work for a page does not grow with the site."""


class Related:
    """Finds related articles in one library; the index of entries is built once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = library.articles
        self._places = {article.url: place for place, article in enumerate(library.articles)}
        shared = {ref: view.articles for ref, view in library.entries.items() if len(view.articles) > 1}
        self._entries = {
            ref: (len(where), ref, [self._places[article.url] for article in where[:MAX_ARTICLES]])
            for ref, where in shared.items()
        }
        self._numbers: dict[str, int] = {}

    def numbers(self, article: Article) -> Iterator[int]:
        """For the stamp: all that `of` depends on."""
        return (self.number(ref) for _, ref, _ in self._rarest(article))

    def number(self, ref: str) -> int:
        """For stamps: covers the nearest articles of an entry, and how rare it is; 0 if it relates none."""
        if ref not in self._numbers:
            spread, _, places = self._entries.get(ref, (0, ref, ()))
            lines = [stamps_of(self._library).line(self._articles[place]) for place in places]
            self._numbers[ref] = hash((len(self._articles), spread, *lines)) if places else 0
        return self._numbers[ref]

    def _rarest(self, article: Article) -> list[tuple[int, str, list[int]]]:
        """The rarest entries of the article: the number of articles that mention each, its id, the places of the
        nearest.
        """
        return sorted([self._entries[ref] for ref in article.counts if ref in self._entries])[:MAX_ENTRIES]

    def of(self, article: Article) -> tuple[Article, ...]:
        """At most MAX_RELATED other articles, the most related first.

        A shared entry weighs ln(1 + articles ÷ articles that mention it), an inverse document frequency. Ties go to
        the newer article.
        """
        weights: dict[int, float] = {}
        known = weights.get
        for spread, _, places in self._rarest(article):
            weight = log(1 + len(self._articles) / spread)
            for place in places:
                weights[place] = known(place, 0.0) - weight
        weights.pop(self._places[article.url], None)
        least = max(sorted(weights.values())[:MAX_RELATED], default=0.0)  # faster than sorting all pairs
        best = sorted([(weight, place) for place, weight in weights.items() if weight <= least])[:MAX_RELATED]
        return tuple([self._articles[place] for _, place in best])
