"""Vectors of words: words that stand near the same words point the same way, 皮卡 and 轿车, 烽火台 and 城墙.

They tell which sense of a form a text is about where it names none of the words that the author gave. Some 90,000 words
of jieba's dictionary, by their neighbours in an encyclopaedia. `training/vectors.py` makes both files;
`generator/data/vectors.md` is the model card. Loaded lazily: some 40 ms, 20 MB.
"""

from array import array
from collections.abc import Iterable
from functools import cache, cached_property
from math import log, sqrt
from operator import mul
from sys import byteorder

from generator.core.tables import FOLDER

VECTORS, WORDS = "vectors.bin", "vectors.txt"
SIZE, BITS, MIDDLE = 64, 4, 8
"""Numbers in a vector, bits of a number, and the value that represents 0."""
COMMON, RARE = 100, 6_000
"""Words up to the first rank say nothing about the topic of a text; those from the second on say most."""
LEAST_SAID = 0.05
MOST_KEPT = 20_000
"""Vectors kept in memory; then all are forgotten."""

Vector = tuple[float, ...]


class Vectors:
    """The words by rank, most frequent first, and their vectors."""

    def __init__(self) -> None:
        self._kept: dict[str, Vector] = {}

    def words(self) -> list[str]:
        """All words, most frequent first."""
        return list(self._ranks)

    def of(self, word: str) -> Vector | None:
        """The vector of a folded word, of length 1; None if there is none."""
        vector = self._kept.get(word)
        if vector is None and (rank := self._ranks.get(word)) is not None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            vector = self._kept[word] = self._unpacked(rank)
        return vector

    def said(self, word: str) -> float:
        """The weight of a word for the topic of a text: from LEAST_SAID for the most frequent ones to 1."""
        rank = self._ranks.get(word, 0)
        return min(1.0, max(LEAST_SAID, log((rank + 1) / COMMON) / log(RARE / COMMON)))

    def mean(self, weighted: Iterable[tuple[str, float]]) -> Vector | None:
        """The direction of several words, each with its weight; None if none of them has a vector."""
        found = [(vector, weight * self.said(word)) for word, weight in weighted if (vector := self.of(word))]
        if not found:
            return None
        return _unit([sum(weight * vector[axis] for vector, weight in found) for axis in range(SIZE)])

    def _unpacked(self, rank: int) -> Vector:
        steps, packed = self._table
        half = SIZE // 2
        row = packed[rank * half : (rank + 1) * half]
        numbers = (number for byte in row for number in (byte & (1 << BITS) - 1, byte >> BITS))
        return _unit([(number - MIDDLE) * step for number, step in zip(numbers, steps, strict=True)])

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {word: rank for rank, word in enumerate((FOLDER / WORDS).read_text("utf-8").split())}

    @cached_property
    def _table(self) -> tuple["array[float]", bytes]:
        data = (FOLDER / VECTORS).read_bytes()
        steps = array("f", data[: 4 * SIZE])
        if byteorder == "big":
            steps.byteswap()
        return steps, data[4 * SIZE :]


@cache
def packaged() -> Vectors:
    """The packaged vectors."""
    return Vectors()


def likeness(one: Vector, two: Vector) -> float:
    """The cosine of two vectors of length 1: 1 for the same direction, about 0 for words that have nothing in common."""
    return sum(map(mul, one, two), 0.0)


def _unit(numbers: list[float]) -> Vector:
    length = sqrt(sum(number * number for number in numbers)) or 1.0
    return tuple(number / length for number in numbers)
