"""From passages to spans: folding, the models, the rules, the scores, and the way back to the text as it was written."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.annotate.entities import lac, persons, places, repeats, rules, scores, verdicts
from generator.annotate.entities.guess import Guess, moved
from generator.annotate.entities.joined import Joined
from generator.annotate.entities.model import Model
from generator.annotate.entities.pieces import LONGEST, pieces
from generator.annotate.normalize import Folded, fold
from generator.annotate.words import Words
from generator.core.passage import Passage
from generator.core.span import Span

UNLIKELY = {"person": 0.25, "organization": 0.25}
"""Below this they are not told at all. Places are: scores of countries are low for a reason of convention (`scores`).
"""


class Finder:
    """The models of a plain install, or both (`joined`). Loading takes some tens of milliseconds, joined half a second."""

    def __init__(self, words: Words, *, joined: bool) -> None:
        own = Model(words)
        self._engine: Model | Joined = Joined(own) if joined else own
        self._weights: dict[str, float] = scores.stored()["joined" if joined else "own"]

    def find(self, passages: Sequence[Passage], published: float) -> Iterator[Span]:
        """The entities in an article's passages, shown where at least as sure as `published`."""
        folds = [fold(passage.text) for passage in passages]
        texts = [folded.text for folded in folds]
        found = [self._sure(text, guesses) for text, guesses in zip(texts, self._guesses(texts), strict=True)]
        found = [[*sure, *more] for sure, more in zip(found, repeats.missed(texts, found), strict=True)]
        for passage, folded, sure in zip(passages, folds, verdicts.settled(texts, found), strict=True):
            for guess in sure:
                yield from _spans(passage, folded, guess, published)

    def _guesses(self, texts: Sequence[str]) -> list[list[Guess]]:
        """What the models find in each text. A long one is read piece by piece, so that its features are never held at
        once.
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

    def _sure(self, text: str, guesses: Sequence[Guess]) -> list[tuple[Guess, float]]:
        names = [(guess, self._chance(guess, text)) for guess in rules.mended(text, guesses)]
        likely = [(guess, chance) for guess, chance in names if chance >= UNLIKELY.get(guess.kind, 0.0)]
        return likely + [(guess, guess.low) for guess in rules.works(text)]

    def _chance(self, guess: Guess, text: str) -> float:
        """How sure a guess is: as measured, then by what the name itself tells."""
        score = scores.chance(guess, text, self._weights)
        return persons.believed(text, guess, score) if guess.kind == "person" else places.told(text, guess, score)


@lru_cache(maxsize=2)
def finder(words: Words) -> Finder:
    """The best finder that is installed, for a segmenter; made once."""
    return Finder(words, joined=lac.installed())


def _spans(passage: Passage, folded: Folded, sure: tuple[Guess, float], published: float) -> Iterator[Span]:
    guess, chance = sure
    place = folded.original(guess.start, guess.end)
    if place is not None:
        start, end = place
        score = round(chance, 2)
        text = passage.text[start:end]
        yield Span(
            passage.number, start, end, text, guess.kind, origin="entities", score=score, published=score >= published
        )
