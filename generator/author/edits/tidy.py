"""Removes duplicate and blank items from the lists of entries.

Other spellings of a name stay, even those that matching would find anyway (產業互聯網 beside 产业互联网), as readers see
and search them.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.author.edits.in_yaml import put_yaml
from generator.core.errors import Text
from generator.glossary.pages import FRONT
from generator.settings import yaml
from generator.settings.fields import Path

LISTS = ("aliases", "see", "sources")
Change = tuple[int, Text]
"""Line number of the entry, and a message."""


def tidy_entries(path: str, text: str) -> tuple[str, list[Change]]:
    """The tidied text of a file of the glossary, and the changes. Unchanged if that would touch anything else."""
    name = PurePosixPath(path)
    match name.suffix.lower():
        case ".toml":
            return _toml(text, ("entry",), "")
        case ".yaml" | ".yml":
            return _yaml(text, "", first=1)
        case ".md" | ".markdown" if name.name != "GLOSSARY.md" and (front := FRONT.match(text)):
            block, begin = front["block"], front.start("block")
            new, changes = _toml(block, (), name.stem) if front["fence"] == "+++" else _yaml(block, name.stem, first=2)
            return text[:begin] + new + text[begin + len(block) :], changes
    return text, []


def _toml(text: str, base: Path, name: str) -> tuple[str, list[Change]]:
    try:
        data = tomllib.loads(text)
    except ValueError:
        return text, []
    entries: Any = data.get("entry", []) if base else [data]
    found = [
        (number, key, items)
        for number, entry in enumerate(entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
        for key, items in _redundant(entry, name)
    ]
    if not found:
        return text, []
    import tomlkit  # lazily, as it is slow to import

    from generator.settings import toml

    document: Any = tomlkit.parse(text)
    starts = toml.table_lines(text, "entry", len(entries)) if base else [1]
    changes = []
    for number, key, items in found:
        table = document["entry"][number] if base else document
        for at in sorted(items, reverse=True):
            changes.append((starts[number], _message(key, table[key][at])))
            del table[key][at]
            del entries[number][key][at]
    new = tomlkit.dumps(document)
    return (new, changes) if tomllib.loads(new) == data and _comments(new) == _comments(text) else (text, [])


def _yaml(text: str, name: str, *, first: int) -> tuple[str, list[Change]]:
    data, lines, problems = yaml.parse("", text)
    changes: list[Change] = []
    new: str | None = text
    for base, entry in [] if problems else _yaml_entries(data):
        for key, gone in _redundant(entry, name):
            changes += [
                (lines.get((*base, key), 1) + first - 1, _message(key, entry[key][at])) for at in reversed(gone)
            ]
            kept = [item for at, item in enumerate(entry[key]) if at not in gone]
            new = None if new is None else put_yaml(new, (*base, key), kept)
    return (text, []) if new is None or _comments(new) != _comments(text) else (new, changes)


def _yaml_entries(data: Any) -> list[tuple[Path, dict[str, Any]]]:  # noqa: ANN401  any YAML data
    """The entries in the data of a YAML file or block, with their paths."""
    if isinstance(data, Mapping) and isinstance(data.get("entry"), list):
        return [(("entry", number), entry) for number, entry in enumerate(data["entry"]) if isinstance(entry, dict)]
    if isinstance(data, list):
        return [((number,), entry) for number, entry in enumerate(data) if isinstance(entry, dict)]
    return [((), data)] if isinstance(data, dict) else []


def _redundant(entry: Mapping[str, Any], name: str) -> list[tuple[str, list[int]]]:
    """The items to remove from an entry's lists: blank, duplicate, or (in aliases and see) the entry's own name."""
    found = []
    own = _plain(entry.get("name", name))
    for key in LISTS:
        items = entry.get(key)
        if not isinstance(items, list):
            continue
        seen = {""} | ({own} if key != "sources" else set())
        gone = []
        for at, item in enumerate(items):
            if isinstance(item, str) and _plain(item) in seen:
                gone.append(at)
            seen.add(_plain(item))
        found += [(key, gone)] if gone else []
    return found


def _plain(item: object) -> str:
    return " ".join(str(item).split())


def _message(key: str, item: object) -> Text:
    said = _plain(item)
    return Text(f"从 {key} 里去掉了多余的“{said}”", f'took the needless "{said}" out of {key}')


def _comments(text: str) -> list[str]:
    return sorted(re.findall(r"#[^\n]*", text))
