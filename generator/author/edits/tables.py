"""Appends a value to a list, or sets a text that is not there, in a TOML, YAML or CSV text, and changes nothing else.

Each function returns the new text, or None if it finds no way to do that, so that the author must do it by hand. The
new text is parsed again to verify it.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import partial
from typing import Any

from generator.glossary.columns import SEPARATORS, key_of

Keys = tuple[str, ...]
Path = tuple[str | int, ...]
Empty = Callable[[], Any]
"""Makes an empty table."""
Change = Callable[[Any, Empty], None]
"""Changes parsed data in place; raises one of UNFIT if its structure does not allow that."""
UNFIT = (TypeError, KeyError, IndexError, AttributeError)
"""Raised if the data does not have the expected structure."""


def append_toml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """Append `value` to the list `keys` of the table at `base`; a missing list is created."""
    return changed_toml(text, partial(_append, base, keys, value))


def set_toml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """Set the text `keys`, which has no value yet, of the table at `base`."""
    return changed_toml(text, partial(_set, base, keys, value))


def append_yaml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """The same as `append_toml` for YAML."""
    ways = partial(_ways, base=base, keys=keys, value=json.dumps(value, ensure_ascii=False))
    return _changed_yaml(text, partial(_append, base, keys, value), ways)


def set_yaml(text: str, base: Path, keys: Keys, value: str) -> str | None:
    """The same as `set_toml` for YAML, where `value` must need no quotation marks."""
    ways = partial(_ways, base=base, keys=keys, value=value, listed=False)
    return _changed_yaml(text, partial(_set, base, keys, value), ways)


def changed_toml(text: str, change: Change, *, inline: bool = True) -> str | None:
    """`text` after `change`. New tables are written on one line, if they are `inline`."""
    import tomlkit  # lazily, as it is slow to import
    from tomlkit.exceptions import TOMLKitError

    try:
        wanted, document = tomllib.loads(text), tomlkit.parse(text)
        change(wanted, dict)
        change(document, tomlkit.inline_table if inline else tomlkit.table)
        new = tomlkit.dumps(document)
        return new if tomllib.loads(new) == wanted else None
    except (TOMLKitError, ValueError, *UNFIT):
        return None


def _changed_yaml(text: str, change: Change, ways: Callable[[str, Mapping[Path, int]], Iterator[str]]) -> str | None:
    """The first of several texts that parses to the data after `change`."""
    data, lines = _yaml(text)
    if text.strip() and lines is None:
        return None
    wanted = {} if data is None else data
    try:
        change(wanted, dict)
    except UNFIT:
        return None
    return next((new for new in ways(text, lines or {}) if _yaml(new)[0] == wanted), None)


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


def table_at(data: Any, path: Path, empty: Empty) -> Any:  # noqa: ANN401  any parsed data
    """The table at `path`; missing tables are created. Raises one of UNFIT if something else stands there."""
    for step in path:
        if isinstance(step, str) and step not in data:
            data[step] = empty()
        data = data[step]
    return data


def _append(base: Path, keys: Keys, value: str, data: Any, empty: Empty) -> None:  # noqa: ANN401  the same
    """Append `value` to a list, to a text, which becomes one, or to nothing."""
    table = table_at(table_at(data, base, _missing), keys[:-1], empty)
    old = table.get(keys[-1])
    if isinstance(old, list):
        table[keys[-1]] = more = copy(old)  # a reference in YAML, `*x`, is the same list
        more.append(value)
    elif isinstance(old, str | None):
        table[keys[-1]] = [value] if old is None else [old, value]
    else:
        raise TypeError


def _set(base: Path, keys: Keys, value: str, data: Any, empty: Empty) -> None:  # noqa: ANN401  the same
    """Set a text that has no value yet."""
    table = table_at(table_at(data, base, _missing), keys[:-1], empty)
    if table.get(keys[-1]) not in (None, ""):
        raise KeyError(keys[-1])
    table[keys[-1]] = value


def _missing() -> Any:  # noqa: ANN401  it gives none
    raise KeyError


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
