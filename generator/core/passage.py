"""Passages: the visible text of blocks, as annotators see it. Offsets are in code points and half-open, `[start, end)`."""

from bisect import bisect_right
from typing import Literal, NamedTuple

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Placeholder in a passage for what may not be annotated: code, an image, a link, inline HTML."""


class Wanted(NamedTuple):
    """A mark that the author asked for: `[[词条]]` or `[[词条|显示文字]]`."""

    start: int
    end: int
    name: str
    """The form or id of the entry, as written."""


class LineHints(NamedTuple):
    """Where browsers may and may not break the lines of a passage, in addition to their own rules."""

    breaks: tuple[int, ...] = ()
    """Offsets at which a line may break, ascending."""
    wholes: tuple[tuple[int, int], ...] = ()
    """Ranges that must stay on one line, ascending and disjoint."""


Role = Literal["paragraph", "heading", "item", "cell", "quote", "caption", "lead", "definition", "footnote"]


class Passage(NamedTuple):
    """The visible text of one block.

    Emphasis and soft breaks between Han characters are removed. OBJECT stands for what may not be annotated.
    """

    number: int
    """Counted from 0 within the article; the index into `Body.passages`."""
    text: str
    line: int = 1
    """The source line on which the passage begins, counted from 1."""
    role: Role = "paragraph"
    section: int = 0
    """Number of section headings so far. Section headings are those of the highest level that the article uses."""
    breaks: tuple[int, ...] = ()
    """Offsets into `text`, ascending, at which the second and later source lines begin."""
    wanted: tuple[Wanted, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    """Ranges in which the author forbids marks: `[…]{.nomark}`, `\\[[…]]`."""

    def line_at(self, offset: int) -> int:
        """The source line of the character at `offset`."""
        return self.line + bisect_right(self.breaks, offset)
