"""Finds the text of an article that is bold."""

import re
from collections.abc import Mapping, Sequence

from generator.core.draft import Body
from generator.readers.tree import Leaves, Tree

STRONG = re.compile(r"<(?:strong|b)\b")
Range = tuple[int, int]


def strong(body: Body) -> Mapping[int, Sequence[Range]]:
    """The ranges in bold, in order, of each passage that has any, by its number. A plugin's body has none."""
    if not isinstance(body, Tree):
        return {}
    found = ((passage.number, _ranges(body.leaves[passage.number])) for passage in body.passages)
    return {number: ranges for number, ranges in found if ranges}


def _ranges(leaves: Leaves) -> Sequence[Range]:
    ranges: list[Range] = []
    for start, end, _, path in leaves:
        if any(STRONG.match(element.start) for element in path):
            first = ranges.pop()[0] if ranges and ranges[-1][1] == start else start
            ranges.append((first, end))
    return ranges
