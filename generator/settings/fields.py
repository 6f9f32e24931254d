"""Descriptions of the keys in the author's files, from which validation, JSON Schemas and the reference are
made.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.texts import shortened

Kind = Literal["text", "texts", "flag", "whole", "number", "choice", "date", "table", "rows", "texts by key", "free"]
Path = tuple[str | int, ...]
"""The path of a value: `("nav", 0, "title")`."""
At = Callable[[Path], Place]
"""Path of keys → place of the value in the file."""


class Field(Struct, frozen=True):
    """One key: the type and the purpose of its value."""

    key: str
    kind: Kind
    zh: str
    en: str
    """What it is for."""
    choices: tuple[str, ...] = ()
    """Allowed values of a text, or of each text in a list; empty: any."""
    least: float = -math.inf
    most: float = math.inf
    fields: tuple["Field", ...] = ()
    """The keys of a table, or of each of its rows."""
    needed: bool = False

    @property
    def about(self) -> Text:
        """What it is for."""
        return Text(self.zh, self.en)


EXPECTED = {
    "text": Text("文字", "text"),
    "texts": Text("一列文字", "a list of texts"),
    "flag": Text(" true 或 false", "true or false"),
    "whole": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "choice": Text("文字", "text"),
    "date": Text("日期", "a date"),
    "table": Text("一张表", "a table"),
    "rows": Text("若干张表", "a list of tables"),
    "texts by key": Text("一张文字表", "a table of texts"),
    "free": Text("一张表", "a table"),
}


def read(
    table: Mapping[Any, object], fields: Sequence[Field], at: At, path: Path = ()
) -> tuple[dict[str, Any], list[Problem]]:
    """The valid values of `table` by key, and a problem for each other one.

    A number is accepted for a text (`since = 2019`), and a single text for a list.
    """
    known = {field.key: field for field in fields}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, raw in table.items():
        here = (*path, str(key))
        if (field := known.get(str(key))) is None:
            problems.append(unknown_key(str(key), tuple(known), at(here)))
            continue
        if field.kind == "text" and isinstance(raw, str):  # the common case
            values[field.key] = raw
            continue
        value, wrong = _value(raw, field, at, here)
        problems += wrong
        if not wrong or (field.kind in ("table", "rows") and value is not None):
            values[field.key] = value
    problems += [
        Problem("error", "missing-key", at(path), Text(f"缺少“{field.key}”", f'"{field.key}" is missing'))
        for field in fields
        if field.needed and field.key not in table
    ]
    return values, problems


def unknown_key(key: str, known: tuple[str, ...], place: Place) -> Problem:
    """The problem for an unknown key, with the nearest known one as a hint."""
    hint = did_you_mean(key, known) or Text("可用的有：" + "、".join(known), "known are: " + ", ".join(known))
    return Problem("error", "unknown-key", place, Text(f"未知的键“{key}”", f'unknown key "{key}"'), hint)


def _value(raw: object, field: Field, at: At, path: Path) -> tuple[object, list[Problem]]:
    """`raw` converted as `field` requires, and problems."""
    if field.kind == "table" and isinstance(raw, Mapping):
        return read(raw, field.fields, at, path)
    if field.kind == "rows" and isinstance(raw, list) and all(isinstance(row, Mapping) for row in raw):
        read_rows = [read(row, field.fields, at, (*path, number)) for number, row in enumerate(raw)]
        return [values for values, _ in read_rows], [problem for _, wrong in read_rows for problem in wrong]
    value = _simple(raw, field.kind)
    if value is None:
        return None, [_wrong_type(raw, field, at(path))]
    complaint = _out_of_range(value, field)
    return value, [Problem("error", "wrong-value", at(path), *complaint)] if complaint else []


def _simple(raw: object, kind: Kind) -> object:
    """`raw` converted to a kind without fields; None if it does not fit."""
    match kind, raw:
        case ("flag", bool()) | ("free", Mapping()):
            value: object = raw
        case ("texts", list()):
            texts = [_text(item) for item in raw]
            value = None if None in texts else texts
        case ("texts", _):
            value = None if _text(raw) is None else [_text(raw)]
        case ("texts by key", Mapping()):
            pairs = {str(key): _text(item) for key, item in raw.items()}
            value = None if None in pairs.values() else pairs
        case ("text" | "choice" | "date", _):
            value = _text(raw)
        case ("whole" | "number", int() | float()) if not isinstance(raw, bool) and (
            kind == "number" or isinstance(raw, int)
        ):
            value = raw
        case _:
            value = None
    return value


def _text(raw: object) -> str | None:
    """A text; a number or a date as text; else None."""
    if isinstance(raw, str):
        return raw
    return str(raw) if isinstance(raw, int | float | date) and not isinstance(raw, bool) else None


def _out_of_range(value: object, field: Field) -> tuple[Text, Text] | None:
    """(message, hint) if a value of the right type is not allowed; else None."""
    chosen = value if isinstance(value, list) else [value]
    if field.choices and (strange := [str(item) for item in chosen if item not in field.choices]):
        near = did_you_mean(strange[0], field.choices)
        others = Text("可用的有：" + "、".join(field.choices), "one of: " + ", ".join(field.choices))
        return (
            Text(f"“{field.key}”不能是“{strange[0]}”", f'"{field.key}" cannot be "{strange[0]}"'),
            Text(near.zh + others.zh, f"{near.en} {others.en}") if near else others,
        )
    if isinstance(value, int | float) and not isinstance(value, bool) and not field.least <= value <= field.most:
        return (
            Text(f"“{field.key}”不能是 {value}", f'"{field.key}" cannot be {value}'),
            Text(f"至少 {field.least:g}", f"at least {field.least:g}")
            if field.most == math.inf
            else Text(f"应在 {field.least:g} 到 {field.most:g} 之间", f"between {field.least:g} and {field.most:g}"),
        )
    return None


def _wrong_type(raw: object, field: Field, place: Place) -> Problem:
    expected = EXPECTED[field.kind]
    shown = _shown(raw)
    hint = (
        Text("加上引号就是文字", "put it in quotes")
        if isinstance(raw, bool | Mapping) and field.kind in ("text", "choice")
        else None
    )
    return Problem(
        "error",
        "wrong-type",
        place,
        Text(f"“{field.key}”应为{expected.zh}，而这里是 {shown}", f'"{field.key}" must be {expected.en}, not {shown}'),
        hint,
    )


def _shown(raw: object) -> str:
    """A value for a message, at most 40 characters, without the content of lists and tables."""
    if isinstance(raw, Mapping | list):
        return "{…}" if isinstance(raw, Mapping) else "[…]"
    said = f'"{raw}"' if isinstance(raw, str) else str(raw).lower() if isinstance(raw, bool) else str(raw)
    return shortened(" ".join(said.split()), 40)
