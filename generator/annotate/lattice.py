"""The lattice: all ways in which a short stretch of text falls into words, each with its probability.

The weight of a word is the natural logarithm of its probability by jieba's dictionary. Beside the dictionary's words there are
 * single characters that it does not know, as if seen once;
 * numbers and Latin words, which never fall apart, numbers also together with a unit (`31日`);
 * the glossary's own forms where they occur (`rivals`), at least as likely as PRIOR: an author who writes an entry for a
   word uses it more than a newspaper does. They are added here, for this stretch, and never to the dictionary.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from generator.annotate.normalize import HAN
from generator.annotate.words import Words

PRIOR = -11.0
"""Weight of a glossary's form that the dictionary lacks: one in 60,000 words."""
NUMBER = -7.0
"""Weight of a number or a Latin word."""
UNIT = -2.3
"""Weight of a unit right after a number: one in ten of the words that follow a number."""
NUMERAL, NUMERAL_MORE = -9.0, -1.5
"""Weight of two Chinese numerals in a row as one number, and of each further one."""

WORDY = re.compile(rf"[{HAN}a-z0-9]")
ATOM = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|[a-z]+")
UNITS = "年月日时分秒号"
NUMERALS = re.compile("[零〇一二三四五六七八九十百千万亿两]{2,12}")
CONTEXT = 12
"""Characters on each side of a find that take part; further ones hardly ever change the better reading."""

Way = tuple[int, float]
"""Where a word ends, and its weight."""
NONE = float("-inf")


class Ways:
    """The words that may begin at each place of a text. Worked out place by place, when asked."""

    def __init__(self, words: Words, text: str, rivals: Mapping[int, Sequence[int]]) -> None:
        self.text = text
        self.words = words
        self._rivals = rivals
        self._known: dict[int, list[Way]] = {}
        self._atoms: dict[int, int] = {}

    def __getitem__(self, at: int) -> list[Way]:
        ways = self._known.get(at)
        if ways is None:
            ways = self._known[at] = self._at(at)
        return ways

    def _at(self, at: int) -> list[Way]:
        text = self.text
        char = text[at]
        if char.isascii():
            ways = self._ascii(at)
        else:
            dictionary = self.words.dictionary
            starting = dictionary.starting(char)
            reach = min(dictionary.longest(char), len(text) - at)
            ways = {to: weight for to in range(at + 1, at + reach + 1) if (weight := starting.get(text[at:to])) is not None}
            ways.setdefault(at + 1, dictionary.unknown)
            numerals = NUMERALS.match(text, at)
            if numerals:
                to = numerals.end()
                ways[to] = max(ways.get(to, NONE), NUMERAL + NUMERAL_MORE * (to - at - 2))
        for to in self._rivals.get(at, ()):
            ways[to] = max(ways.get(to, NONE), PRIOR)
        return list(ways.items())

    def _ascii(self, at: int) -> dict[int, float]:
        """Numbers and Latin words; nothing begins inside one. Other signs cost nothing: they only divide."""
        text = self.text
        atom = ATOM.match(text, at)
        if atom is None:
            return {at + 1: 0.0}
        if at and ATOM.fullmatch(text, at - 1, at + 1):
            return {}
        ways = {atom.end(): NUMBER}
        if text[at].isdigit() and text[atom.end():atom.end() + 1] in UNITS and atom.end() < len(text):
            ways[atom.end() + 1] = NUMBER + UNIT
        return ways


class Readings:
    """The best readings of `text[start:end]`: up to and from each place in it."""

    def __init__(self, ways: Ways, start: int, end: int) -> None:
        self.ways = ways
        self.start = start
        self.end = end

    def up_to(self, at: int) -> float:
        """The weight of the best reading of `text[start:at]`."""
        return self._forward[0][at - self.start]

    def onwards(self, at: int) -> float:
        """The weight of the best reading of `text[at:end]`."""
        return self._backward[0][at - self.start]

    def within(self, start: int, end: int) -> float:
        """The weight of the best reading of a part of the stretch."""
        return Readings(self.ways, start, end).up_to(end)

    def words_up_to(self, at: int) -> list[str]:
        """The words of the best reading of `text[start:at]`."""
        words = []
        while at > self.start:
            came = self._forward[1][at - self.start]
            words.append(self.ways.text[came:at])
            at = came
        return words[::-1]

    def words_onwards(self, at: int) -> list[str]:
        """The words of the best reading of `text[at:end]`."""
        words = []
        while at < self.end:
            goes = self._backward[1][at - self.start]
            words.append(self.ways.text[at:goes])
            at = goes
        return words

    @cached_property
    def _forward(self) -> tuple[list[float], list[int]]:
        first, size = self.start, self.end - self.start
        best, came = [0.0] + [NONE] * size, [first] * (size + 1)
        for at in range(size):
            here = best[at]
            if here == NONE:
                continue
            for end, weight in self.ways[first + at]:
                to = end - first
                if to <= size and here + weight > best[to]:
                    best[to], came[to] = here + weight, first + at
        return best, came

    @cached_property
    def _backward(self) -> tuple[list[float], list[int]]:
        first, size = self.start, self.end - self.start
        best, goes = [NONE] * size + [0.0], [self.end] * (size + 1)
        for at in range(size - 1, -1, -1):
            for end, weight in self.ways[first + at]:
                to = end - first
                if to <= size and weight + best[to] > best[at]:
                    best[at], goes[at] = weight + best[to], end
        return best, goes


def stretch(ways: Ways, start: int, end: int) -> Readings:
    """The readings around `text[start:end]`: to the next punctuation on each side, at most CONTEXT characters."""
    text = ways.text
    low, high = start, end
    while low > max(0, start - CONTEXT) and WORDY.match(text, low - 1):
        low -= 1
    while high < min(len(text), end + CONTEXT) and WORDY.match(text, high):
        high += 1
    return Readings(ways, low, high)
