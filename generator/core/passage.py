"""The visible text of one block, as annotators see it. Offsets are in code points and half-open, `[start, end)`."""

from bisect import bisect_right
from typing import Literal, NamedTuple

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a passage for what may not be annotated: code, an image, a link, inline HTML."""


class Wanted(NamedTuple):
    """A mark that the author asked for in the text: `[[词条]]` or `[[显示文字|词条]]`."""

    start: int
    end: int
    name: str
    """The form or id of the entry, as written."""


class Lines(NamedTuple):
    """How the lines of a passage are set, beyond what browsers do by themselves."""

    breaks: tuple[int, ...] = ()
    """Offsets at which a line may end, ascending."""
    wholes: tuple[tuple[int, int], ...] = ()
    """Ranges that stay on one line, ascending and disjoint."""


Role = Literal["paragraph", "heading", "item", "cell", "quote", "caption", "lead", "definition", "footnote"]


class Passage(NamedTuple):
    """The visible text of one block.

    Emphasis is removed, soft breaks between Han characters are dropped, OBJECT stands for what may not be annotated.
    """

    number: int
    """Counted from 0 within the article; the index into `Body.passages`."""
    text: str
    line: int = 1
    """The source line on which the passage begins, counted from 1."""
    role: Role = "paragraph"
    section: int = 0
    """0 before the first section heading. Section headings are those of the shallowest level that the article uses."""
    breaks: tuple[int, ...] = ()
    """Offsets into `text`, ascending, at which each further source line begins (so `line_at` can tell)."""
    wanted: tuple[Wanted, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    """Ranges that the author keeps unmarked: `[…]{.nomark}`, `\\[[…]]`."""

    def line_at(self, offset: int) -> int:
        """The source line that holds the character at `offset`."""
        return self.line + bisect_right(self.breaks, offset)
