"""A page's HTML and the edits that make it an edition's."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

Edit = tuple[int, int, str]
"""Start and end offset, and the replacement."""
Span = tuple[int, int]


class Converted(NamedTuple):
    """A page being converted: its HTML and the edits to it, in order."""

    html: str
    edits: Sequence[Edit]
    excluded: Sequence[Span]

    def whole(self) -> str:
        """The page's new HTML."""
        return _edited(self.html, self.edits)

    def part(self, html: str) -> str | None:
        """The new HTML of a part of the page that is made of whole elements; None if it is not in it, or is not converted
        as it would be alone.
        """
        first = self.html.find(html) if html.startswith("<") and html.rstrip().endswith(">") else -1
        if first < 0 or holds(self.excluded, first):
            return None
        begin = bisect_left(self.edits, (first, 0, ""))
        end = bisect_left(self.edits, (first + len(html), 0, ""))
        return _edited(html, [(start - first, last - first, new) for start, last, new in self.edits[begin:end]])


def holds(spans: Sequence[Span], at: int) -> bool:
    """Whether the offset `at` lies in one of `spans`, which are disjoint and in order."""
    near = bisect_left(spans, (at,))
    return any(start <= at < end for start, end in spans[max(0, near - 1) : near + 1])


def _edited(html: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    last = 0
    for start, end, new in edits:
        if start >= last:
            parts += (html[last:start], new)
            last = end
    return "".join([*parts, html[last:]])
