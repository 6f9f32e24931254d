"""The lattice: all ways in which a short stretch of text falls into words, each with its probability.

The weight of a word is the natural logarithm of its probability by jieba's dictionary. Beside the dictionary's words
there are
 * single characters that it does not know, as if seen once;
 * numbers and Latin words, which never fall apart, numbers also together with a unit (`31日`);
 * the glossary's own forms where they occur (`rivals`), at least as likely as PRIOR: an author who writes an entry
 for a
   word uses it more than a newspaper does. They are added here, for this stretch, and never to the dictionary.
"""

import re
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from generator.annotate.words import Words
from generator.core.han import WRITTEN

PRIOR = -11.0
"""Weight of a glossary's form that the dictionary lacks: one in 60,000 words."""
NUMBER = -7.0
"""Weight of a number or a Latin word."""
UNIT = -2.3
"""Weight of a unit right after a number: one in ten of the words that follow a number."""
NUMERAL, NUMERAL_MORE = -9.0, -1.5
"""Weight of two Chinese numerals in a row as one number, and of each further one."""

WORDY = re.compile(rf"[{WRITTEN}a-z0-9]|(?<=[0-9])[.,](?=[0-9])")
INSIDE = re.compile(r"(?<=[0-9])[0-9]|(?<=[a-z])[a-z]|(?<=[0-9])[.,](?=[0-9])|(?<=[0-9][.,])[0-9]")
"""A character that goes on with the number or Latin word before it."""
ATOM = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")
UNITS = "年月日时分秒号"
DIGITS = "零〇一二三四五六七八九十百千万亿两"
NUMERALS = re.compile(f"[{DIGITS}]{{2,12}}")
LONGEST = 7
"""Characters of the longest words that take part; longer ones are compounds."""
CONTEXT = 6
"""Characters on each side of a find that take part; further ones do not change which reading is better."""

Way = tuple[int, float]
"""Where a word ends, and its weight."""
NONE = float("-inf")


class Ways(dict[int, list[Way]]):
    """The words that may begin at each place of a text, worked out place by place, when asked."""

    def __init__(self, words: Words, text: str, rivals: Iterable[tuple[int, int]] = ()) -> None:
        super().__init__()
        self.text = text
        self.words = words
        dictionary = words.dictionary
        self._known, self._reaches, self._less = dictionary.words, dictionary.reaches, dictionary.log_total
        self._rivals: dict[int, list[int]] = {}
        for start, end in rivals:
            self._rivals.setdefault(start, []).append(end)

    def __missing__(self, at: int) -> list[Way]:
        char = self.text[at]
        ways = self._ascii(at) if char.isascii() else self._words_at(at, char)
        if at in self._rivals or char in DIGITS:
            ways = self._with_own(at, dict(ways))
        self[at] = ways
        return ways

    def _words_at(self, at: int, char: str) -> list[Way]:
        """The dictionary's words; a character that is none counts as one seen once."""
        text, less, known = self.text, self._less, self._known[char]
        ways = [(at + 1, log(known.get(char, 1)) - less)]
        reach = self._reaches[text[at : at + 2]]
        for to in range(at + 2, min(at + min(LONGEST, reach), len(text)) + 1) if reach > 1 else ():
            count = known.get(text[at:to])
            if count is not None:
                ways.append((to, log(count) - less))
        return ways

    def _with_own(self, at: int, ways: dict[int, float]) -> list[Way]:
        """With numbers in Chinese numerals and the glossary's own forms."""
        numerals = NUMERALS.match(self.text, at)
        if numerals:
            to = numerals.end()
            ways[to] = max(ways.get(to, NONE), NUMERAL + NUMERAL_MORE * (to - at - 2))
        for to in self._rivals.get(at, ()):
            ways[to] = max(ways.get(to, NONE), PRIOR)
        return list(ways.items())

    def _ascii(self, at: int) -> list[Way]:
        """Numbers and Latin words; nothing begins inside one. Other signs cost nothing: they only divide."""
        text = self.text
        if INSIDE.match(text, at):
            return []
        atom = ATOM.match(text, at)
        if atom is None:
            return [(at + 1, 0.0)]
        ways = [(atom.end(), NUMBER)]
        if text[at].isdigit() and text[atom.end() : atom.end() + 1] in UNITS and atom.end() < len(text):
            ways.append((atom.end() + 1, NUMBER + UNIT))
        return ways


class Best(NamedTuple):
    """The best readings from one end of a stretch to each place of it."""

    weights: list[float]
    steps: list[int]
    """Where the word next to each place has its other edge."""


class Readings:
    """The best readings of `text[start:end]` around a find: up to each place before its end, onwards from each after its
    start.
    """

    def __init__(self, ways: Ways, start: int, find: tuple[int, int], end: int) -> None:
        self.ways = ways
        self.start = start
        self.find = find
        self.end = end
        self._forward = _forward(ways, start, find[1])
        self._backward = _backward(ways, find[0], end)

    def up_to(self, at: int) -> float:
        """The weight of the best reading of `text[start:at]`."""
        return self._forward.weights[at - self.start]

    def onwards(self, at: int) -> float:
        """The weight of the best reading of `text[at:end]`."""
        return self._backward.weights[at - self.find[0]]

    def within(self) -> float:
        """The weight of the best reading of the find itself."""
        return _forward(self.ways, *self.find).weights[-1]

    def words_up_to(self, at: int) -> list[str]:
        """The words of the best reading of `text[start:at]`."""
        words = []
        while at > self.start:
            came = self._forward.steps[at - self.start]
            words.append(self.ways.text[came:at])
            at = came
        return words[::-1]

    def words_onwards(self, at: int) -> list[str]:
        """The words of the best reading of `text[at:end]`."""
        words = []
        while at < self.end:
            goes = self._backward.steps[at - self.find[0]]
            words.append(self.ways.text[at:goes])
            at = goes
        return words


def _forward(ways: Ways, first: int, last: int) -> Best:
    size = last - first
    best, came = [0.0] + [NONE] * size, [first] * (size + 1)
    for at in range(size):
        here = best[at]
        if here != NONE:
            for end, weight in ways[first + at]:
                to = end - first
                if to <= size and here + weight > best[to]:
                    best[to], came[to] = here + weight, first + at
    return Best(best, came)


def _backward(ways: Ways, first: int, last: int) -> Best:
    size = last - first
    best, goes = [NONE] * size + [0.0], [last] * (size + 1)
    for at in range(size - 1, -1, -1):
        for end, weight in ways[first + at]:
            to = end - first
            if to <= size and weight + best[to] > best[at]:
                best[at], goes[at] = weight + best[to], end
    return Best(best, goes)


def stretch(ways: Ways, start: int, end: int) -> Readings:
    """The readings around `text[start:end]`: to the next punctuation on each side, at most CONTEXT characters."""
    text = ways.text
    low, high = start, end
    while low > max(0, start - CONTEXT) and WORDY.match(text, low - 1):
        low -= 1
    while high < min(len(text), end + CONTEXT) and WORDY.match(text, high):
        high += 1
    while low < start and INSIDE.match(text, low):
        low += 1
    while high > end and INSIDE.match(text, high):
        high -= 1
    return Readings(ways, low, (start, end), high)
