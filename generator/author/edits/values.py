"""One value of a YAML or TOML text set, changed or taken out, everything else left as it is.

Each function gives the new text, or None where it finds no way that leaves the rest of the data as it was: whoever
asked must then be told to do it by hand. That is verified by reading the new text again, not believed.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from generator.author.edits.tables import UNFIT, Empty, Keys, Path, changed_toml, table_at
from generator.readers.front_matter.blocks import TEXTS, halfwidth

Value = str | bool | int | float | list[str] | list[list[str]] | dict[str, str] | None
"""What is written; None takes the key out."""
KEY = re.compile(r"^[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|[^:：\n]+?)[ \t]*[:：]")
PLAIN = re.compile(r"[^\W_](?:[\w .:/-]*[\w/])?")
"""Texts that may stand without quotation marks, if they are then read as the same."""


def put_toml(text: str, keys: Keys, value: Value) -> str | None:
    """`value` under `keys` of the TOML in `text`; a text that is a date is written as one where one stood before."""
    try:
        old = tomllib.loads(text)
        new_value = _toml_value(_at(old, keys), value)
        if _with(old, keys, new_value) == old:
            return text
    except (ValueError, *UNFIT):
        return None
    return changed_toml(text, partial(_put, keys, new_value), inline=False)


def put_yaml(text: str, keys: Keys, value: Value) -> str | None:
    """The same for YAML. Ways that usually do are tried in turn; the first that reads back right is taken."""
    old, lines = _read(text)
    if text.strip() and old is None:
        return None
    try:
        wanted = _with(old or {}, keys, value)
    except UNFIT:
        return None
    if wanted == (old or {}):
        return text
    return next((new for new in _ways(text, old or {}, lines, keys, value) if (_read(new)[0] or {}) == wanted), None)


def _read(text: str) -> tuple[Any, Mapping[Path, int]]:
    """The data as a reader takes it, and the line of each key and item; (None, {}) where it cannot be read."""
    from generator.settings import yaml  # PyYAML is loaded only where there is YAML

    data, lines, problems = yaml.parse("", halfwidth(text), texts=TEXTS)
    return (None, {}) if problems or not isinstance(data, dict | None) else (data, lines)


def _with(data: Any, keys: Keys, value: object) -> Any:  # noqa: ANN401  whatever the file holds
    """What the data should be afterwards. Raises one of UNFIT where something else stands in the way."""
    new = deepcopy(data)
    _put(keys, value, new, dict)
    return new


def _put(keys: Keys, value: object, data: Any, empty: Empty) -> None:  # noqa: ANN401  the same
    table = table_at(data, keys[:-1], empty)
    if value is None:
        table.pop(keys[-1], None)
    else:
        table[keys[-1]] = value


def _at(data: Any, keys: Keys) -> object:  # noqa: ANN401  whatever the file holds
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _toml_value(old: object, value: Value) -> object:
    """`value` in the type that stood before: a TOML date is no text."""
    if isinstance(value, str) and hasattr(old, "isoformat"):
        try:
            return tomllib.loads(f"x = {value}")["x"]
        except ValueError:
            return value
    return value


def _ways(text: str, old: Any, lines: Mapping[Path, int], keys: Keys, value: Value) -> Iterator[str]:  # noqa: ANN401
    rows = text.rstrip("\n").split("\n") if text.strip() else []
    if keys in lines:
        first, last = _extent(rows, lines, keys)
        if value is None:
            yield _joined(rows[: first - 1], [], rows[last:])
        else:
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                yield from _items(rows, old, lines, keys, value)
            comment = _comment(text, rows, first, last)
            head = KEY.match(rows[first - 1])
            for said in _written(keys[-1], value, head[0] if head else ""):
                single = "\n" not in said
                yield _joined(rows[: first - 1], [said + (comment if single else "")], rows[last:])
    elif value is not None and (len(keys) == 1 or keys[:-1] not in lines):
        whole: Value = value if len(keys) == 1 else {keys[-1]: str(value)}
        for said in _written(keys[0], whole, ""):
            yield _joined(rows, [said], [])
    elif value is not None:
        siblings = [path for path in lines if len(path) == len(keys) and path[:-1] == keys[:-1]]
        for sibling in sorted(siblings, key=lines.__getitem__, reverse=True)[:1]:
            row = rows[lines[sibling] - 1]
            indent = row[: len(row) - len(row.lstrip())]
            _, last = _extent(rows, lines, sibling)
            for said in _written(keys[-1], value, ""):
                yield _joined(rows[:last], [indent + said], rows[last:])
    if len(keys) > 1 and isinstance(holder := _at(old, keys[:-1]), dict):  # on one line, or emptied: written anew
        rest = _with(holder, keys[-1:], value)
        yield from _ways(text, old, lines, keys[:-1], rest)


def _extent(rows: Sequence[str], lines: Mapping[Path, int], at: Path) -> tuple[int, int]:
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


def _items(
    rows: Sequence[str],
    old: Any,  # noqa: ANN401
    lines: Mapping[Path, int],
    keys: Keys,
    value: Sequence[object],
) -> Iterator[str]:
    """A list that has an item a line: the lines of items that stay are left as they are."""
    before = _at(old, keys)
    if not isinstance(before, list) or not before or not value:
        return
    at = [lines.get((*keys, number), 0) for number in range(len(before))]
    dash = re.match(r"[ \t]*-[ \t]+", rows[at[-1] - 1]) if all(at) and len(set(at)) == len(at) else None
    if dash is None:
        return
    gone = {line for line, item in zip(at, before, strict=True) if str(item) not in value}
    fresh = [dash[0] + _scalar(str(item)) for item in value if item not in [str(one) for one in before]]
    kept = [[] if number in gone else [row] for number, row in enumerate(rows, 1)]
    kept[at[-1] - 1] += fresh
    yield _joined([row for group in kept for row in group], [], [])


def _written(key: str, value: Value, head: str) -> Iterator[str]:
    """`key: value` in YAML, as a person would write it first, then quoted; `head` is how the key was written."""
    start = head or f"{key if PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)}:"
    if isinstance(value, str) and PLAIN.fullmatch(value):
        yield f"{start} {value}"
    if value == {}:
        yield f"{start} {{}}"
    elif isinstance(value, dict):
        indent = " " * (len(start) - len(start.lstrip()) + 2)
        yield "\n".join([start, *(f"{indent}{said}" for name, one in value.items() for said in _one(name, one))])
    elif isinstance(value, list):
        said = (_scalar(item) if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value)
        yield f"{start} [{', '.join(said)}]"
    else:
        yield f"{start} {json.dumps(value, ensure_ascii=False)}"


def _one(name: str, value: str) -> Iterator[str]:
    yield next(_written(name, value, ""))


def _scalar(item: str) -> str:
    """An item of a list."""
    plain = PLAIN.fullmatch(item) and not re.fullmatch(r"(?i)true|false|null|[-\d.:eExX_]+", item) and ": " not in item
    return item if plain else json.dumps(item, ensure_ascii=False)


def _joined(before: Sequence[str], new: Sequence[str], after: Sequence[str]) -> str:
    return "".join(f"{row}\n" for row in (*before, *new, *after))
