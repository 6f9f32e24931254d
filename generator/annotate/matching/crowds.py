"""Degenerate texts with hundreds of overlapping finds, such as one character repeated a thousand times.

Judging each find would take quadratic time or worse, so only the longest are judged.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

MAX_GROUP = 256
"""Largest group of overlapping finds of which each is judged; real text has a dozen at most."""
Hit = TypeVar("Hit", bound=tuple[object, int, int])


def split_crowds(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Split hits into those to judge and those to drop. A crowd keeps its leftmost longest hits.

    Hits are (anything, start, end), sorted by start.
    """
    judged: list[Hit] = []
    left_out: list[Hit] = []
    for group in _groups(hits):
        if len(group) <= MAX_GROUP:
            judged += group
            continue
        end = 0
        for hit in sorted(group, key=lambda hit: (hit[1], -hit[2])):
            if hit[1] >= end:
                judged.append(hit)
                end = hit[2]
            else:
                left_out.append(hit)
    return judged, left_out


def _groups(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Maximal runs of hits in which each overlaps an earlier one."""
    group: list[Hit] = []
    end = 0
    for hit in hits:
        if group and hit[1] >= end:
            yield group
            group = []
        group.append(hit)
        end = max(end, hit[2])
    if group:
        yield group
