"""Shared glossaries (词库): the `[[glossaries]]` of site.toml.

Each is locked: its entries are used only while the digest of its files is the one in site.toml. The site's own entries
take precedence, then the glossary that is listed first.
"""

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.annotate.normalize import plain
from generator.core.draft import Source
from generator.core.entry import Entry, Origin, Overridden, Scope
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.core.settings import SharedGlossary
from generator.glossary.gather import FORMS, PARSERS, files_of, gather
from generator.glossary.packages import Package, find
from generator.readers import source

SITE = "site.toml"
NOT_ENTRIES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "CHANGELOG", "CONTRIBUTING")
"""Stems, in capitals, of Markdown files about a glossary."""


class Read(Struct, frozen=True):
    """A shared glossary as its files have it now."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    """Notes about entries that are left out; errors if it cannot be read at all."""
    sha256: str


def sources(root: Path, tables: Sequence[SharedGlossary]) -> tuple[str, ...]:
    """The real paths of those glossaries that can be found."""
    found = [locate(root, table) for table in tables]
    return tuple(str(one.path) for one in found if isinstance(one, Package))


def survey(
    root: Path, tables: Sequence[SharedGlossary], own: Sequence[Entry]
) -> tuple[list[Entry], tuple[Overridden, ...], list[Problem]]:
    """The entries of the site's shared glossaries, their forms that another entry has, and errors.

    A glossary that differs from its lock gives an error and no entries.
    """
    entries: list[Entry] = []
    overridden: list[Overridden] = []
    problems: list[Problem] = []
    for table in tables:
        found = read(root, table)
        if errors := [problem for problem in found.problems if problem.level == "error"]:
            problems += errors
            continue
        if found.sha256 != table.sha256:
            problems.append(_unlocked(table))
            continue
        kept, lost = _without_taken(found.entries, [*own, *entries])
        entries += kept
        overridden += lost
    return entries, tuple(overridden), problems


def read(root: Path, table: SharedGlossary) -> Read:
    """The entries in the files of one shared glossary, without checking its lock."""
    found = locate(root, table)
    if isinstance(found, Problem):
        return Read((), (found,), "")
    digests: dict[str, str] = {}

    def recorded(base: Path, path: str) -> Source | Problem:
        text = source.load(base, path)
        if isinstance(text, Source):
            digests[path] = text.digest
        return text

    is_folder = found.path.is_dir()
    base = found.path if is_folder else found.path.parent
    files = list(_files(found.path)) if is_folder else [found.path]
    entries, problems = gather(base, files, recorded, faultless=True)
    names = {entry.glossary for entry in entries} - {""}
    name = table.name or (names.pop() if len(names) == 1 else found.name or found.path.stem)
    origin = Origin(name, table.url or found.url, found.version)
    common = replace(table, license=table.license or found.license)
    shown = [_shown(problem, table, is_folder=is_folder) for problem in problems]
    made = tuple(_shared(entry, common, origin, is_folder=is_folder) for entry in entries)
    if not made and not any(problem.level == "error" for problem in shown):
        shown.append(_problem(table, "no-entries", Text("里面没有词条", "there are no entries in it")))
    lines = "".join(f"{digest} {path}\n" for path, digest in sorted(digests.items()))
    return Read(made, tuple(shown), sha256(lines.encode()).hexdigest())


def locate(root: Path, table: SharedGlossary) -> Package | Problem:
    """Where the files of a shared glossary are, symbolic links resolved."""
    if table.package:
        return find(table.package) or _problem(
            table,
            "no-package",
            Text("没有装这个词库", "this package is not installed"),
            Text(f"pip install {table.package}", f"pip install {table.package}"),
        )
    try:
        path = (root / table.path).resolve()
        exists = path.is_dir() or path.is_file()
    except (OSError, RuntimeError, ValueError):
        exists = False
    if not exists:
        return _problem(table, "no-glossary", Text("没有这个文件或文件夹", "no such file or folder"))
    home = root.resolve()
    if home.is_relative_to(path) or path.is_relative_to(home / "content"):
        return _problem(
            table,
            "no-glossary",
            Text("这个文件夹是网站自己的，不是词库", "this folder is the site's own, not a shared glossary"),
            Text("自己的词条放在 content/glossary/，不用写在这里", "own entries belong in content/glossary/"),
        )
    if path.is_file() and path.suffix.lower() not in PARSERS:
        return _problem(
            table,
            "unknown-file",
            Text("这种文件不能做词库", "a file of this type cannot be a shared glossary"),
            FORMS,
        )
    return Package(path)


def _files(folder: Path) -> Iterator[Path]:
    for path in files_of(folder):
        if path.suffix.lower() in PARSERS and path.stem not in NOT_ENTRIES:
            yield path


def _shared(entry: Entry, table: SharedGlossary, origin: Origin, *, is_folder: bool) -> Entry:
    """The entry as the site uses it. Its file name is ours to choose, so that it never takes that of another entry."""
    scope = Scope(table.folders, table.tags)
    return replace(
        entry,
        slug=slug_of(entry.name),
        scope=scope if scope != Scope() else entry.scope,
        license=entry.license or table.license,
        glossary=origin.name,
        origin=origin,
        place=_place(entry.place, table, is_folder=is_folder),
    )


def _shown(problem: Problem, table: SharedGlossary, *, is_folder: bool) -> Problem:
    """A problem within a shared glossary. It is a note, as the site's author cannot mend it."""
    level = problem.level if problem.code in ("unreadable", "outside", "too-large") else "note"
    return problem._replace(level=level, place=_place(problem.place, table, is_folder=is_folder))


