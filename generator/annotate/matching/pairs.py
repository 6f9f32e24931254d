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
        gain = self._kept.get((one, two))
        return self._looked_up(one, two) if gain is None else gain

    def _looked_up(self, one: str, two: str) -> float:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        listed = self._listed(key(one, two))
        gain = float(listed) if one else UNLISTED if not listed else STEP * (listed - SAME)
        self._kept[one, two] = gain
        return gain

    def best_before(self, before: "State", word: str) -> float:
        """The weight of the best of the readings `before` when `word` follows it; IMPOSSIBLE if there is none."""
        best, kept = IMPOSSIBLE, self._kept
        for last, weight in before:
            gain = kept.get((last, word))
            total = weight + (self._looked_up(last, word) if gain is None else gain)
            if total > best:  # noqa: PLR1730 — `max` takes three times as long
                best = total
        return best

    def best_after(self, word: str, after: "State") -> float:
        """The same of the readings `after` that `word` stands before."""
        best, kept = IMPOSSIBLE, self._kept
        for first, weight in after:
            gain = kept.get((word, first))
            total = weight + (self._looked_up(word, first) if gain is None else gain)
            if total > best:  # noqa: PLR1730 — `max` takes three times as long
                best = total
        return best

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


Following = tuple[int, str, float]
"""A word that may follow: its end, the word, its weight."""
State = list[tuple[str, float]]
"""The last (or first) word of a reading, and the weight of the best such reading."""


def weigh(lattice: Lattice, pairs: Pairs, window: tuple[int, int], find: tuple[int, int]) -> Weighed:
    """The best readings of the window around a find."""
    (low, high), (start, end) = window, find
    arcs = {at: following(lattice, pairs, at, high) for at in range(low, high)}
    forward: dict[int, State] = {at: [] for at in range(low, end)}
    crossing = []  # the find, and the words that cross one edge of it, with the weight up to their ends
    for at in range(low, end):
        before = forward[at]
        if not before and at > low:
            continue
        for to, word, weight in arcs[at]:
            total = (pairs.best_before(before, word) if before else 0.0) + weight
            if to < end:
                forward[to].append((word, total))
            if (at, to) == find or (
                (at < start < to < end or start < at < end < to) and not divides(at, start if at < start else end, to)
            ):
                crossing.append((at, to, word, total))
    backward = _backward(pairs, arcs, start + 1, high)
    whole, straddled, straddler = IMPOSSIBLE, IMPOSSIBLE, find
    for at, to, word, total in crossing:
        most = total + (pairs.best_after(word, backward[to]) if to < high else 0.0)
        if (at, to) == find:
            whole = most
        elif most > straddled:
            straddled, straddler = most, (at, to)
    split = IMPOSSIBLE
    if start == low or forward[start]:
        for word, total in _inside(pairs, arcs, find, forward[start]):
            split = max(split, total + (pairs.best_after(word, backward[end]) if end < high else 0.0))
    return Weighed(whole, split, straddled, straddler)


def divides(start: int, edge: int, end: int) -> bool:
    """Whether the word `text[start:end]` is a compound that divides at `edge`, so that it does not straddle it."""
    return end - start >= COMPOUND and edge - start >= 2 and end - edge >= 2


def following(lattice: Lattice, pairs: Pairs, at: int, high: int) -> list[Following]:
    """The words that begin at `at` and end up to `high`."""
    text, known = lattice.text, lattice.words.dictionary.words[lattice.text[at]]
    found = []
    for to, weight in lattice[at]:
        if to <= high:
            word = text[at:to]
            found.append((to, word, weight + (pairs.gain(ALONE, word) if word in known else NEW)))
    if more := pairs.arcs(text, at, high):
        ends = [to for to, _, _ in found]
        found += [(to, text[at:to], weight) for to, weight in more if to not in ends]
    return found


def _inside(pairs: Pairs, arcs: dict[int, list[Following]], find: tuple[int, int], before: State) -> State:
    """The readings up to the end of a find of several words, after the readings `before` that end where it starts."""
    start, end = find
    states: dict[int, State] = {at: [] for at in range(start, end + 1)}
    states[start] = before
    for at in range(start, end):
        here = states[at]
        if here or at == start:
            for to, word, weight in arcs[at]:
                if to <= end and (at, to) != find:
                    states[to].append((word, (pairs.best_before(here, word) if here else 0.0) + weight))
    return states[end]


def _backward(pairs: Pairs, arcs: dict[int, list[Following]], low: int, high: int) -> dict[int, State]:
    """At each offset since `low`: the readings up to `high`, by their first words."""
    states: dict[int, State] = {}
    for at in range(high - 1, low - 1, -1):
        here = states[at] = []
        for to, word, weight in arcs[at]:
            if to == high:
                here.append((word, weight))
            elif states[to]:
                here.append((word, weight + pairs.best_after(word, states[to])))
    return states
