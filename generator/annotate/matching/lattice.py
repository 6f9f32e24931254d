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

from generator.annotate.segmenting.words import Words
from generator.core.han import WRITTEN
from generator.core.patterns import late

PRIOR = -11.0
"""Least weight of a glossary form: one in 60,000 words."""
NUMBER = -7.0
"""Weight of a number or a Latin word."""
UNIT = -1.6
"""Weight of a unit right after a number: one in five words after a number."""
NUMERAL, NUMERAL_MORE = -9.0, -1.5
"""Weight of a number of two Chinese numerals, and of each further numeral."""

WORDY = re.compile(rf"[{WRITTEN}a-z0-9]|(?<=[0-9])[.,](?=[0-9])")
INSIDE = re.compile(r"(?<=[0-9])[0-9]|(?<=[a-z])[a-z]|(?<=[0-9])[.,](?=[0-9])|(?<=[0-9][.,])[0-9]")
"""A character that continues the number or Latin word before it."""
ATOM = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")
UNITS = "年月日时分秒号"
UNIT_AFTER = late("年(?![代级度])|月(?!份)|日(?!元)|[分秒](?!钟)|时|号(?!线)")
"""One of UNITS that is not the beginning of a longer one."""
DIGITS = "零〇一二三四五六七八九十百千万亿两"
NUMERALS = re.compile(f"[{DIGITS}]{{2,12}}")
MAX_WORD = 7
"""Longest word in the lattice, in characters; longer ones are compounds."""
CONTEXT = 6
"""Characters of context on each side of a find; more do not change which reading is better."""

Arc = tuple[int, float]
"""A word's end and weight."""
IMPOSSIBLE = float("-inf")
FIRST_COMMON, LAST_COMMON = "\u4e00", "\u9fff"
"""Most of what WORDY matches, so that the pattern is seldom tried."""
PASSES = 64
"""Passes kept in each direction. Finds are judged in text order, so older ones are of no use."""
OFFSETS = 8192
"""Offsets whose words are kept. Older ones are of no use either."""

Pass = tuple[dict[int, float], dict[int, int]]
"""A pass over the lattice from one offset: offset → weight of the best reading between the two, and the other edge of
the word at `offset` in it. Offsets that no reading reaches have none, or IMPOSSIBLE."""


class Lattice(dict[int, list[Arc]]):
    """Offset → words that may begin there, computed lazily."""

    def __init__(self, words: Words, text: str, rivals: Iterable[tuple[int, int]] = ()) -> None:
        super().__init__()
        self.text = text
        self.words = words
        dictionary = words.dictionary
        self._known, self._reaches, self._less = dictionary.words, dictionary.reaches, dictionary.log_total
        self._forward: dict[int, Pass] = {}
        self._backward: dict[int, Pass] = {}
        self._ahead: dict[int, int] = {}
        self._behind: dict[int, int] = {}
        self._rivals: dict[int, list[int]] = {}
        for start, end in rivals:
            self._rivals.setdefault(start, []).append(end)

    def __missing__(self, at: int) -> list[Arc]:
        char = self.text[at]
        arcs = self._ascii(at) if char.isascii() else self._words_at(at, char)
        if at in self._rivals or char in DIGITS:
            arcs = self._with_own(at, dict(arcs))
        if len(self) >= OFFSETS:
            self.clear()
        self[at] = arcs
        return arcs

    def forward(self, first: int, last: int) -> Pass:
        """The best readings from `first` to each offset up to `last`.

        The finds of one clause share a pass, which is only ever extended.
        """
        if first not in self._forward:
            if len(self._forward) >= PASSES:
                self._forward.clear()
                self._ahead.clear()
            self._forward[first] = {first: 0.0}, {}
            self._ahead[first] = first
        best, came = self._forward[first]
        for at in range(self._ahead[first], last):
            here = best.get(at)
            if here is not None:
                for end, weight in self[at]:
                    if here + weight > best.get(end, IMPOSSIBLE):
                        best[end], came[end] = here + weight, at
        self._ahead[first] = max(self._ahead[first], last)
        return best, came

    def backward(self, first: int, last: int) -> Pass:
        """The best readings from each offset since `first` to `last`. Shared as those of `forward` are."""
        if last not in self._backward:
            if len(self._backward) >= PASSES:
                self._backward.clear()
                self._behind.clear()
            self._backward[last] = {last: 0.0}, {}
            self._behind[last] = last
        best, goes = self._backward[last]
        for at in range(self._behind[last] - 1, first - 1, -1):
            most = IMPOSSIBLE
            for end, weight in self[at]:
                if end <= last and weight + best[end] > most:
                    most, goes[at] = weight + best[end], end
            best[at] = most
        self._behind[last] = min(self._behind[last], first)
        return best, goes

    def _words_at(self, at: int, char: str) -> list[Arc]:
        """The dictionary's words at `at`; an unknown character counts as seen once."""
        text, less, known = self.text, self._less, self._known[char]
        arcs = [(at + 1, log(known.get(char, 1)) - less)]
        two = text[at : at + 2]
        if two != char and two in known:
            arcs.append((at + 2, log(known[two]) - less))
        reach = min(MAX_WORD, self._reaches[char].get(two, 2))
        for to in range(at + 3, min(at + reach, len(text)) + 1):
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
        if text[at].isdigit() and UNIT_AFTER.match(text, atom.end()):
            arcs.append((atom.end() + 1, NUMBER + UNIT))
        return arcs


class Readings:
    """The best readings of `text[start:end]` around a find: from `start` to each offset up to the find's end, and from
    each offset since the find's start to `end`.
    """

    def __init__(self, lattice: Lattice, start: int, find: tuple[int, int], end: int) -> None:
        self.lattice = lattice
        self.start = start
        self.find = find
        self.end = end
        self._forward, self._came = lattice.forward(start, find[1])
        self._backward, self._goes = lattice.backward(find[0], end)

    def up_to(self, at: int) -> float:
        """The weight of the best reading of `text[start:at]`."""
        return self._forward.get(at, IMPOSSIBLE)

    def from_offset(self, at: int) -> float:
        """The weight of the best reading of `text[at:end]`."""
        return self._backward[at]

    def within(self) -> float:
        """The weight of the best reading of the find itself."""
        start, end = self.find
        return self.lattice.forward(start, end)[0].get(end, IMPOSSIBLE)

    def words_up_to(self, at: int) -> list[str]:
        """The words of the best reading of `text[start:at]`."""
        words = []
        while at > self.start:
            came = self._came.get(at, self.start)
            words.append(self.lattice.text[came:at])
            at = came
        return words[::-1]

    def words_from(self, at: int) -> list[str]:
        """The words of the best reading of `text[at:end]`."""
        words = []
        while at < self.end:
            goes = self._goes.get(at, self.end)
            words.append(self.lattice.text[at:goes])
            at = goes
        return words


def readings_around(lattice: Lattice, start: int, end: int) -> Readings:
    """The readings around `text[start:end]`, up to punctuation or CONTEXT characters on each side."""
    text = lattice.text
    low, high = start, end
    least, most = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    while low > least and (FIRST_COMMON <= text[low - 1] <= LAST_COMMON or WORDY.match(text, low - 1)):
        low -= 1
    while high < most and (FIRST_COMMON <= text[high] <= LAST_COMMON or WORDY.match(text, high)):
        high += 1
    while low < start and text[low].isascii() and INSIDE.match(text, low):
        low += 1
    while high > end and INSIDE.match(text, high):
        high -= 1
    return Readings(lattice, low, (start, end), high)
