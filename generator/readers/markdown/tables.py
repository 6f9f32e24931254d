"""Table rows with more cells than columns. GFM drops the excess cells, which would lose their content."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.core.patterns import late

CELL = late(r"(?:\\.|(`+)(?!`)(?:(?!\1(?!`)).)+\1(?!`)|[^|\\])*", re.DOTALL)
"""A cell. It may contain `|` in code or after a backslash."""
QUOTES = re.compile(r"[ \t>]*")


def plugin(md: MarkdownIt) -> None:
    """Adds the rule for long rows to `md`."""
    md.core.ruler.after("block", "long_rows", long_rows)


def long_rows(state: StateCore) -> None:
    """Core rule: in a row that is too long, `|` in code does not separate cells, and excess cells are kept.

    The lines of rows that are still longer than the table head are appended to `env["long_rows"]`.
    """
    if "|" not in state.src or not any(token.type == "table_open" for token in state.tokens):
        return
    lines = state.src.split("\n")
    made: list[Token] = []
    columns, start = 0, 0
    for token in state.tokens:
        if token.type == "th_open":
            columns += 1
        elif token.type == "table_open":
            columns = 0
        elif token.type == "tr_open":
            start = len(made)
        elif token.type == "tr_close" and made[start].map and (more := _more(made, start, lines, columns)):
            state.env.setdefault("long_rows", []).append(more)
        made.append(token)
    state.tokens = made


def _more(made: list[Token], start: int, lines: list[str], columns: int) -> int:
    """Gives the row that begins at `made[start]` all its cells. Returns its line, from 1, if they are too many."""
    number = (made[start].map or [0])[0]
    written = lines[number][QUOTES.match(lines[number]).end() :].rstrip()  # type: ignore[union-attr]  # it matches nothing at least
    written = written.removeprefix("|")
    if made[start + 1].type != "td_open" or _count(written) <= columns:
        return 0
    cells = _cells(written)
    if len(cells) < columns:
        return 0
    contents = [token for token in made[start:] if token.type == "inline"]
    for token, cell in zip(contents, cells, strict=False):
        token.content, token.children = cell, []
    for cell in cells[columns:]:
        opening, inline, closing = (made[start + 1].copy(), contents[0].copy(), made[start + 3].copy())
        opening.attrs = {}
        inline.content, inline.children = cell, []
        made += (opening, inline, closing)
    return number + 1 if len(cells) > columns else 0


def _count(row: str) -> int:
    """The number of cells in a row according to GFM."""
    return len(re.findall(r"(?<!\\)\|", row.removesuffix("|") if not row.endswith("\\|") else row)) + 1


def _cells(row: str) -> list[str]:
    """The cells of a row."""
    cells: list[str] = []
    at = 0
    while at <= len(row):
        found = CELL.match(row, at)
        end = found.end() if found else at
        if end < len(row) and row[end] != "|":  # a backslash at the end
            end += 1
        cells.append(row[at:end].strip().replace("\\|", "|"))
        at = end + 1
    return cells[:-1] if row.endswith("|") and cells and not cells[-1] else cells
