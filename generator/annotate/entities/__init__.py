"""Entities found automatically: persons, places, organisations, and works in title marks, that no entry of the glossary covers.

A model proposes (`model`, with `zhushu[ner]` also `lac`), `rules` mend, `scores` says how sure it is. All work on the folded text
of a passage; the passages of one call are one article, in which a name that is sure once helps its other mentions.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.annotate.entities import rules
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.model import Model
from generator.annotate.normalize import fold
from generator.annotate.words import Words
from generator.model import Passage, Span

VERSION = "1"
"""Changes whenever the same text may give other finds."""


def find(words: Words, passages: Sequence[Passage], published: float) -> Iterator[Span]:
    """The entities in an article's passages; those that are at least as sure as `published` are shown on its page."""
    model = _model(words)
    for passage in passages:
        folded = fold(passage.text)
        guesses = rules.mended(folded.text, model.find(folded.text))
        for guess in (*guesses, *rules.works(folded.text)):
            place = folded.original(guess.start, guess.end)
            if place is not None:
                yield _span(passage, place, guess, published)


def model_version() -> str:
    """Names the models in use, without loading them: part of the key under which finds are kept."""
    return VERSION


@lru_cache(maxsize=2)
def _model(words: Words) -> Model:
    return Model(words)


def _span(passage: Passage, place: tuple[int, int], guess: Guess, published: float) -> Span:
    start, end = place
    score = round(guess.low, 2)
    text = passage.text[start:end]
    return Span(passage.number, start, end, text, guess.kind, origin="entities", score=score, published=score >= published)
