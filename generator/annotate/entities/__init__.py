"""Entities found automatically: persons, places, organisations, and works in title marks, that no entry of the glossary
covers.

A model proposes (`model`; with `zhushu[ner]` `joined`, that is `lac` besides), `rules` mend, `scores` says how sure
it is. All work on the folded text of a passage; the passages of one call are one article, in which a name that is
sure once helps its other mentions. Nothing heavy is loaded before `find` is called.
"""

from collections.abc import Iterator, Sequence

from generator.annotate.words import Words
from generator.core.passage import Passage
from generator.core.span import Span


def find(words: Words, passages: Sequence[Passage], published: float) -> Iterator[Span]:
    """The entities in an article's passages; those that are at least as sure as `published` are shown on its page."""
    from generator.annotate.entities.finder import finder

    return finder(words).find(passages, published)


def models() -> str:
    """Names the models in use beside the packaged one, without loading them: part of the key under which finds are kept."""
    from generator.annotate.entities import lac

    return f"lac-{lac.weight()}" if lac.installed() else "own"
