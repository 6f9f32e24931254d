"""Texts that no language writes: hundreds of finds that all overlap, as in a thousand times the same character.

Judging each on its own would take time that grows with the square of the text, or worse.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

MOST = 256
"""Finds that hang together by overlapping and are still judged one by one; real text has a dozen at most."""
Hit = TypeVar("Hit", bound=tuple[object, int, int])


def parted(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits to judge, and those of crowds that are left out: of a crowd the longest from the left stay.

    Hits are (anything, start, end), in order of their start.
    """
    judged: list[Hit] = []
    left_out: list[Hit] = []
    for group in _groups(hits):
        if len(group) <= MOST:
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
    """Runs of hits of which each overlaps one before it."""
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
