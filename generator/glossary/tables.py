"""Entries written as tables: TOML with `[[entry]]`, YAML lists, CSV and TSV from a spreadsheet."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.core.errors import Place, Problem, Text
from generator.glossary.entry import Raw
from generator.settings import toml
from generator.settings.fields import Path, read, unknown_key
from generator.settings.keys import ENTRY, GLOSSARY

COLUMNS = {
    "名称": "name",
    "词条": "name",
    "术语": "name",
    "别名": "aliases",
    "类型": "type",
    "释义": "definition",
    "定义": "definition",
    "英文": "english",
    "英文名": "english",
    "拼音": "pinyin",
    "参见": "see",
    "出处": "sources",
    "来源": "sources",
    "网址": "url",
}
"""Chinese headings of columns → keys."""
KINDS = {
    "术语": "term",
    "人物": "person",
    "机构": "organization",
    "组织": "organization",
    "地点": "place",
    "产品": "product",
    "作品": "work",
    "事件": "event",
}
"""Types as people write them in a spreadsheet."""
LISTS = tuple(field.key for field in ENTRY if field.kind == "texts")
CELLS = tuple(field.key for field in ENTRY if field.kind in ("text", "texts", "choice", "flag"))
ALL = tuple(field.key for field in GLOSSARY)
"""Keys beside the entries, which say something of all of them."""
COMPUTED = ("page", "mentions", "articles")
"""Columns of `zhushu export --format csv` that tell what was counted; passed over when such a table comes back."""
QUOTED = re.compile(r"'(?=[=+\-@\t])")
"""What that export puts before a cell that a spreadsheet would run as a formula."""
FLAGS = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}


def from_toml(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """The `[[entry]]` tables of a TOML file."""
    table, broken = toml.parse(path, text)
    if broken:
        return [], [broken]
    lines: dict[Path, int] = {}

    def at(where: Path) -> Place:
        if not lines:  # only when something is wrong: for thousands of entries it takes as long as parsing
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
    """The list under `entry`, each with what the file says of all of them; a problem for everything else."""
    said = {key: table[key] for key in ALL if key in table}
    common, problems = read(said, GLOSSARY, at) if said else ({}, [])
    problems += [unknown_key(str(key), ("entry", *ALL), at((str(key),))) for key in table if key not in ("entry", *ALL)]
    rows = table.get("entry", [])
    if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
        return [{**of_all(common), **row} for row in rows] if common else rows, problems
    return [], [*problems, _no_list(at(("entry",)))]


def of_all(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a file or folder says of all its entries (GLOSSARY), as keys of each."""
    return {"glossary" if key == "name" else key: value for key, value in said.items()}


def _no_list(place: Place) -> Problem:
    return Problem(
        "error",
        "wrong-type",
        place,
        Text("这里应是一列词条", "a list of entries belongs here"),
        Text(
            "TOML 写 [[entry]]，YAML 每条以“- name: …”开头",
            'in TOML write [[entry]], in YAML begin each with "- name: …"',
        ),
    )


def _below(at: Callable[[Path], Place], number: int, start: Place) -> Callable[[Path], Place]:
    """Places within entry `number`, which begins at `start`."""
    return lambda where: at(("entry", number, *where)) if where else start


def from_csv(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """The rows of a CSV or TSV file whose first row names the columns; lists are separated by `|` or `；`."""
    head = text.split("\n", 1)[0]
    rows, broken = _lines(text, max(",\t;", key=head.count))
    if broken:
        return [], [
            Problem(
                "error",
                "bad-csv",
                Place(path, broken[0]),
                Text("CSV 写法有误：引号没有成对，或引号后面还有字", f"this is not valid CSV: {broken[1]}"),
                Text("检查引号是否成对", "look for a quote that is not closed"),
            )
        ]
    keys = [COLUMNS.get(title.strip(), title.strip().lower()) for title in (rows[0][1] if rows else ())]
    problems = [_unknown_column(key, Place(path, 1)) for key in keys if key not in CELLS + COMPUTED]
    if "name" not in keys:
        return [], [
            *problems,
            Problem(
                "error",
                "missing-name",
                Place(path, 1),
                Text("第一行应是各列的名称，其中要有 name", "the first row must name the columns, one of them name"),
                Text("例如 name,aliases,type,definition", "such as name,aliases,type,definition"),
            ),
        ]
    filled = [(line, row) for line, row in rows[1:] if any(map(str.strip, row))]
    problems += [_too_long(Place(path, line)) for line, row in filled if any(map(str.strip, row[len(keys) :]))]
    return [Raw(_cells(keys, row), _on(Place(path, line))) for line, row in filled], problems


def _unknown_column(title: str, place: Place) -> Problem:
    problem = unknown_key(title, CELLS, place)
    return problem._replace(message=Text(f"不认识的列“{title}”", f'unknown column "{title}"'))


def _too_long(place: Place) -> Problem:
    return Problem(
        "error",
        "bad-csv",
        place,
        Text("这一行的格比第一行多", "this row has more cells than the first"),
        Text("含有分隔符的文字要放在引号里", "put a text with a separator in it in quotes"),
    )


def _lines(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], tuple[int, str] | None]:
    """The rows of a table, each with the line on which it begins; and the line and message where one cannot be read."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            rows.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        return rows, (begins, str(error))
    return rows, None


def _cells(keys: Sequence[str], row: Sequence[str]) -> dict[str, object]:
    """A row as the table of an entry; empty cells are left out, and cells of unknown columns."""
    table: dict[str, object] = {}
    for key, cell in zip(keys, row, strict=False):
        said = QUOTED.sub("", cell.strip(), count=1) if cell.startswith("'") else cell.strip()
        if not said or key not in CELLS:
            continue
        if key in LISTS:
            table[key] = [part.strip() for part in said.replace("；", "|").split("|") if part.strip()]
        else:
            table[key] = (
                KINDS.get(said, said)
                if key == "type"
                else FLAGS.get(said.lower(), said)
                if key in ("short", "todo")
                else said
            )
    return table


def _on(place: Place) -> Callable[[Path], Place]:
    return lambda _: place
