"""Appends a value to a list, or sets a text that is not there, in a TOML, YAML or CSV text, and changes nothing else.

Each function returns the new text, or None if it finds no way to do that, so that the author must do it by hand. The
new text is parsed again to verify it.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from generator.glossary.columns import SEPARATORS, key_of

Keys = tuple[str, ...]
Path = tuple[str | int, ...]
UNFIT = (TypeError, KeyError, IndexError, AttributeError)
"""Raised if the data does not have the expected structure."""


def append_toml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """Append `value` to the list `keys` of the table at `base`; a missing list is created."""
    import tomlkit  # lazily, as it is slow to import
    from tomlkit.exceptions import TOMLKitError

    try:
        wanted = _extended(tomllib.loads(text), base, keys, value)
        document = tomlkit.parse(text)
        table: Any = document
        for step in base:
            table = table[step]
        for key in keys[:-1]:
            if key not in table:
                table[key] = tomlkit.inline_table()
            table = table[key]
        old = table.get(keys[-1])
        if isinstance(old, list):
            old.append(value)
        else:
            table[keys[-1]] = [value] if old is None else [old, value]
        new = tomlkit.dumps(document)
        return new if tomllib.loads(new) == wanted else None
    except (TOMLKitError, ValueError, *UNFIT):
        return None


def append_yaml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """The same for YAML. Several ways are tried in turn; the first that parses to the wanted data is used."""
    old, lines = _yaml(text)
    if text.strip() and lines is None:
        return None
    try:
        wanted = _extended(old if old is not None else {}, base, keys, value)
    except UNFIT:
        return None
    ways = _ways(text, lines or {}, base, keys, json.dumps(value, ensure_ascii=False))
    return next((new for new in ways if _yaml(new)[0] == wanted), None)


def set_toml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """Set the text `keys[-1]`, which has no value yet, of the table at `base`."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        wanted = _with_text(tomllib.loads(text), base, keys[-1], value)
        document = tomlkit.parse(text)
        table: Any = document
        for step in base:
            table = table[step]
        table[keys[-1]] = value
        new = tomlkit.dumps(document)
        return new if tomllib.loads(new) == wanted else None
    except (TOMLKitError, ValueError, *UNFIT):
        return None


def set_yaml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """The same for YAML, where `value` must need no quotation marks."""
    old, lines = _yaml(text)
    if text.strip() and lines is None:
        return None
    try:
        wanted = _with_text(old if old is not None else {}, base, keys[-1], value)
    except UNFIT:
        return None
    ways = _ways(text, lines or {}, base, keys, value, listed=False)
    return next((new for new in ways if _yaml(new)[0] == wanted), None)


def set_csv(text: str, line: int, column: str, value: str) -> str | None:
    """Put `value` into the empty cell in `column`, which is added if it is missing, of the row that begins on `line`."""
    head, rest = text.split("\n", 1)
    delimiter = max(",\t;", key=head.count)
    if column not in [key_of(title) for title in next(csv.reader([head], delimiter=delimiter))]:
        text = f"{head}{delimiter}{column}\n{rest}"
    return append_csv(text, line, column, value)


def append_csv(text: str, line: int, column: str, value: str) -> str | None:
    """Append `value` to the cell in `column` (a key) of the row that begins on `line`, counted from 1."""
    head = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    titles = next(csv.reader([head], delimiter=delimiter))
    keys = [key_of(title) for title in titles]
    rows = text.splitlines(keepends=True)
    reader = csv.reader(rows[line - 1 :], delimiter=delimiter)
    row = next(reader)
    if column not in keys or set(f"{SEPARATORS}\\\n") & set(value):
        return None
    row += [""] * (len(keys) - len(row))
    at = keys.index(column)
    row[at] = f"{row[at]}|{value}" if row[at].strip() else value
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(row)
    return "".join([*rows[: line - 1], out.getvalue(), *rows[line - 1 + reader.line_num :]])


def _extended(data: Any, base: Path, keys: Keys, value: str) -> Any:  # noqa: ANN401  any parsed data
    """The data as it should be afterwards. Raises one of UNFIT if its structure does not allow that."""
    new = deepcopy(data)
    table = new
    for step in base:
        table = table[step]
    for key in keys[:-1]:
        table = table.setdefault(key, {})
    old = table.get(keys[-1])
    if not isinstance(old, list | str | None):
        raise TypeError
    table[keys[-1]] = [*old, value] if isinstance(old, list) else [value] if old is None else [old, value]
    return new


