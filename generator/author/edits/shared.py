"""Edits of the `[[glossaries]]` in site.toml; comments and order are kept."""

import os
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from msgspec.structs import replace
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array

from generator.author.edits import files
from generator.author.edits.change import changed_since
from generator.core.errors import Place, SiteError, Text
from generator.core.settings import SharedGlossary
from generator.settings import config


def table_for(root: Path, named: str) -> SharedGlossary:
    """The table for a shared glossary as its user names it: the path of an existing file or folder, else a package."""
    path = Path(named)
    if path.exists():
        return SharedGlossary(path=Path(os.path.relpath(path.resolve(), root.resolve())).as_posix())
    return SharedGlossary(path=named) if "/" in named or "\\" in named else SharedGlossary(package=named)


def add(root: Path, table: SharedGlossary) -> None:
    """Append `table` to the `[[glossaries]]`. Raises SiteError if site.toml cannot be written, or must be edited by hand."""
    before, document = _document(root)
    said = tomlkit.table()
    said.add("package" if table.package else "path", table.label)
    said.add("sha256", table.sha256)
    known = document.get("glossaries")
    if isinstance(known, AoT):
        known.append(said)
    elif isinstance(known, Array):
        known.append({key: value for key, value in said.items()})  # noqa: C416 — a plain dict becomes an inline table
    else:
        tables = tomlkit.aot()
        tables.append(said)
        document.append("glossaries", tables)
    _write(root, before, document, (*config.load(root).glossaries, table))


def lock(root: Path, digests: Mapping[int, str]) -> None:
    """Put `digests` into the `[[glossaries]]`, by their number. Raises SiteError as `add` does."""
    before, document = _document(root)
    tables = document.get("glossaries")
    if not isinstance(tables, AoT | Array):
        raise _by_hand()
    for number, digest in digests.items():
        tables[number]["sha256"] = digest
    now = config.load(root).glossaries
    locked = tuple(replace(table, sha256=digests.get(number, table.sha256)) for number, table in enumerate(now))
    _write(root, before, document, locked)


def _document(root: Path) -> tuple[bytes, tomlkit.TOMLDocument]:
    before = (root / config.FILE).read_bytes()
    try:
        return before, tomlkit.parse(before.decode("utf-8-sig"))
    except (TOMLKitError, UnicodeDecodeError):
        raise _by_hand() from None


def _write(root: Path, before: bytes, document: tomlkit.TOMLDocument, wanted: tuple[SharedGlossary, ...]) -> None:
    """Write site.toml, after a check that the new text has the wanted tables."""
    text = tomlkit.dumps(document)
    made, problems = config.parse(text.replace("\r\n", "\n"))
    if problems or [replace(one, line=0) for one in made.glossaries] != [replace(one, line=0) for one in wanted]:
        raise _by_hand()
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    if not files.replace(root, "", config.FILE, before, mark + text.encode()):
        raise changed_since(config.FILE, None)


def _by_hand() -> SiteError:
    message = Text("[[glossaries]] 的写法要你自己改", "the [[glossaries]] must be edited by hand")
    return SiteError.of("edit-by-hand", Place(config.FILE), message)
