"""Automatic entities: persons, places, organisations, and works in title marks.

A model proposes (`model`, or with `zhushu[ner]` `joined`, which adds `lac`), `rules` correct, `scores` calibrate. All
work on the folded text of a passage. The passages of one call are one article, in which a certain mention of a name
supports the others. Models load lazily, in `find`.
"""

from collections.abc import Iterator, Sequence

from generator.annotate.segmenting.words import Words
from generator.core.passage import Passage
from generator.core.span import Span


def find(words: Words, passages: Sequence[Passage], published: float) -> Iterator[Span]:
    """The entities in an article's passages. Those with a score of at least `published` are shown on its page."""
    from generator.annotate.entities.finder import finder

    return finder(words).find(passages, published)


def models() -> str:
    """The version of the models in use, without loading them, as part of the cache key."""
    from generator.annotate.entities import lac

    return f"lac-{lac.weight()}" if lac.installed() else "own"
