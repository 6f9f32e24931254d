"""The pipeline from passages to entity spans: fold, predict, correct, score, map offsets back."""

from collections.abc import Iterator, Sequence

from generator.annotate.article import FoldedArticle
from generator.annotate.entities import (
    famous,
    glosses,
    lac,
    organizations,
    persons,
    places,
    repeats,
    rules,
    scores,
    verdicts,
)
from generator.annotate.entities.guess import Guess, moved
from generator.annotate.entities.joined import Joined
from generator.annotate.entities.model import Model
from generator.annotate.segmenting.pieces import LONGEST, pieces
from generator.annotate.segmenting.words import Words, kept
from generator.core.entry import Type
from generator.core.passage import Passage
from generator.core.span import Span

MIN_SCORE: dict[str, float] = {"person": 0.25, "organization": 0.25, "place": 0.3}
"""Least score to be reported."""
MIN_FAMOUS = 0.05
"""The same for well-known places, which score low by an annotation convention alone (`places`)."""
SURE = 0.9
"""The score of a name that a rule found where the model missed it."""


class Finder:
    """The model of a plain install, or both (`joined`). Loading takes tens of milliseconds; joined, half a second."""

    def __init__(self, words: Words, *, joined: bool) -> None:
        own = Model(words)
        self._engine: Model | Joined = Joined(own) if joined else own
        self._weights: dict[str, float] = scores.stored()["joined" if joined else "own"]

    def find(self, passages: Sequence[Passage], published: float) -> Iterator[Span]:
        """The entities in an article's passages, published if they score at least `published`."""
        article = FoldedArticle(passages)
        starts = [start for start, _ in article.parts()]
        found = self._unified([text for _, text in article.parts()])
        for start, sure in zip(starts, found, strict=True):
            for guess, chance in sure:
                place = article.place(start + guess.start, start + guess.end)
                if place is not None:
                    yield _span(place, guess.kind, round(chance, 2), published)

    def _unified(self, texts: Sequence[str]) -> list[list[tuple[Guess, float]]]:
        """The finds in each text of an article, with their scores."""
        named = famous.among(texts)
        found = [
            self._sure(text, guesses, named=number in named)
            for number, (text, guesses) in enumerate(zip(texts, self._guesses(texts), strict=True))
        ]
        found = [[*sure, *more] for sure, more in zip(found, repeats.missed(texts, found), strict=True)]
        return verdicts.unify(texts, found)

    def _guesses(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The models' finds in each text. A long text is read piece by piece, so that its features are never in memory
        all at once.
        """
        if max(map(len, texts), default=0) <= LONGEST:
            return self._engine.find(texts)
        return [
            [
                moved(guess, start)
                for start, end in pieces(text)
                for guesses in self._engine.find([text[start:end]])
                for guess in guesses
            ]
            for text in texts
        ]

    def _sure(self, text: str, guesses: Sequence[Guess], *, named: bool) -> list[tuple[Guess, float]]:
        """The finds in a text with their scores. `named`: it has well-known names, which the model may have missed."""
        works = [(guess, guess.low) for guess in rules.works(text)] if "《" in text else []
        if not guesses and not named:
            return works
        names = [(guess, self._chance(guess, text)) for guess in rules.corrected(text, guesses)]
        likely = [(guess, chance) for guess, chance in names if chance >= _least(guess, text)]
        return [*likely, *glosses.glossed(text, likely), *works]

    def _chance(self, guess: Guess, text: str) -> float:
        """The probability of a guess: calibrated, then adjusted by the name itself."""
        if guess.sure:
            return SURE
        score = scores.chance(guess, text, self._weights)
        if guess.kind == "person":
            return persons.capped_score(text, guess, score)
        if guess.kind == "organization":
            score = organizations.raised_score(text, guess, score)
        return places.raised_score(text, guess, score)


def _least(guess: Guess, text: str) -> float:
    famous = guess.kind == "place" and places.fame(text[guess.start : guess.end])
    return MIN_FAMOUS if famous else MIN_SCORE[guess.kind]


@kept(2)
def finder(words: Words) -> Finder:
    """The finder with the best installed models, cached."""
    return Finder(words, joined=lac.installed())


def _span(place: tuple[Passage, int, int], kind: Type, score: float, published: float) -> Span:
    passage, start, end = place
    text = passage.text[start:end]
    return Span(passage.number, start, end, text, kind, origin="entities", score=score, published=score >= published)
