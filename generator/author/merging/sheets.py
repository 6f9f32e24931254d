"""Glossaries in spreadsheets (.xlsx, .xls, .ods) and in Markdown tables. The home of python-calamine."""

import re
from pathlib import Path

from generator.core.entry import Entry
from generator.core.errors import Place, Problem, Text
from generator.glossary.entry import make_all
from generator.glossary.tables import from_rows
from generator.readers import load

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
MAX_BYTES = 100_000_000
"""Of a file."""
RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
CELL = re.compile(r"(?<!\\)\|")
Rows = list[tuple[int, list[str]]]


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries in all sheets of a spreadsheet or in the first table of a Markdown file, and their problems."""
    is_sheet = path.suffix.lower() in SUFFIXES and path.is_file()  # reading a pipe would block
    tables, problems = _sheets(path) if is_sheet else _markdown(path)
    entries: list[Entry] = []
    for shown, rows in tables:
        raws, wrong = from_rows(shown, rows)
        found, told = make_all(raws)
        entries += found
        problems += wrong + told
    if entries:  # then a sheet without entries is no mistake
        problems = [problem for problem in problems if problem.code != "missing-name"]
    return entries, problems


def is_table(path: Path) -> bool:
    """Whether a Markdown file is a table, not an entry."""
    source = load(path.resolve().parent, path.resolve().name)
    return not isinstance(source, Problem) and any(RULE.fullmatch(line) for line in source.text.split("\n"))


def _sheets(path: Path) -> tuple[list[tuple[str, Rows]], list[Problem]]:
    import python_calamine as calamine

    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [Problem("error", "too-large", Place(path.name), Text("文件太大", "the file is too large"))]
        book = calamine.load_workbook(path)
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (calamine.CalamineError, OSError, ValueError):
        return [], [
            Problem(
                "error",
                "unknown-format",
                Place(path.name),
                Text("这个表格文件读不了", "this spreadsheet cannot be read"),
                Text("另存为 .xlsx 或 CSV 再导入", "save it as .xlsx or CSV and import that"),
            )
        ]
    return [
        (path.name, [(number, [_said(cell) for cell in row]) for number, row in enumerate(rows, 1)])
        for _, rows in sheets
        if rows
    ], []


def _said(cell: object) -> str:
    """A cell as text; whole numbers without `.0`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _markdown(path: Path) -> tuple[list[tuple[str, Rows]], list[Problem]]:
    source = load(path.resolve().parent, path.resolve().name)
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
