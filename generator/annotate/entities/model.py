"""The model of a plain install: a conditional random field over words. The only home of python-crfsuite.

Its weights are package data; `generator/data/entities.md` is their card, `training/` makes them.
"""

from collections.abc import Sequence
from importlib.resources import files
from itertools import accumulate, pairwise

import pycrfsuite

from generator.annotate.entities.features import Segmenter, Word, rows, tagged
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.lexicon import Lexicon
from generator.model import Type

MODEL = "entities.crf"
KINDS: dict[str, Type] = {"p": "person", "l": "place", "o": "organization"}


class Model:
    """The tagger with its lexicon. Building it reads the weights, some twenty milliseconds."""

    def __init__(self, words: Segmenter) -> None:
        self._words = words
        self._lexicon = Lexicon()
        self._tagger = pycrfsuite.Tagger()
        self._weights = (files("generator") / "data" / MODEL).read_bytes()  # kept: the tagger reads from these bytes
        self._tagger.open_inmemory(self._weights)

    def find(self, text: str) -> list[Guess]:
        """The names in the best labelling of `text`, in order."""
        words = tagged(text, self._words, self._lexicon)
        if not words:
            return []
        best = self._tagger.tag(rows(words, self._lexicon))
        edges = [0, *accumulate(len(word) for word, _ in words)]
        chance = self._tagger.marginal
        return [
            Guess(
                edges[first],
                edges[last],
                KINDS[letter],
                min(chance(best[i], i) for i in range(first, last)),
                words[first].kind if last - first == 1 else "",
            )
            for first, last, letter in spans(best)
        ]


def labels(words: Sequence[Word], names: Sequence[tuple[int, int, str]]) -> list[str]:
    """One label for each word: O outside names; inside them B, I, E, or S alone, and the letter of the type.

    A name whose edge falls inside a word is left out: the model cannot find it.
    """
    edges = {edge: i for i, edge in enumerate([0, *accumulate(len(word) for word, _ in words)])}
    found = ["O"] * len(words)
    for start, end, kind in names:
        if start in edges and end in edges:
            letter = next(letter for letter, name in KINDS.items() if name == kind)
            first, last = edges[start], edges[end]
            found[first:last] = [f"{mark}{letter}" for mark in ("S" if last - first == 1 else "B" + "I" * (last - first - 2) + "E")]
    return found


def spans(best: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names that `best` labels, with their letters; a name that lacks its first or last label counts as well."""
    found = []
    start = 0
    for at, (here, after) in enumerate(pairwise([*best, "O"])):
        if here == "O":
            start = at + 1
        elif here[0] in "SE" or after[0] in "OSB" or after[1:] != here[1:]:
            found.append((start, at + 1, here[1:]))
            start = at + 1
    return found
