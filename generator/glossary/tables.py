"""Entries in tables: TOML with `[[entry]]`, YAML lists, CSV and TSV from spreadsheets."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.core.errors import Place, Problem, Text
from generator.glossary import columns
from generator.glossary.entry import LISTS, Raw, at_place
from generator.settings import toml
from generator.settings.entry_keys import ENTRY, GLOSSARY
from generator.settings.fields import Path, read, unknown_key

CELLS = tuple(field.key for field in ENTRY if field.kind in ("text", "texts", "choice", "flag", "date"))
COMMON = tuple(field.key for field in GLOSSARY)
"""Keys beside the entries, which apply to all of them."""
COMPUTED = ("page", "reading", "mentions", "articles")
"""Columns of `zhushu export --format csv` with computed values; ignored on import."""
SEPARATOR = re.compile(r"\ufeff?sep=([,;|\t])\r?\n", re.IGNORECASE)
"""Excel's line that declares the delimiter."""
MAX_ABOVE = 10
"""Rows among which the one that names the columns is looked for."""
Row = tuple[int, Sequence[str]]
"""A row's line and cells."""
FLAGS = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}


SUM = re.compile(r"(?:合计|总计|共计|小计|总数|合 计|Total)[:：]?", re.IGNORECASE)
NUMBER = re.compile(r"[\d.,，%]+ ?(?:个|条|项|词|行)?")


