"""Writes new entries to one TOML file."""

from collections.abc import Iterable
from pathlib import Path

from generator.author.edits.files import create
from generator.core.entry import Entry
from generator.core.errors import Place, SiteError, Text
from generator.core.names import numbered, slug_of
from generator.glossary.load import FOLDER
from generator.glossary.written import table_of


def add_entries(root: Path, name: str, entries: Iterable[Entry]) -> str:
    """Write `entries` to a new file of the glossary, named after `name`, and return its path. Raises SiteError."""
    data = toml_of(entries).encode("utf-8", "replace")
    for stem in numbered(slug_of(name)):
        if create(root, FOLDER, path := f"{FOLDER}/{stem}.toml", data):
            return path
    raise SiteError.of("exists", Place(FOLDER), Text("找不到空着的文件名", "no free file name was found"))


def toml_of(entries: Iterable[Entry]) -> str:
    """`[[entry]]` for each entry, without empty values. An entry without a definition is marked `todo`."""
    import tomlkit

    tables = tomlkit.aot()
    for entry in entries:
        values = table_of(entry)
        definitions = values.pop("definitions", None)
        if entry.dated and entry.definition == entry.dated[-1].text:
            del values["definition"]
        if not entry.definition:
            values["todo"] = True
        table = tomlkit.table()
        for key, value in values.items():
            multiline = isinstance(value, str) and "\n" in value
            table[key] = tomlkit.string(str(value), multiline=True) if multiline else value
        if definitions:
            table["definitions"] = definitions
        tables.append(table)
    document = tomlkit.document()
    document["entry"] = tables
    return tomlkit.dumps(document)
