"""Writes new entries to one TOML file."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import asdict

from generator.author.edits.files import create
from generator.core.entry import Entry
from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.names import slug_of
from generator.glossary.load import FOLDER

TRIES = 1000


def add_entries(root: Path, name: str, entries: Iterable[Entry]) -> str:
    """Write `entries` to a new file of the glossary, named after `name`, and return its path. Raises SiteError."""
    data = toml_of(entries).encode("utf-8", "replace")
    for number in range(1, TRIES):
        path = f"{FOLDER}/{slug_of(name)}{'' if number == 1 else f'-{number}'}.toml"
        if create(root, FOLDER, path, data):
            return path
    raise SiteError(
        [Problem("error", "exists", Place(FOLDER), Text("找不到空着的文件名", "no free file name was found"))]
    )


def toml_of(entries: Iterable[Entry]) -> str:
    """`[[entry]]` for each entry, without empty values. An entry without a definition is marked `todo`."""
    import tomlkit

    tables = tomlkit.aot()
    for entry in entries:
        values = {
            "name": entry.name,
            "id": "" if entry.id == entry.name else entry.id,
            "type": "" if entry.type == "term" else entry.type,
            "aliases": list(entry.aliases),
            "definition": entry.definition,
            "english": entry.english,
            "pinyin": entry.pinyin,
            "see": list(entry.see),
            "sources": list(entry.sources),
            "url": entry.url,
            "match": {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in asdict(entry.match).items()
                if value
            },
            "definitions": [{key: value for key, value in asdict(one).items() if value} for one in entry.dated],
            "todo": entry.todo or not entry.definition,
        }
        table = tomlkit.table()
        for key, value in values.items():
            if value:
                if key == "definitions" or (key == "definition" and entry.dated and value == entry.dated[-1].text):
                    continue
                table[key] = (
                    tomlkit.string(value, multiline=True) if isinstance(value, str) and "\n" in value else value
                )
        if values["definitions"]:
            table["definitions"] = values["definitions"]
        tables.append(table)
    document = tomlkit.document()
    document["entry"] = tables
    return tomlkit.dumps(document)
