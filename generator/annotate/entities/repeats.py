"""Finds the mentions of known names that the model missed elsewhere in the article."""

from collections.abc import Iterator, Sequence

from generator.annotate.entities.guess import Guess

Sure = tuple[Guess, float]
"""A guess with its score."""
MIN_SCORE = 0.75
"""Least score of a mention for its name to be searched elsewhere."""
SHORTEST = 3
"""In code points; shorter names are too often part of other words."""


def missed(texts: Sequence[str], found: Sequence[Sequence[Sure]]) -> list[list[Sure]]:
    """For each text, mentions of names found elsewhere in `texts` that overlap no find."""
    names: dict[str, Sure] = {}
    for text, sure in zip(texts, found, strict=True):
        for guess, score in sure:
            name = text[guess.start : guess.end]
            if (
                guess.kind != "work"
                and len(name) >= SHORTEST
                and score >= max(MIN_SCORE, names.get(name, (guess, 0.0))[1])
            ):
                names[name] = guess, score
    longest = sorted(names, key=lambda name: (-len(name), name))
    return [list(_in(text, sure, longest, names)) for text, sure in zip(texts, found, strict=True)]


def _in(text: str, sure: Sequence[Sure], longest: Sequence[str], names: dict[str, Sure]) -> Iterator[Sure]:
    taken = bytearray(len(text))
    for guess, _ in sure:
        taken[guess.start : guess.end] = b"\1" * (guess.end - guess.start)
    for name in longest:
        guess, score = names[name]
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(taken[at:end]):
                taken[at:end] = b"\1" * len(name)
                yield Guess(at, end, guess.kind, guess.low), score
            at = text.find(name, end)
