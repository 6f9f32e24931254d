"""The word lattice of a text: every possible word at every offset, with its weight.

A word's weight is the natural logarithm of its probability in jieba's dictionary. Beside the dictionary's words there
are
 * single characters that it lacks, weighted as if seen once;
 * numbers and Latin words, which are never split; numbers also together with a unit (`31日`);
 * glossary forms where they occur (`forms`), with at least the weight PRIOR: an author who writes an entry for a word
   uses it more than a newspaper does. They are added to this lattice only, never to the dictionary.
"""

import re
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from generator.annotate.words import Words
from generator.core.han import WRITTEN

PRIOR = -11.0
"""Least weight of a glossary form: one in 60,000 words."""
NUMBER = -7.0
"""Weight of a number or a Latin word."""
UNIT = -2.3
"""Weight of a unit right after a number: one in ten words after a number."""
NUMERAL, NUMERAL_MORE = -9.0, -1.5
"""Weight of a number of two Chinese numerals, and of each further numeral."""

WORDY = re.compile(rf"[{WRITTEN}a-z0-9]|(?<=[0-9])[.,](?=[0-9])")
INSIDE = re.compile(r"(?<=[0-9])[0-9]|(?<=[a-z])[a-z]|(?<=[0-9])[.,](?=[0-9])|(?<=[0-9][.,])[0-9]")
"""A character that continues the number or Latin word before it."""
ATOM = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")
UNITS = "年月日时分秒号"
DIGITS = "零〇一二三四五六七八九十百千万亿两"
NUMERALS = re.compile(f"[{DIGITS}]{{2,12}}")
MAX_WORD = 7
"""Longest word in the lattice, in characters; longer ones are compounds."""
CONTEXT = 6
"""Characters of context on each side of a find; more do not change which reading is better."""

Arc = tuple[int, float]
"""A word's end and weight."""
IMPOSSIBLE = float("-inf")


class Lattice(dict[int, list[Arc]]):
    """Offset → words that may begin there, computed lazily."""

    def __init__(self, words: Words, text: str, rivals: Iterable[tuple[int, int]] = ()) -> None:
        super().__init__()
        self.text = text
        self.words = words
        dictionary = words.dictionary
        self._known, self._reaches, self._less = dictionary.words, dictionary.reaches, dictionary.log_total
        self._rivals: dict[int, list[int]] = {}
        for start, end in rivals:
            self._rivals.setdefault(start, []).append(end)

    def __missing__(self, at: int) -> list[Arc]:
        char = self.text[at]
        arcs = self._ascii(at) if char.isascii() else self._words_at(at, char)
        if at in self._rivals or char in DIGITS:
            arcs = self._with_own(at, dict(arcs))
        self[at] = arcs
        return arcs

    def _words_at(self, at: int, char: str) -> list[Arc]:
        """The dictionary's words at `at`; an unknown character counts as seen once."""
        text, less, known = self.text, self._less, self._known[char]
        arcs = [(at + 1, log(known.get(char, 1)) - less)]
        reach = self._reaches[text[at : at + 2]]
        for to in range(at + 2, min(at + min(MAX_WORD, reach), len(text)) + 1) if reach > 1 else ():
            count = known.get(text[at:to])
            if count is not None:
                arcs.append((to, log(count) - less))
        return arcs

    def _with_own(self, at: int, arcs: dict[int, float]) -> list[Arc]:
        """`arcs` with Chinese numerals and glossary forms added."""
        numerals = NUMERALS.match(self.text, at)
        if numerals:
            to = numerals.end()
            arcs[to] = max(arcs.get(to, IMPOSSIBLE), NUMERAL + NUMERAL_MORE * (to - at - 2))
        for to in self._rivals.get(at, ()):
            arcs[to] = max(arcs.get(to, IMPOSSIBLE), PRIOR)
        return list(arcs.items())

    def _ascii(self, at: int) -> list[Arc]:
        """Numbers and Latin words; no word begins inside one. Other signs are separators of weight 0."""
        text = self.text
        if INSIDE.match(text, at):
            return []
        atom = ATOM.match(text, at)
        if atom is None:
            return [(at + 1, 0.0)]
        arcs = [(atom.end(), NUMBER)]
        if text[at].isdigit() and text[atom.end() : atom.end() + 1] in UNITS and atom.end() < len(text):
            arcs.append((atom.end() + 1, NUMBER + UNIT))
        return arcs


class Best(NamedTuple):
    """The best readings from one end of a stretch to each offset in it."""

    weights: list[float]
    steps: list[int]
    """For each offset, the other edge of the word next to it on the best path."""


class Readings:
    """The best readings of `text[start:end]` around a find: from `start` to each offset up to the find's end, and from
    each offset since the find's start to `end`.
    """

    def __init__(self, lattice: Lattice, start: int, find: tuple[int, int], end: int) -> None:
        self.lattice = lattice
        self.start = start
        self.find = find
        self.end = end
        self._forward = _forward(lattice, start, find[1])
        self._backward = _backward(lattice, find[0], end)

    def up_to(self, at: int) -> float:
        """The weight of the best reading of `text[start:at]`."""
        return self._forward.weights[at - self.start]

    def from_offset(self, at: int) -> float:
        """The weight of the best reading of `text[at:end]`."""
        return self._backward.weights[at - self.find[0]]

    def within(self) -> float:
        """The weight of the best reading of the find itself."""
        return _forward(self.lattice, *self.find).weights[-1]

    def words_up_to(self, at: int) -> list[str]:
        """The words of the best reading of `text[start:at]`."""
        words = []
        while at > self.start:
            came = self._forward.steps[at - self.start]
            words.append(self.lattice.text[came:at])
            at = came
        return words[::-1]

    def words_from(self, at: int) -> list[str]:
        """The words of the best reading of `text[at:end]`."""
        words = []
        while at < self.end:
            goes = self._backward.steps[at - self.find[0]]
            words.append(self.lattice.text[at:goes])
            at = goes
        return words


def _forward(lattice: Lattice, first: int, last: int) -> Best:
    size = last - first
    best, came = [0.0] + [IMPOSSIBLE] * size, [first] * (size + 1)
    for at in range(size):
        here = best[at]
        if here != IMPOSSIBLE:
            for end, weight in lattice[first + at]:
                to = end - first
                if to <= size and here + weight > best[to]:
                    best[to], came[to] = here + weight, first + at
    return Best(best, came)


def _backward(lattice: Lattice, first: int, last: int) -> Best:
    size = last - first
    best, goes = [IMPOSSIBLE] * size + [0.0], [last] * (size + 1)
    for at in range(size - 1, -1, -1):
        for end, weight in lattice[first + at]:
            to = end - first
            if to <= size and weight + best[to] > best[at]:
                best[at], goes[at] = weight + best[to], end
    return Best(best, goes)


def readings_around(lattice: Lattice, start: int, end: int) -> Readings:
    """The readings around `text[start:end]`, up to punctuation or CONTEXT characters on each side."""
    text = lattice.text
    low, high = start, end
    while low > max(0, start - CONTEXT) and WORDY.match(text, low - 1):
        low -= 1
    while high < min(len(text), end + CONTEXT) and WORDY.match(text, high):
        high += 1
    while low < start and INSIDE.match(text, low):
        low += 1
    while high > end and INSIDE.match(text, high):
        high -= 1
    return Readings(lattice, low, (start, end), high)