def _with_text(data: Any, base: Path, key: str, value: str) -> Any:  # noqa: ANN401  any parsed data
    """The data with `value` as the text `key`. Raises one of UNFIT if its structure does not allow that, or it has one."""
    new = deepcopy(data)
    table = new
    for step in base:
        table = table[step]
    if table.get(key) not in (None, ""):
        raise KeyError(key)
    table[key] = value
    return new


def _yaml(text: str) -> tuple[Any, Mapping[Path, int] | None]:
    """The data, and the line of each key and item; (None, None) if it is invalid."""
    from generator.settings import yaml

    data, lines, problems = yaml.parse("", text)
    return (None, None) if problems else (data, lines)


def _ways(
    text: str, lines: Mapping[Path, int], base: Path, keys: Keys, value: str, *, listed: bool = True
) -> Iterator[str]:
    """Candidate texts with `value` (YAML source) inserted, as an item of a list or as the value itself."""
    rows = text.splitlines()
    new_value = f"[{value}]" if listed else value
    whole = (*base, *keys)
    if whole in lines:
        if listed:
            yield from _in_list(rows, lines, whole, value)
        else:
            at = lines[whole]
            yield "\n".join([*rows[: at - 1], f"{rows[at - 1].partition(':')[0]}: {value}", *rows[at:], ""])
        return
    depth = next(depth for depth in range(len(keys) - 1, -1, -1) if depth == 0 or (*base, *keys[:depth]) in lines)
    holder, missing = (*base, *keys[:depth]), keys[depth:]
    children = sorted(line for path, line in lines.items() if len(path) == len(holder) + 1 and path[:-1] == holder)
    flow = "{" * (len(missing) - 1)
    if depth:
        inner = ": ".join(f"{flow[:number]}{key}" for number, key in enumerate(missing))
        yield from _before_bracket(rows, lines[holder], "}", f"{inner}: {new_value}" + "}" * (len(missing) - 1))
    for line in reversed(children):
        indent = " " * (len(rows[line - 1]) - len(rows[line - 1].lstrip(" -")))
        yield _with(rows, line, [indent + new for new in _nested(missing, new_value)])
    yield _with(rows, len(rows), _nested(missing, new_value))


def _nested(keys: Sequence[str], value: str) -> list[str]:
    """`("match", "never")` → two lines of block style."""
    return [f"{'  ' * depth}{key}:" + (f" {value}" if depth == len(keys) - 1 else "") for depth, key in enumerate(keys)]


def _in_list(rows: list[str], lines: Mapping[Path, int], at: Path, value: str) -> Iterator[str]:
    items = [line for path, line in lines.items() if len(path) == len(at) + 1 and path[:-1] == at]
    last = max(items, default=lines[at])
    if items and (dash := re.match(r"\s*-\s+", rows[last - 1])):
        yield _with(rows, last, [dash[0] + value])
    yield from _before_bracket(rows, last, "]", value)
    own = rows[lines[at] - 1]
    for form in (
        r"(.*?:\s+)(\S.*?)(\s+#.*)?",
        r"(.*?:\s+)(\S.*)()",
    ):  # a single string, with or without a comment
        if single := re.fullmatch(form, own):
            yield "\n".join(
                [*rows[: lines[at] - 1], f"{single[1]}[{single[2]}, {value}]{single[3] or ''}", *rows[lines[at] :], ""]
            )
    yield "\n".join([*rows[: lines[at] - 1], f"{own.rstrip()} [{value}]", *rows[lines[at] :], ""])


def _before_bracket(rows: list[str], first: int, bracket: str, new: str) -> Iterator[str]:
    """Texts with `new` inserted before a closing bracket from line `first` on, with and without a comma."""
    for number in range(first - 1, min(first + 20, len(rows))):
        for found in re.finditer(re.escape(bracket), rows[number]):
            before, after = rows[number][: found.start()].rstrip(), rows[number][found.start() :]
            for comma in (", ", " ", ""):
                yield "\n".join([*rows[:number], before + comma + new + after, *rows[number + 1 :], ""])


def _with(rows: list[str], after: int, new: list[str]) -> str:
    """The text with the lines `new` inserted after line `after`."""
    return "\n".join([*rows[:after], *new, *rows[after:], ""])
