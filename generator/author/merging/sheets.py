"""Glossaries in spreadsheets (.xlsx, .xls, .ods) and in Markdown tables. The home of python-calamine."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.core.entry import Entry
from generator.core.errors import Place, Problem, Text, too_large
from generator.glossary.entry import make_all
from generator.glossary.tables import from_rows
from generator.readers import load_file

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
MAX_BYTES = 100_000_000
"""Of a file."""
RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
CELL = re.compile(r"(?<!\\)\|")
Rows = list[tuple[int, list[str]]]
Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and last cell, by row and column."""


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries in all sheets of a spreadsheet or in the first table of a Markdown file, and their problems."""
    is_sheet = path.suffix.lower() in SUFFIXES and path.is_file()  # reading a pipe would block
    tables, problems = _sheets(path) if is_sheet else _markdown(path)
    entries: list[Entry] = []
    read_all = [from_rows(shown, rows) for shown, rows in tables]
    for raws, wrong in read_all:
        found, told = make_all(raws)
        entries += found
        if not raws and any(others for others, _ in read_all):  # then a sheet without entries is no mistake
            problems += [_without_names(one.place) for one in wrong if one.code == "missing-name"]
        else:
            problems += wrong + told
    return entries, problems


def _without_names(place: Place) -> Problem:
    message = Text(
        "这张工作表没有导入：没有一列是名称", "this sheet is not imported: none of its columns holds the names"
    )
    return Problem(
        "warning", "no-names", place, message, Text("第一行写各列的名称", "name the columns in its first row")
    )


def is_table(path: Path) -> bool:
    """Whether a Markdown file is a table, not an entry."""
    source = load_file(path)
    return not isinstance(source, Problem) and any(RULE.fullmatch(line) for line in source.text.split("\n"))


def _sheets(path: Path) -> tuple[list[tuple[str, Rows]], list[Problem]]:
    import python_calamine as calamine

    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [too_large(Place(path.name))]
        book = calamine.load_workbook(path)
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(name) for name in shown]
        tables = [
            (sheet.name, _filled(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges)) for sheet in sheets
        ]
    except (calamine.CalamineError, OSError, ValueError):
        return [], [
            Problem(
                "error",
                "unknown-format",
                Place(path.name),
                Text("无法读取这个表格文件", "this spreadsheet cannot be read"),
                Text("另存为 .xlsx 或 CSV 再导入", "save it as .xlsx or CSV and import that"),
            )
        ]
    place_of = f"{path.name}[{{}}]" if len(tables) > 1 else path.name
    return [
        (place_of.format(name), [(number, [_said(cell) for cell in row]) for number, row in enumerate(rows, 1)])
        for name, rows in tables
        if rows
    ], [_hidden(Place(f"{path.name}[{name}]")) for name in book.sheet_names if name not in shown]


def _hidden(place: Place) -> Problem:
    message = Text("这张工作表是隐藏的，没有导入", "this sheet is hidden, and not imported")
    return Problem("warning", "hidden-sheet", place, message, Text("要导入就取消隐藏", "unhide it to import it"))


def _filled(rows: list[list[Any]], merged: Sequence[Range] | None) -> list[list[Any]]:
    """The rows, with what a cell that spans several rows says in each of them."""
    for (top, left), (bottom, _) in merged or ():
        for row in rows[top + 1 : bottom + 1]:
            row[left : left + 1] = rows[top][left : left + 1]
    return rows


def _said(cell: object) -> str:
    """A cell as text; whole numbers without `.0`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _markdown(path: Path) -> tuple[list[tuple[str, Rows]], list[Problem]]:
    source = load_file(path)
    if isinstance(source, Problem):
        return [], [source]
    lines = source.text.split("\n")
    start = next(number for number, line in enumerate(lines) if RULE.fullmatch(line)) - 1
    rows: Rows = []
    for number, line in enumerate(lines[max(start, 0) :], max(start, 0) + 1):
        if "|" not in line:
            break
        if RULE.fullmatch(line):
            continue
        cells = CELL.split(line.strip().removeprefix("|").removesuffix("|"))
        rows.append((number, [re.sub(r"<br\s*/?>", "；", cell.strip().replace("\\|", "|")) for cell in cells]))
    return [(path.name, rows)], []