def from_toml(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """The `[[entry]]` tables of a TOML file."""
    table, broken = toml.parse(path, text)
    if broken:
        return [], [broken]
    lines: dict[Path, int] = {}

    def at(where: Path) -> Place:
        if not lines:  # lazy, only for problems: it takes as long as parsing
            lines.update(toml.lines_of(text))
        return Place(path, toml.line_of(lines, where) or toml.line_of(lines, (*where, 0)))

    rows, problems = _rows(table, at)
    starts = toml.table_lines(text, "entry", len(rows))
    return [
        Raw(row, _below(at, number, Place(path, line)))
        for number, (row, line) in enumerate(zip(rows, starts, strict=True))
    ], problems


def from_yaml(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """The entries of a YAML file: a list of them, or a list under the key `entry`."""
    from generator.settings import yaml

    value, lines, problems = yaml.parse(path, text)

    def at(where: Path) -> Place:
        return Place(path, toml.line_of(lines, where) or 1)

    prefix: Path = ("entry",)
    if isinstance(value, list):
        value, prefix = {"entry": value}, ()
    if problems or value is None:
        return [], problems
    if not isinstance(value, Mapping):
        return [], [_no_list(Place(path, 1))]
    rows, problems = _rows(value, lambda where: at((*prefix, *where[1:]) if where[:1] == ("entry",) else where))
    return [
        Raw(row, _below(lambda where: at((*prefix, *where[1:])), number, at((*prefix, number))))
        for number, row in enumerate(rows)
    ], problems


def _rows(
    table: Mapping[str, Any], at: Callable[[Path], Place]
) -> tuple[Sequence[Mapping[Any, object]], list[Problem]]:
    """The tables under `entry`, with the file's common keys, and problems for unknown keys."""
    said = {key: table[key] for key in COMMON if key in table}
    common, problems = read(said, GLOSSARY, at) if said else ({}, [])
    problems += [
        unknown_key(str(key), ("entry", *COMMON), at((str(key),))) for key in table if key not in ("entry", *COMMON)
    ]
    rows = table.get("entry", [])
    if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
        return [{**as_entry_keys(common), **row} for row in rows] if common else rows, problems
    return [], [*problems, _no_list(at(("entry",)))]


def as_entry_keys(said: Mapping[str, Any]) -> dict[str, Any]:
    """The common keys of a file or folder (GLOSSARY), as keys of an entry."""
    return {"glossary" if key == "name" else key: value for key, value in said.items()}


def _no_list(place: Place) -> Problem:
    return Problem(
        "error",
        "wrong-type",
        place,
        Text("这里应是词条列表", "expected a list of entries"),
        Text(
            "TOML 写 [[entry]]，YAML 每条以“- name: …”开头",
            'in TOML write [[entry]], in YAML begin each with "- name: …"',
        ),
    )


def _below(at: Callable[[Path], Place], number: int, start: Place) -> Callable[[Path], Place]:
    """Path → place, for entry `number`, which begins at `start`."""
    return lambda where: at(("entry", number, *where)) if where else start


def from_csv(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """The rows of a CSV or TSV file. Its first row names the columns (`columns.HEADINGS`)."""
    delimiter = ""
    skipped = 0
    if excel := SEPARATOR.match(text):
        delimiter, text, skipped = excel[1], text[excel.end() :], 1
    head = text.split("\n", 1)[0]
    rows, broken = _lines(text, delimiter or max(",\t;", key=head.count))
    if broken:
        return [], [
            Problem(
                "error",
                "bad-csv",
                Place(path, broken[0] + skipped),
                Text("CSV 写法有误：引号没有成对，或引号后面还有字", f"this is not valid CSV: {broken[1]}"),
                Text("检查引号是否成对", "look for an unclosed quote"),
            )
        ]
    return from_rows(path, [(line + skipped, row) for line, row in rows])


def from_rows(path: str, rows: Sequence[Row]) -> tuple[list[Raw], list[Problem]]:
    """The entries in a table's rows, given as (line, cells). The first row names the columns, or one of the next after a
    title; without names they are guessed.
    """
    rows = [(line, row) for line, row in rows if any(map(str.strip, row))]
    start = _start(rows)
    problems = [_above(Place(path, rows[0][0]), rows[start - 1][0])] if start else []
    keys, body, told = _columns(path, rows[start:])
    problems += told
    if "name" not in keys:
        return [], [
            *problems,
            Problem(
                "error",
                "missing-name",
                Place(path, rows[0][0] if rows else 1),
                Text("第一行应是各列的名称，其中要有 name", "the first row must name the columns, one of them name"),
                Text("例如 name,aliases,type,definition", "such as name,aliases,type,definition"),
            ),
        ]
    if len(body) > 1 and _is_sum(body[-1][1]):
        problems.append(_sum(Place(path, body[-1][0])))
        body = body[:-1]
    problems += [_too_long(Place(path, line)) for line, row in body if any(map(str.strip, row[len(keys) :]))]
    tables = columns.merged([(_cells(keys, row, Place(path, line), problems), Place(path, line)) for line, row in body])
    problems += [_nameless(place) for table, place in tables if "name" not in table]
    return [Raw(table, at_place(place)) for table, place in tables if "name" in table], _each_type_once(problems)


def _start(rows: Sequence[Row]) -> int:
    """The index of the row that names the columns, where a title and the like stand above it; otherwise 0."""
    for index, (_, row) in enumerate(rows[:MAX_ABOVE]):
        keys = [columns.key_of(title) for title in row]
        if "name" in keys and sum(key in CELLS for key in keys) > 1:
            return index
    return 0


def _columns(path: str, rows: Sequence[Row]) -> tuple[list[str], Sequence[Row], list[Problem]]:
    """The keys of the columns, the rows with entries, and problems with the headings."""
    if not rows:
        return [], [], []
    line, titles = rows[0]
    keys = [columns.key_of(title) for title in titles]
    if len(rows) > 1 and not any(key in CELLS + columns.JSON for key in keys) and columns.has_text(titles):
        keys = columns.guessed(titles)
        said = "、".join(keys)
        message = Text(
            f"第一行不是各列的名称，当作：{said}", f"the first row does not name the columns; assuming: {said}"
        )
        return keys, rows, [Problem("warning", "no-headings", Place(path, line), message)]
    again = [key in keys[:at] and key in CELLS and key not in LISTS for at, key in enumerate(keys)]
    ours = (*CELLS, *columns.JSON, *COMPUTED, "ignored")
    problems = [
        _column_again(title, key, Place(path, line)) if is_again else _unknown_column(title, Place(path, line))
        for key, title, is_again in zip(keys, titles, again, strict=True)
        if is_again or (key and key not in ours)
    ]
    return ["" if is_again else key for key, is_again in zip(keys, again, strict=True)], rows[1:], problems


def _above(place: Place, last: int) -> Problem:
    message = Text(
        f"第 {last} 行以后才是各列的名称，前面的行没有用",
        f"the columns are named after line {last}; what is above is not used",
    )
    return Problem("warning", "above-headings", place, message)


def _each_type_once(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, with one for each unknown type, at its first cell."""
    first = {problem.message: problem for problem in reversed(problems)}
    return [problem for problem in problems if problem.code != "unknown-type" or first[problem.message] is problem]


def _unknown_column(title: str, place: Place) -> Problem:
    problem = unknown_key(title, CELLS, place)
    return problem._replace(message=Text(f"无法识别的列“{title}”", f'unknown column "{title}"'))


def _column_again(title: str, key: str, place: Place) -> Problem:
    """A warning about a second column of one kind, such as 说明 beside 释义."""
    message = Text(
        f"列“{title}”没有用：前面已有一列是 {key}", f'the column "{title}" is not used: one before it is the {key}'
    )
    return Problem("warning", "unknown-key", place, message, Text("改列名或合并两列", "rename it, or join the two"))


def _nameless(place: Place) -> Problem:
    message = Text("这一行没有名称", "this row has no name")
    return Problem(
        "error", "nameless-row", place, message, Text("补上名称，或删去这一行", "add a name, or delete the row")
    )


def _is_sum(row: Sequence[str]) -> bool:
    """Whether a last row sums up a spreadsheet: 合计, and else numbers alone."""
    name, *others = [cell.strip() for cell in row if cell.strip()]
    return SUM.fullmatch(name) is not None and all(NUMBER.fullmatch(cell) for cell in others)


def _sum(place: Place) -> Problem:
    message = Text("这一行是合计，没有当作词条", "this row is a sum and no entry")
    return Problem("warning", "sum-row", place, message)


def _too_long(place: Place) -> Problem:
    return Problem(
        "error",
        "bad-csv",
        place,
        Text("这一行的格比第一行多", "this row has more cells than the first"),
        Text("含有分隔符的文字要放在引号里", "quote texts that contain a separator"),
    )


def _lines(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], tuple[int, str] | None]:
    """The rows as (first line, cells), and the line and message of the first error, if any."""
    lines = io.StringIO(text, newline="")  # splitlines() would also split at U+2028 and the like
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            rows.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        return rows, (begins, str(error))
    return rows, None


def _cells(keys: Sequence[str], row: Sequence[str], place: Place, problems: list[Problem]) -> dict[str, object]:
    """A row as the table of an entry, without empty cells and unknown columns."""
    table: dict[str, Any] = {}
    fields: list[str] = []
    for key, cell in zip(keys, row, strict=False):
        if key not in CELLS + columns.JSON or columns.is_empty(cell.strip(), key):
            continue
        said = columns.unsafe(cell.strip())
        if key == "name":
            table[key] = columns.name_of(said)
        elif key in columns.JSON:
            table |= _structure(key, said, place, problems)
        elif key in LISTS:
            table[key] = [*table.get(key, ()), *columns.values_of(said, key)]
        elif key == "type":
            kind = columns.type_of(said)
            table[key] = kind or "term"
            if kind is None:
                fields.append(said)
                problems.append(columns.unknown_type(said, place))
        else:
            table[key] = FLAGS.get(said.lower(), said) if key in ("short", "ruby", "todo") else said
    return {**table, "domain": [*table.get("domain", ()), *fields]} if fields else table


def _structure(key: str, said: str, place: Place, problems: list[Problem]) -> dict[str, object]:
    """A cell with JSON, as written by `zhushu export --format csv`."""
    try:
        return {key: json.loads(said)}
    except ValueError:
        message = Text(f"“{key}”这一格不是 JSON，已略过", f'the cell "{key}" is not JSON and is ignored')
        problems.append(Problem("warning", "bad-cell", place, message))
        return {}
