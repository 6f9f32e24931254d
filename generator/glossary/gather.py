"""Reads the entries in a file or in a folder of files, with the settings that a folder has for all of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from generator.core.draft import Source
from generator.core.entry import Entry, Scope
from generator.core.errors import Place, Problem, Text
from generator.core.picture_types import is_picture
from generator.glossary.entry import Raw, make_all, scope_of
from generator.glossary.pages import from_gitbook, from_markdown
from generator.glossary.tables import as_entry_keys, from_csv, from_toml, from_yaml
from generator.readers import source
from generator.settings import fields, toml
from generator.settings.entry_keys import GLOSSARY
from generator.store import scan

PARSERS: Mapping[str, Callable[[str, str], tuple[list[Raw], list[Problem]]]] = {
    ".toml": from_toml,
    ".yaml": from_yaml,
    ".yml": from_yaml,
    ".csv": from_csv,
    ".tsv": from_csv,
    ".md": from_markdown,
    ".markdown": from_markdown,
}
NO_ENTRIES = Text("这种文件不能放词条", "entries cannot be stored in a file of this type")
FORMS = Text("可用 .md .toml .yaml .csv .tsv", "use .md .toml .yaml .csv .tsv")
TABLES = (".xlsx", ".xls", ".ods", ".json", ".tbx")
IMPORTED = Text("用 zhushu glossary import 文件 --write 导入", "zhushu glossary import FILE --write brings it in")
FOR_AUTHORS = ("readme.md",)
"""Files that document the folder and are not entries."""
SETTINGS = "_glossary.toml"
"""Optional file in a glossary folder, with the glossary's name and the scope of its entries."""

Read = Callable[[Path, str], Source | Problem]


def parse(path: str, text: str, *, faultless: bool = False) -> tuple[list[Entry], list[Problem]]:
    """The entries and problems of one file. Pure. The suffix of `path` is the format; GLOSSARY.md is GitBook's.

    With `faultless`, entries with errors are left out.
    """
    name = PurePosixPath(path)
    read = from_gitbook if name.name == "GLOSSARY.md" else PARSERS[name.suffix.lower()]
    raws, problems = read(path, text)
    entries, wrong = make_all(raws, faultless=faultless)
    return entries, problems + wrong


def files_of(folder: Path) -> Iterator[Path]:
    """The files below `folder` with entries, sorted by path. Links are followed only to files inside it."""
    inside = Path(os.path.realpath(folder))  # unlike resolve(), not an error if links form a loop
    for name in sorted(name.removeprefix(f"{folder.name}/") for name in scan.below(folder.parent, folder.name)[0]):
        path = folder / name
        skipped = is_picture(path.name) or path.name.lower() in FOR_AUTHORS
        if not skipped and "/_" not in f"/{name}" and path.resolve().is_relative_to(inside):
            yield path


def left_out(folder: Path) -> Iterator[Problem]:
    """A note for each file below `folder` that would have entries but for a name that begins with `_`."""
    for name in scan.below(folder.parent, folder.name)[0]:
        path = PurePosixPath(name)
        if "/_" in f"/{name.removeprefix(folder.name)}" and path.name != SETTINGS and path.suffix.lower() in PARSERS:
            message = Text(
                "名称以 _ 开头，里面的词条没有用", "its name begins with _, so that its entries are not used"
            )
            where = (folder.parent / name).relative_to(folder.parents[1]).as_posix()
            yield Problem("note", "not-published", Place(where), message, Text("要用就改名", "rename it to use them"))


def gather(
    base: Path, files: Iterable[Path], read: Read = source.load, *, faultless: bool = False
) -> tuple[list[Entry], list[Problem]]:
    """The entries and problems of all `files`, each read by `read`; paths in problems are relative to `base`.

    `faultless` is that of `parse`.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    folders: dict[Path, Mapping[str, Any]] = {}
    for file in files:
        path = file.relative_to(base).as_posix()
        if file.suffix.lower() not in PARSERS:
            hint = IMPORTED if file.suffix.lower() in TABLES else FORMS
            problems.append(Problem("warning", "unknown-file", Place(path), NO_ENTRIES, hint))
            continue
        text = read(base, path)
        found, wrong = ([], [text]) if isinstance(text, Problem) else parse(path, text.text, faultless=faultless)
        common = _folder_settings(base, file.parent, folders, problems, read)
        entries += [_with_defaults(entry, common) for entry in found] if common else found
        problems += wrong
    return entries, problems


def _with_defaults(entry: Entry, common: Mapping[str, Any]) -> Entry:
    """The entry with its folder's scope, glossary name and licence, unless it has its own."""
    if entry.scope == Scope():
        entry = replace(entry, scope=scope_of(common.get("scope", {})))
    name, license_ = common.get("glossary", ""), common.get("license", "")
    entry = replace(entry, glossary=name) if name and not entry.glossary else entry
    return replace(entry, license=license_) if license_ and not entry.license else entry


def _folder_settings(
    base: Path, folder: Path, known: dict[Path, Mapping[str, Any]], problems: list[Problem], read: Read
) -> Mapping[str, Any]:
    """The settings for entries in `folder`, from `_glossary.toml` there and above; the nearest wins. `known` caches."""
    if folder not in known:
        above = (
            _folder_settings(base, folder.parent, known, problems, read)
            if folder.is_relative_to(base) and folder != base
            else {}
        )
        file = folder / SETTINGS
        own: Mapping[str, Any] = {}
        if file.is_file() and file.resolve().is_relative_to(base.resolve()):
            own, wrong = from_settings(base, file.relative_to(base).as_posix(), read)
            problems += wrong
        known[folder] = {**above, **own}
    return known[folder]


def from_settings(base: Path, path: str, read: Read = source.load) -> tuple[Mapping[str, Any], list[Problem]]:
    """The keys of a `_glossary.toml`, as keys of an entry, and its problems."""
    text = read(base, path)
    if isinstance(text, Problem):
        return {}, [text]
    table, broken = toml.parse(path, text.text)
    if broken:
        return {}, [broken]
    lines = toml.lines_of(text.text)
    said, problems = fields.read(table, GLOSSARY, lambda where: Place(path, toml.line_of(lines, where)))
    return as_entry_keys(said), problems
