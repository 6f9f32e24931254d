"""Marks the cells of tables that hold sentences, so that the theme gives them room for more than a few characters a line."""

import re
from html import unescape

CELL = re.compile(r"<td(?![^>]*\sclass=)([^>]*)>(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SHORT = 8
"""The widest cell that is no sentence, in Han characters; two other characters count as one. Columns of such cells may
be as narrow as the style sheet lets them."""
FIRST_WIDE = "\u2e80"


def roomy(html: str) -> str:
    """`html` with the class `long` on table cells that hold more than SHORT. Cells with a class keep theirs."""
    return CELL.sub(_classed, html) if "<td" in html else html


def _classed(cell: re.Match[str]) -> str:
    text = unescape(TAG.sub("", cell[2])).strip()
    width = sum(1 if character >= FIRST_WIDE else 0.5 for character in text)
    return f'<td class="long"{cell[1]}>{cell[2]}</td>' if width > SHORT else cell[0]
