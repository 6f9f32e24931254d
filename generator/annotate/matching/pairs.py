"""Pairs of words: how much likelier a word is after another one than by itself.

The lattice weighs words one by one. Pairs tell 决不｜能 from 决｜不能, and 才｜能 before 成功 from 才能. The table holds
the pairs that gain most in a language model of everyday Chinese, and what the model makes of single words: jieba's
frequencies overrate rare ones. Beside it stand words that jieba's dictionary lacks (网红, 尝鲜), with their weights.
`training/pairs.py` makes both files; `generator/data/pairs.md` is the model card.
"""

import sys
from array import array
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from generator.annotate.matching.lattice import IMPOSSIBLE, Arc, Lattice
from generator.core.tables import FOLDER

PAIRS, WORDS = "pairs.bin", "pairs.txt"
BUCKETS = 1 << 16
GAIN_BITS, MOST_GAIN = 4, 15
ALONE = ""
"""Stands for the first word in the key of a single word."""
STEP, SAME = 0.5, 8
"""A single word's number in the table, in steps of natural logarithms from SAME: what is added to the lattice's weight."""
UNLISTED = -1.0
"""What is added for single words that are not listed."""
NEW = -2.0
"""What is added for words that the dictionary lacks: about what the table says of frequent ones."""
COMPOUND = 4
"""Shortest word, in characters, that may be a compound."""
LONGEST_WORD = 4
"""Longest word of `pairs.txt`, in characters."""
MOST_KEPT = 20_000
"""Gains kept in memory; then all are forgotten."""


def key(one: str, two: str) -> int:
    """The key of a pair in the table, of 32 bits. Two pairs in some 4,000 million share one."""
    return crc32(f"{one}|{two}".encode())


class Pairs:
    """The table and the words, loaded lazily in some ten milliseconds."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], float] = {}

    def gain(self, one: str, two: str) -> float:
        """How much likelier `two` is right after `one` than by itself, as a natural logarithm; with ALONE as `one`, how
        much likelier than by jieba's frequencies.
        """
        pair = one, two
        gain = self._kept.get(pair)
        if gain is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            listed = self._listed(key(one, two))
            gain = float(listed) if one else UNLISTED if not listed else STEP * (listed - SAME)
            self._kept[pair] = gain
        return gain

    @cached_property
    def words(self) -> dict[str, float]:
        """Words that jieba's dictionary lacks, and their weights."""
        lines = (FOLDER / WORDS).read_text("utf-8").splitlines()
        rows = ((float(line.split(" ", 1)[0]), line.split()[1:]) for line in lines)
        return {word: weight for weight, words in rows for word in words}

    @cached_property
    def inner(self) -> frozenset[str]:
        """The pairs of characters inside `words`: a quick test for an edge that none of them crosses."""
        return frozenset(word[at : at + 2] for word in self.words for at in range(len(word) - 1))

    def arcs(self, text: str, at: int, high: int) -> list[Arc]:
        """The words of `words` that begin at `text[at]` and end before `high`."""
        if text[at : at + 2] not in self.inner:
            return []
        found = ((to, self.words.get(text[at:to])) for to in range(at + 2, min(at + LONGEST_WORD, high) + 1))
        return [(to, weight) for to, weight in found if weight is not None]

    def crosses(self, text: str, start: int, end: int) -> bool:
        """Whether a word of `words` crosses exactly one edge of `text[start:end]`."""
        inner = self.inner
        left, right = text[max(0, start - 1) : start + 1] in inner, text[end - 1 : end + 1] in inner
        if not left and not right:
            return False
        for at in range(max(0, start - LONGEST_WORD + 1), end):
            for to, _ in self.arcs(text, at, len(text)):
                if (left and at < start < to < end) or (right and start < at < end < to):
                    return True
        return False

    def _listed(self, number: int) -> int:
        starts, halves, gains = self._table
        bucket, half = number >> 16, number & 0xFFFF
        at = bisect_left(halves, half, starts[bucket], starts[bucket + 1])
        if at == starts[bucket + 1] or halves[at] != half:
            return 0
        return gains[at >> 1] >> (GAIN_BITS * (at & 1)) & MOST_GAIN

    @cached_property
    def _table(self) -> tuple["array[int]", "array[int]", bytes]:
        data = (FOLDER / PAIRS).read_bytes()
        starts, halves = array("I"), array("H")
        starts.frombytes(data[: 4 * (BUCKETS + 1)])
        if sys.byteorder == "big":
            starts.byteswap()
        at = 4 * (BUCKETS + 1)
        halves.frombytes(data[at : at + 2 * starts[-1]])
        if sys.byteorder == "big":
            halves.byteswap()
        return starts, halves, data[at + 2 * starts[-1] :]


packaged = Pairs()
"""The packaged table and words."""


