"""Finds the mentions of known names that the model missed elsewhere in the article."""

from collections.abc import Iterator, Sequence

from generator.annotate.entities.famous import WHOLE
from generator.annotate.entities.guess import Guess
from generator.annotate.matching import automaton
from generator.core.texts import places_of

Sure = tuple[Guess, float]
"""A guess with its score."""
MIN_SCORE = 0.75
"""Least score of a mention for its name to be searched elsewhere."""
FEW = 40
"""Names that are looked for one by one; for more of them an automaton is made."""
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
    for start, end in (_few if len(longest) < FEW else _many)(text, longest):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            guess, score = names[text[start:end]]
            if WHOLE[guess.kind](text, start, end):
                yield Guess(start, end, guess.kind, guess.low), score


def _few(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The occurrences of `names` in `text`, name by name."""
    return ((at, at + len(name)) for name in names for at in places_of(name, text))


def _many(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The same as `_few`, in one pass over the text instead of one for each name."""
    last = (-1, 0)
    for name, start, end in sorted(automaton.finder(names)(text)):
        if last[0] != name or start >= last[1]:
            yield start, end
            last = name, end
