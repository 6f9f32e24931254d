"""Sets or removes one value in the text of a YAML file, and leaves everything else as it is.

Each function returns the new text, or None if it finds no way, so that the author must do it by hand. Ways that usually
work are tried in turn; the first whose text is read as wanted is taken.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from generator.author.edits.in_toml import UNFIT, put, value_at
from generator.readers.front_matter.blocks import TEXTS, halfwidth
from generator.settings.fields import Path

Value = str | bool | int | float | list[str] | list[list[str]] | dict[str, Any] | None
"""The value to write; None removes the key."""
Lines = Mapping[Path, int]
"""The line of each key and item."""
KEY = re.compile(r"^[ \t]*(?:-[ \t]+)*(?:\"[^\"\n]*\"|'[^'\n]*'|[^:：\n]+?)[ \t]*[:：]")
LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
PLAIN = re.compile(r"[^\W_](?:[\w .:/-]*[\w/])?")
"""Texts that may be written without quotation marks, if they are then read as the same."""
MAX_FLOW_LINES = 20
"""Lines of a collection in brackets that are searched for its end."""


def put_yaml(text: str, path: Path, value: Value) -> str | None:
    """`value` at `path`, in tables that are created if they are missing."""
    old, lines = _read(text)
    if text.strip() and old is None:
        return None
    try:
        wanted = _with(old or {}, path, value)
    except UNFIT:
        return None
    if wanted == (old or {}):
        return text
    return next((new for new in _ways(text, old or {}, lines, path, value) if (_read(new)[0] or {}) == wanted), None)


def append_yaml(text: str, path: Path, value: str) -> str | None:
    """`value` at the end of the list at `path`. A text there becomes the first item; a missing list is created."""
    old = value_at(_read(text)[0], path)
    if not isinstance(old, list | str | None):
        return None
    return put_yaml(text, path, [*(old if isinstance(old, list) else [old] if old is not None else []), value])


def _read(text: str) -> tuple[Any, Lines]:
    """The data as a reader takes it, and its lines; (None, {}) if it is invalid."""
    from generator.settings import yaml  # PyYAML is loaded only where there is YAML

    data, lines, problems = yaml.parse("", halfwidth(text), texts=TEXTS)
    return (None, {}) if problems else (data, lines)


def _with(data: Any, path: Path, value: object) -> Any:  # noqa: ANN401  whatever the file holds
    """The data as it should be afterwards. Raises one of UNFIT if another value is in the way."""
    new = deepcopy(data)
    put(path, value, new, dict)
    return new


def _ways(text: str, old: Any, lines: Lines, path: Path, value: Value) -> Iterator[str]:  # noqa: ANN401
    """Texts that may have `value` at `path`."""
    rows = text.rstrip("\n").split("\n") if text.strip() else []
    key, holder = str(path[-1]), path[:-1]
    if path in lines:
        first, last = _extent(rows, lines, path)
        if value is None:
            yield _joined(rows[: first - 1], [], rows[last:])
        else:
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                yield from _items(rows, value_at(old, path), lines, path, value)
            comment = _comment(text, rows, first, last)
            head = KEY.match(rows[first - 1])
            for said in _written(key, value, head[0] if head else ""):
                start, *more = said.split("\n")
                yield _joined(rows[: first - 1], [start + comment, *more], rows[last:])
    elif value is not None:
        while holder and holder not in lines:
            value, key, holder = {key: value}, str(holder[-1]), holder[:-1]
        yield from _new_key(rows, lines, holder, key, value)
    if len(path) > 1 and isinstance(path[-2], str) and isinstance(table := value_at(old, path[:-1]), dict):
        yield from _ways(text, old, lines, path[:-1], _with(table, path[-1:], value))  # on one line, or emptied


def _new_key(rows: Sequence[str], lines: Lines, holder: Path, key: str, value: Value) -> Iterator[str]:
    """Texts with a new key in the table at `holder`: in its braces, below its last key, or at the end of the file."""
    siblings = [path for path in lines if len(path) == len(holder) + 1 and path[:-1] == holder]
    if holder and not isinstance(value, dict):
        for said in _written(key, value, ""):
            yield from _before_bracket(rows, lines[holder], "}", said)
    if not holder or not siblings:
        for said in _written(key, value, ""):
            yield _joined(rows, said.split("\n"), [])
        return
    last = max(siblings, key=lines.__getitem__)
    indent = " " * len(_lead(rows[lines[last] - 1]))
    end = _extent(rows, lines, last)[1]
    for said in _written(key, value, ""):
        yield _joined(rows[:end], [indent + row for row in said.split("\n")], rows[end:])


def _lead(row: str) -> str:
    """The blanks and dashes before the first key of a line."""
    found = LEAD.match(row)
    return found[0] if found else ""


def _extent(rows: Sequence[str], lines: Lines, at: Path) -> tuple[int, int]:
    """The first and last line of a key and its value. Comments and empty lines below it belong to what follows."""
    first = lines[at]
    outside = [line for path, line in lines.items() if line > first and path[: len(at)] != at]
    last = min(outside, default=len(rows) + 1) - 1
    indent = len(rows[first - 1]) - len(rows[first - 1].lstrip())
    while last > first and _is_between(rows[last - 1], indent):
        last -= 1
    return first, last


def _is_between(row: str, indent: int) -> bool:
    bare = row.lstrip()
    return not bare or (bare.startswith("#") and len(row) - len(bare) <= indent)


def _comment(text: str, rows: Sequence[str], first: int, last: int) -> str:
    """The comment behind a value on one line, with the blanks before it."""
    if first != last:
        return ""
    row = rows[first - 1]
    for found in re.finditer(r"[ \t]+#", row):
        bare = _joined(rows[: first - 1], [row[: found.start()]], rows[last:])
        if _read(bare)[0] == _read(text)[0]:
            return row[found.start() :]
    return ""


def _items(rows: Sequence[str], before: object, lines: Lines, path: Path, value: Sequence[object]) -> Iterator[str]:
    """A changed list in which the items that stay are left as they are: with an item a line, or with one more item."""
    if not isinstance(before, list) or not before or not value:
        return
    at = [lines.get((*path, number), 0) for number in range(len(before))]
    if value[:-1] == before:
        yield from _before_bracket(rows, at[-1], "]", _scalar(str(value[-1])))
    dash = re.match(r"[ \t]*-[ \t]+", rows[at[-1] - 1]) if all(at) and len(set(at)) == len(at) else None
    if dash is None:
        return
    fresh, gone = list(value), set()
    for line, item in zip(at, before, strict=True):
        if str(item) in fresh:
            fresh.remove(str(item))
        else:
            gone.add(line)
    kept = [[] if number in gone else [row] for number, row in enumerate(rows, 1)]
    kept[at[-1] - 1] += [dash[0] + _scalar(str(item)) for item in fresh]
    yield _joined([row for group in kept for row in group], [], [])


def _before_bracket(rows: Sequence[str], first: int, bracket: str, new: str) -> Iterator[str]:
    """Texts with `new` before a closing bracket from line `first` on, with and without a comma."""
    for number in range(first - 1, min(first - 1 + MAX_FLOW_LINES, len(rows))):
        for found in re.finditer(re.escape(bracket), rows[number]):
            before, after = rows[number][: found.start()].rstrip(), rows[number][found.start() :]
            for comma in (", ", " "):
                yield _joined(rows[:number], [before + comma + new + after], rows[number + 1 :])


def _written(key: str, value: Value, head: str) -> Iterator[str]:
    """`key: value` in YAML, as a person would write it first, then quoted; `head` is how the key was written."""
    start = head or f"{key if PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)}:"
    if isinstance(value, str) and PLAIN.fullmatch(value):
        yield f"{start} {value}"
    if value == {}:
        yield f"{start} {{}}"
    elif isinstance(value, dict):
        indent = " " * (len(_lead(start)) + 2)
        yield "\n".join([start, *(indent + next(_written(name, one, "")) for name, one in value.items())])
    elif isinstance(value, list):
        said = (_scalar(item) if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value)
        yield f"{start} [{', '.join(said)}]"
    else:
        yield f"{start} {json.dumps(value, ensure_ascii=False)}"


def _scalar(item: str) -> str:
    """An item of a list."""
    plain = PLAIN.fullmatch(item) and not re.fullmatch(r"(?i)true|false|null|[-\d.:eExX_]+", item) and ": " not in item
    return item if plain else json.dumps(item, ensure_ascii=False)


def _joined(before: Sequence[str], new: Sequence[str], after: Sequence[str]) -> str:
    return "".join(f"{row}\n" for row in (*before, *new, *after))
