"""Columns and cells of glossaries in spreadsheets.

Cells (docs/importing.md): several values in one cell are separated by `、`, `，`, `；`, `;`, `|` or a line end; in `sources` by
`|`, `；` or a line end. A backslash escapes a separator or a backslash. A cell that a spreadsheet would run as a formula,
or that begins with `'`, is written with a leading `'`, which is removed on reading.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.core.errors import Place, Problem, Text
from generator.core.tables import keys
from generator.settings.fields import At

HEADINGS = keys("columns.txt")
"""Column heading, folded → key; `ignored` for what other programs have and nobody needs here."""
TYPES = keys("types.txt")
"""Type as written, folded → our type."""
KNOWN_TYPES = Text(
    "可写：术语、人物、机构、地点、产品、作品、事件",
    "known are term, person, organization, place, product, work, event",
)
SEPARATORS = "、，；;|"
SOURCE_SEPARATORS = "；|"
FORMULA = tuple("=+-@＝＋－＠\t\r\n'")
"""Beginnings of cells that a spreadsheet would run (OWASP, "CSV injection"), and `'`, which escapes them."""
HEADING_PARTS = re.compile(r"[/|、()\[\]【】和与及或]|(?<=[\u4e00-\u9fff])(?=[a-z])|(?<=[a-z])(?=[\u4e00-\u9fff])")
SEE_ALSO = re.compile(r"(?:参见|另见|详见|参考|请?参阅|see also|见(?=[:：])|see(?=[:： ]))[:：\s]*", re.IGNORECASE)
EMPTY_SIGNS = ("-", "--", "—", "——", "–", "/", "\\", "*")
EMPTY_WORDS = ("无", "無", "暂无", "暫無", "待补充", "待定", "n/a", "na", "#n/a", "null", "tbd")
"""Placeholders that people write into empty cells. In the column of names, words are names."""
SENTENCE = re.compile(r"[。！？；]$|[\u4e00-\u9fff].{9}")
JSON = ("match", "definitions", "scope", "relations")
"""Keys whose cells hold JSON."""


def key_of(title: str) -> str:
    """The key of a column heading, or of its first known part (`别名/同义词`, `英文（缩写）`, but `术语（英文）`); the folded
    heading if it is unknown.
    """
    from generator.annotate.normalize import plain

    bare = plain(title).strip().strip("*＊:：").strip()
    said = (bare, bare.replace("_", " "), *HEADING_PARTS.split(bare))
    found = [key for part in said if (key := HEADINGS.get(part.strip()))]
    if found[:1] == ["name"] and "english" in found and bare.endswith(")"):
        return "english"
    return found[0] if found else bare


def type_of(cell: str) -> str | None:
    """The type in a cell; None for what is no type, such as 技术 in a column 分类."""
    from generator.annotate.normalize import plain

    return TYPES.get(plain(cell).strip())


def in_our_words(table: Mapping[Any, object], at: At) -> tuple[Mapping[Any, object], At]:
    """An entry's table with keys and a type in Chinese (`别名`, `人物`, as HEADINGS and TYPES know them) in our words, and
    `at` for it. Lists under both names of a key are joined; of other values that under our key counts.
    """
    chinese = [key for key in table if isinstance(key, str) and not key.isascii()]
    said = table.get("type", "")
    if not chinese and (not isinstance(said, str) or said.isascii()):
        return table, at
    from generator.annotate.normalize import plain

    found = {key: known for key in chinese if (known := HEADINGS.get(plain(key).strip(), "ignored")) != "ignored"}
    ours = {key: value for key, value in table.items() if key not in found}
    written: dict[object, str] = {}
    for key, known in found.items():
        value, other = table[key], ours.get(known)
        if isinstance(value, list) and isinstance(other, list):
            ours[known] = [*other, *value]
        elif known in ours:
            ours[key] = value
        else:
            ours[known], written[known] = value, key
    if isinstance(said := ours.get("type", ""), str) and not said.isascii():
        ours["type"] = type_of(said) or said
    return ours, lambda where: at((written.get(where[0], where[0]), *where[1:]) if where else where)


def unknown_type(cell: str, place: Place) -> Problem:
    """A warning that a cell in the column of types says something else."""
    message = Text(
        f"无法识别类型“{cell}”，当作术语，“{cell}”记作领域",
        f'unknown type "{cell}"; assuming a term of the field "{cell}"',
    )
    return Problem("warning", "unknown-type", place, message, KNOWN_TYPES)


def is_empty(cell: str, key: str) -> bool:
    """Whether a cell holds nothing, or only says so."""
    return not cell or cell in EMPTY_SIGNS or (key != "name" and cell.lower() in EMPTY_WORDS)


def name_of(cell: str) -> str:
    """A cell with a name as one line; lines are names beside each other (` / `), but for those in brackets."""
    first, *others = [line.strip() for line in cell.splitlines() if line.strip()]
    return first + "".join(f" {line}" if line.startswith(("（", "(", "[", "【")) else f" / {line}" for line in others)


def values_of(cell: str, key: str) -> list[str]:
    """The values in a cell, in order."""
    signs = SOURCE_SEPARATORS if key == "sources" else SEPARATORS
    values, value = [], ""
    escaped = False
    for char in cell:
        if escaped:
            value += char if char in f"{signs}\\" else f"\\{char}"
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in signs or char in "\r\n":
            values.append(value)
            value = ""
        else:
            value += char
    values.append(value + "\\" * escaped)
    if key == "see":
        values = [SEE_ALSO.sub("", one.strip()) for one in values]
    return [said for one in values if (said := one.strip())]


def cell_of(values: Sequence[str], key: str) -> str:
    """The inverse of `values_of`."""
    signs = re.escape(SOURCE_SEPARATORS if key == "sources" else SEPARATORS)
    return "；".join(re.sub(rf"([{signs}\\])", r"\\\1", " ".join(value.split())) for value in values)


def safe(cell: str) -> str:
    """A cell escaped so that no spreadsheet runs it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unsafe(cell: str) -> str:
    """The inverse of `safe`; a `'` before other text is kept."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def merged(tables: Sequence[tuple[dict[str, object], Place]]) -> list[tuple[dict[str, object], Place]]:
    """`tables` with rows of the same name merged, if they do not contradict each other."""
    known: dict[str, dict[str, object]] = {}
    kept: list[tuple[dict[str, object], Place]] = []
    for table, place in tables:
        name = str(table.get("id") or table.get("name") or "")
        first = known.get(name)
        if not name or first is None or not _agree(first, table):
            known.setdefault(name, table)
            kept.append((table, place))
            continue
        for key, value in table.items():
            old = first.get(key)
            first[key] = (
                list(dict.fromkeys([*old, *value]))
                if isinstance(old, list) and isinstance(value, list)
                else old or value
            )
    return kept


def _agree(first: Mapping[str, object], second: Mapping[str, object]) -> bool:
    return all(isinstance(value, list) or first.get(key) in (None, "", value) for key, value in second.items() if value)


def guessed(row: Sequence[str]) -> list[str]:
    """Guess the keys of a table without headings from its first row."""
    longest = max(range(1, len(row)), key=lambda at: len(row[at]), default=0)
    keys = []
    for at, cell in enumerate(row):
        latin = bool(re.fullmatch(r"[\x20-\x7e]+", cell.strip()))
        free = [key for key in (["english"] if latin else ["aliases"]) if key not in keys]
        keys.append("name" if at == 0 else "definition" if at == longest else free[0] if free else f"column {at + 1}")
    return keys


def has_text(row: Sequence[str]) -> bool:
    """Whether a first row is an entry rather than headings: a name, then a sentence."""
    return 2 <= len(row) <= 4 and bool(row[0].strip()) and any(SENTENCE.search(cell.strip()) for cell in row[1:])
