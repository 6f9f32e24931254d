"""Articles that speak of the same things."""

from collections import defaultdict
from math import log

from generator.model import Article, Library

OFFERED = 4
RAREST = 8
"""Entries of an article that are looked at: the rarest say most about what it shares with others."""
NEAREST = 40
"""Articles of one entry that are looked at, so that the work for a page does not grow with the site."""


def related_of(article: Article, library: Library) -> tuple[Article, ...]:
    """At most OFFERED other articles, those first that share the rarest entries.

    A shared entry weighs ln(1 + articles ÷ articles that mention it), as an inverse document frequency; ties go to the newer one.
    """
    shared = sorted((library.entries[ref] for ref in article.counts if ref in library.entries),
                    key=lambda view: (len(view.where), view.url))
    weights: defaultdict[str, float] = defaultdict(float)
    others: dict[str, Article] = {}
    for view in shared[:RAREST]:
        weight = log(1 + len(library.articles) / max(1, len(view.where)))
        for found in view.where[:NEAREST]:
            other = found.article
            if other.url != article.url:
                weights[other.url] += weight
                others[other.url] = other
    best = sorted(weights, key=lambda url: (-weights[url], -_day(others[url]), url))
    return tuple(others[url] for url in best[:OFFERED])


def _day(article: Article) -> int:
    return article.meta.date.toordinal() if article.meta.date else 0
