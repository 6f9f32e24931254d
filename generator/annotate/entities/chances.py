"""Averages the per-character probabilities of two models, and decodes the best names.

A row holds the probabilities for one character: no name, then for each of `KINDS` that a name begins here and that it
continues here.
"""

from collections.abc import Sequence
from math import log

from generator.core.entry import Type

KINDS: tuple[Type, ...] = ("person", "place", "organization")
Row = Sequence[float]
Range = tuple[int, int, Type, float]
"""Start, end, kind, and the lowest probability of the decision at its characters and just after."""
IMPOSSIBLE = -1e9
EPSILON = 1e-6
"""Added to probabilities before the logarithm, as they may be zero."""


def average(one: Sequence[Row], other: Sequence[Row], share: float, outside: float = 1.0) -> list[list[float]]:
    """The mean of two models, weighted `share` : 1 - `share`. The probability of no name is multiplied by `outside`, then
    each row is normalised.
    """
    found = []
    for left, right in zip(one, other, strict=True):
        row = [share * a + (1 - share) * b for a, b in zip(left, right, strict=True)]
        row[0] *= outside
        total = sum(row)
        found.append([chance / total for chance in row])
    return found


def best(rows: Sequence[Row]) -> list[Range]:
    """The names of the most probable valid sequence (Viterbi): a name continues only if it has begun."""
    found: list[Range] = []
    for at, choice in enumerate(_path(rows)):
        if not choice:
            continue
        kind = KINDS[(choice - 1) // 2]
        if choice % 2:
            found.append((at, at + 1, kind, rows[at][choice]))
        else:
            start, _, _, low = found[-1]
            found[-1] = (start, at + 1, kind, min(low, rows[at][choice]))
    return [(start, end, kind, _closed(rows, end, kind, low)) for start, end, kind, low in found]


def _closed(rows: Sequence[Row], end: int, kind: Type, low: float) -> float:
    return low if end == len(rows) else min(low, 1 - rows[end][2 * KINDS.index(kind) + 2])


def _path(rows: Sequence[Row]) -> list[int]:
    width = 1 + 2 * len(KINDS)
    scores = [0.0, *[0.0, IMPOSSIBLE] * len(KINDS)]
    back: list[list[int]] = []
    for at, row in enumerate(rows):
        top = max(range(width), key=scores.__getitem__)
        steps, next_scores = [top] * width, [scores[top]] * width
        for i in range(2, width, 2):
            steps[i] = i - 1 if scores[i - 1] > scores[i] and at else i
            next_scores[i] = scores[steps[i]] if at else IMPOSSIBLE
        scores = [score + log(chance + EPSILON) for score, chance in zip(next_scores, row, strict=True)]
        back.append(steps)
    path = [max(range(width), key=scores.__getitem__)] if back else []
    for steps in reversed(back[1:]):
        path.append(steps[path[-1]])
    return path[::-1]
