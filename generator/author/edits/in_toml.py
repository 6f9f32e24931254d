"""Sets or removes one value in the text of a TOML file, and leaves everything else as it is.

Each function returns the new text, or None if it finds no way, so that the author must do it by hand. The new text is
parsed again to verify it.
"""

import tomllib
from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

from generator.settings.fields import Path

Empty = Callable[[], Any]
"""Makes an empty table."""
Change = Callable[[Any, Empty], None]
"""Changes parsed data in place; raises one of UNFIT if its structure does not allow that."""
UNFIT = (TypeError, KeyError, IndexError, AttributeError)
"""Raised if the data does not have the expected structure."""


def put_toml(text: str, path: Path, value: object) -> str | None:
    """`value` at `path`; None removes the key. A text that is a date is written as one if one stood there before."""
    try:
        old = tomllib.loads(text)
    except ValueError:
        return None
    before = value_at(old, path)
    new = _as_before(before, value) if isinstance(value, str) else value
    return text if before == new else _changed(text, partial(put, path, new), inline=False)


def append_toml(text: str, path: Path, value: str) -> str | None:
    """`value` at the end of the list at `path`. A text there becomes the first item; a missing list is created."""
    return _changed(text, partial(_append, path, value), inline=True)


def _changed(text: str, change: Change, *, inline: bool) -> str | None:
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


def value_at(data: Any, path: Path) -> object:  # noqa: ANN401  any parsed data
    """The value at `path`; None if there is none."""
    for step in path:
        try:
            data = data[step]
        except UNFIT:
            return None
    return data


def put(path: Path, value: object, data: Any, empty: Empty) -> None:  # noqa: ANN401  the same
    """Set the value at `path`, or remove the key if it is None. Raises one of UNFIT."""
    table = _table_at(data, path[:-1], empty)
    if value is None:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = value


def _append(path: Path, value: str, data: Any, empty: Empty) -> None:  # noqa: ANN401  the same
    """Append `value` to a list, to a text, which becomes one, or to nothing."""
    table = _table_at(data, path[:-1], empty)
    old = table.get(path[-1])
    if isinstance(old, list):
        table[path[-1]] = more = copy(old)
        more.append(value)
    elif isinstance(old, str | None):
        table[path[-1]] = [value] if old is None else [old, value]
    else:
        raise TypeError


def _table_at(data: Any, path: Path, empty: Empty) -> Any:  # noqa: ANN401  the same
    """The table at `path`; missing tables are created. Raises one of UNFIT if another value is there."""
    for step in path:
        if isinstance(step, str) and step not in data:
            data[step] = empty()
        data = data[step]
    return data


def _as_before(old: object, value: str) -> object:
    """`value` in the type of the old value: a TOML date is not a text."""
    try:
        return tomllib.loads(f"x = {value}")["x"] if hasattr(old, "isoformat") else value
    except ValueError:
        return value
