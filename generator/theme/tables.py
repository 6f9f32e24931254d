"""Tells the theme which cells of tables hold numbers, that stay whole, and which hold sentences, that need room."""

import re

from generator.core.markup import text_of
from generator.core.patterns import late

CELL = re.compile(r"<td(?![^>]*\sclass=)([^>]*)>(.*?)</td>", re.DOTALL)
FIRST_WIDE = "\u2e80"
NUMBER = late(rf"(?=.*\d)[^\s{FIRST_WIDE}-\uffff]{{1,16}} ?[{FIRST_WIDE}-\uffff]{{0,3}}")
"""A number, a date, a share, with its unit: `¥1,299.00`, `2016-12-31`, `200/5年`."""
SHORT = 8
"""Width of the widest cell that is not a sentence, in Han characters; two other characters count as one. Columns of
such cells may be as narrow as the style sheet lets them.
"""


def tabled(html: str) -> str:
    """`html` with the class `w` on table cells that hold a number, and `long` on those that hold more than SHORT.

    Cells with a class keep theirs.
    """
    return CELL.sub(_classed, html) if "<td" in html else html


def _classed(cell: re.Match[str]) -> str:
    text = text_of(cell[2]).strip()
    width = sum(1 if character >= FIRST_WIDE else 0.5 for character in text)
    kind = "w" if NUMBER.fullmatch(text) else "long" if width > SHORT else ""
    return f'<td class="{kind}"{cell[1]}>{cell[2]}</td>' if kind else cell[0]