class Weighed(NamedTuple):
    """The weights of the best readings around a find by pairs; IMPOSSIBLE if there is none."""

    whole: float
    """With the find as one word."""
    split: float
    """With the find as several words."""
    straddled: float
    """With a word that crosses exactly one edge."""
    straddler: tuple[int, int]
    """That word."""

    @property
    def margin(self) -> float:
        """The weight of the best reading with the find minus that of the best one with a straddler."""
        with_find = max(self.whole, self.split)
        return 0.0 if with_find == IMPOSSIBLE == self.straddled else with_find - self.straddled


State = dict[int, float]
"""The other edge of a reading's last (or first) word → the weight of the best such reading."""


def weigh(lattice: Lattice, pairs: Pairs, window: tuple[int, int], find: tuple[int, int]) -> Weighed:
    """The best readings of the window around a find."""
    (low, high), (start, end) = window, find
    text, gain = lattice.text, pairs.gain
    arcs = {at: _arcs(lattice, pairs, at, high) for at in range(low, high)}
    forward = _forward(text, pairs, arcs, low, end)
    backward = _backward(text, pairs, arcs, start + 1, high)

    def joined(before: State, at: int, to: int, weight: float) -> float:
        """The best reading with the word `text[at:to]`, after the readings `before` that end at `at`."""
        word = text[at:to]
        left = max([known + gain(text[first:at], word) for first, known in before.items()], default=IMPOSSIBLE)
        right = max([known + gain(word, text[to:last]) for last, known in backward[to].items()], default=IMPOSSIBLE)
        return (0.0 if at == low else left) + weight + (0.0 if to == high else right)

    whole, straddled, straddler = IMPOSSIBLE, IMPOSSIBLE, find
    for at in range(low, end):
        for to, weight in arcs[at]:
            if to <= start:
                continue
            if (at, to) == find:
                whole = joined(forward[at], at, to, weight)
            elif (at < start < to < end or start < at < end < to) and not divides(at, start if at < start else end, to):
                total = joined(forward[at], at, to, weight)
                if total > straddled:
                    straddled, straddler = total, (at, to)
    inside = {at: [arc for arc in arcs[at] if arc[0] <= end and (at, arc[0]) != find] for at in range(start, end)}
    split = IMPOSSIBLE
    if start == low or forward[start]:
        for first, known in _forward(text, pairs, inside, start, end, forward[start])[end].items():
            split = max(split, known + _next(pairs, text, first, end, backward[end] if end < high else None))
    return Weighed(whole, split, straddled, straddler)


def _next(pairs: Pairs, text: str, first: int, end: int, after: State | None) -> float:
    """The best of the readings `after` that follow the word `text[first:end]`."""
    if after is None:
        return 0.0
    word = text[first:end]
    return max([known + pairs.gain(word, text[end:last]) for last, known in after.items()], default=IMPOSSIBLE)


def divides(start: int, edge: int, end: int) -> bool:
    """Whether the word `text[start:end]` is a compound that divides at `edge`, so that it does not straddle it."""
    return end - start >= COMPOUND and edge - start >= 2 and end - edge >= 2


def _arcs(lattice: Lattice, pairs: Pairs, at: int, high: int) -> list[Arc]:
    text, words = lattice.text, lattice.words.dictionary.words[lattice.text[at]]
    found = {}
    for to, weight in lattice[at]:
        if to <= high:
            word = text[at:to]
            found[to] = weight + pairs.gain(ALONE, word) if word in words else weight + NEW
    for to, weight in pairs.arcs(text, at, high):
        found.setdefault(to, weight)
    return list(found.items())


def _forward(
    text: str, pairs: Pairs, arcs: dict[int, list[Arc]], low: int, high: int, before: State | None = None
) -> dict[int, State]:
    """At each offset up to `high`: the beginning of the last word → weight of the best reading since `low`. `before`
    is what ends at `low`.
    """
    gain = pairs.gain
    states: dict[int, State] = {at: {} for at in range(low, high + 1)}
    states[low] = before or {}
    for at in range(low, high):
        here = states[at]
        if not here and (at > low or before):
            continue
        for to, weight in arcs[at]:
            if to <= high:
                word = text[at:to]
                best = max([known + gain(text[first:at], word) for first, known in here.items()], default=0.0)
                states[to][at] = best + weight
    return states


def _backward(text: str, pairs: Pairs, arcs: dict[int, list[Arc]], low: int, high: int) -> dict[int, State]:
    """At each offset since `low`: the end of the first word → weight of the best reading up to `high`."""
    gain = pairs.gain
    states: dict[int, State] = {at: {} for at in range(low, high + 1)}
    for at in range(high - 1, low - 1, -1):
        here = states[at]
        for to, weight in arcs[at]:
            word = text[at:to]
            if to == high:
                here[to] = weight
            elif states[to]:
                here[to] = weight + max([known + gain(word, text[to:last]) for last, known in states[to].items()])
    return states