def _place(place: Place, table: SharedGlossary, *, is_folder: bool) -> Place:
    prefix = f"{table.package}:" if table.package else f"{table.path.rstrip('/' + os.sep)}/"
    return place._replace(path=f"{prefix}{place.path}" if is_folder else table.path)


def _without_taken(entries: Sequence[Entry], known: Sequence[Entry]) -> tuple[list[Entry], list[Overridden]]:
    """`entries` without the forms that `known` entries have, and those forms.

    An entry whose name is taken is left out as a whole. Two entries with a `sense` may share a form.
    """
    owners: dict[str, Entry] = {}
    for entry in known:
        for form in (entry.id, *entry.forms):
            owners.setdefault(plain(form), entry)
    ids: set[str] = set()
    kept: list[Entry] = []
    lost: list[Overridden] = []
    for entry in entries:
        taken = {form: owner for form in (entry.id, *entry.forms) if (owner := _owner(form, entry, owners))}
        lost += [
            Overridden(form, owner.id, entry.glossary, entry.place)
            for form, owner in taken.items()
            if form in entry.forms
        ]
        needed = (entry.id, *entry.forms[: 2 if entry.sense else 1])
        if entry.id not in ids and not any(form in taken for form in needed):
            ids.add(entry.id)
            forms = tuple(form for form in entry.forms if form not in taken)
            kept.append(entry if forms == entry.forms else replace(entry, forms=forms))
    return kept, lost


def _owner(form: str, entry: Entry, owners: dict[str, Entry]) -> Entry | None:
    owner = owners.get(plain(form))
    if owner is None or (entry.sense and owner.sense and plain(entry.name) != plain(owner.name)):
        return None
    return owner


def _unlocked(table: SharedGlossary) -> Problem:
    if not table.sha256:
        message = Text("还没有锁定，没有用", "it is not locked yet, and not used")
    else:
        message = Text("内容和锁定的不一样，没有用", "its files are not those that were locked; it is not used")
    hint = Text("看过它的内容再运行 zhushu glossary update", "look at what it holds, then run zhushu glossary update")
    return _problem(table, "unlocked-glossary", message, hint)


def _problem(table: SharedGlossary, code: str, message: Text, hint: Text | None = None) -> Problem:
    said = Text(f"词库“{table.label}”：{message.zh}", f'shared glossary "{table.label}": {message.en}')
    return Problem("error", code, Place(SITE, table.line), said, hint)
