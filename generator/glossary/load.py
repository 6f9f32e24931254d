"""The glossary: every entry of `content/glossary/`, or of one file, read and verified.

`parse` is pure and works on one file; `assemble` puts the entries of all files together. Both are quick to call
again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from generator.core.entry import Entry, Glossary
from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.names import slug_of
from generator.core.picture_types import is_picture
from generator.glossary import meanings, never
from generator.glossary.entry import Raw, make
from generator.glossary.pages import from_gitbook, from_markdown
from generator.glossary.tables import from_csv, from_toml, from_yaml, of_all
from generator.glossary.verify import INDEX, in_folder, verify
from generator.readers import source
from generator.settings import fields, toml
from generator.settings.keys import GLOSSARY
from generator.store import scan

FOLDER = "content/glossary"
PARSERS: Mapping[str, Callable[[str, str], tuple[list[Raw], list[Problem]]]] = {
    ".toml": from_toml,
    ".yaml": from_yaml,
    ".yml": from_yaml,
    ".csv": from_csv,
    ".tsv": from_csv,
    ".md": from_markdown,
    ".markdown": from_markdown,
}
FOR_AUTHORS = ("readme.md",)
"""Files that tell people about the folder and are no entries."""
LENIENT = ("no-definition", "unknown-entry", "duplicate-form", "duplicate-slug")
"""Problems that only matter on pages."""
SETTINGS = "_glossary.toml"
"""The file in a folder of the glossary that names it and tells for which articles its entries count."""


def load(root: Path) -> Glossary:
    """The glossary of the site in `root`; empty where it has none. Raises SiteError with all errors in it."""
    return _or_raise(*survey(root))


def load_file(path: Path) -> Glossary:
    """The glossary in one file, or in a folder of such files, without a site around it.

    What only matters on pages is let pass: entries without definition, references that lead nowhere, forms that two
    entries share. Raises SiteError with all other errors.
    """
    path = path.resolve()
    base = path.parent
    entries, problems = _gather(base, _files(path) if path.is_dir() else [path])
    glossary, clashes = assemble(entries)
    return _or_raise(glossary, [problem for problem in problems + clashes if problem.code not in LENIENT])


def load_glossary(path: str | Path) -> Glossary:
    """The glossary in one file, in a folder of such files, or in `content/glossary/` of a site's folder.

    Raises SiteError with every problem found, each with its file and line.
    """
    path = Path(path)
    return load(path) if (path / FOLDER).is_dir() else load_file(path)


def parse_glossary(text: str, form: str = "toml") -> Glossary:
    """The glossary in a text of the given form: `toml`, `yaml`, `csv`, `tsv` or `md`.

    Raises SiteError with the errors in it.
    """
    entries, problems = parse(f"glossary.{form}", text)
    glossary, clashes = assemble(entries)
    return _or_raise(glossary, [problem for problem in problems + clashes if problem.code not in LENIENT])


def survey(root: Path) -> tuple[Glossary, list[Problem]]:
    """The glossary of the site in `root`, with all its problems, warnings too."""
    entries, problems = _gather(root, _files(root / FOLDER))
    glossary, clashes = assemble(entries, never.words(root / FOLDER))
    return glossary, sorted(problems + clashes, key=lambda problem: problem.place)


def parse(path: str, text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries in one file and its own problems. Pure. The suffix of `path` tells the form; GLOSSARY.md is GitBook's."""
    name = PurePosixPath(path)
    read = from_gitbook if name.name == "GLOSSARY.md" else PARSERS[name.suffix.lower()]
    raws, problems = read(path, text)
    entries: list[Entry] = []
    for raw in raws:
        entry, wrong = make(raw)
        problems += wrong
        entries += [entry] if entry else []
    return entries, problems


def assemble(entries: Sequence[Entry], ignored: frozenset[str] = frozenset()) -> tuple[Glossary, list[Problem]]:
    """The glossary of entries from all files, in their order, and the problems that they have together.

    Of two entries with one id the first is kept. `ignored` are the words that are never marked by themselves.
    """
    entries = _told_apart(entries)
    by_id: dict[str, Entry] = {}
    for entry in [*entries, *meanings.open_choices(entries)]:
        by_id.setdefault(entry.id, entry)
    return Glossary(by_id, _digest(by_id.values(), ignored), ignored), verify(entries)


def _told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those whose slug is that of an earlier one and was made of their name (`A/B` and `A b`, `Web` and
    `web`) with a number to it.
    """
    taken = {INDEX, *(in_folder(entry.slug) for entry in entries if entry.slug != slug_of(entry.name))}
    ids: set[str] = set()
    apart = []
    for entry in entries:
        slug, number = entry.slug, 1
        while in_folder(slug) in taken and slug_of(entry.name) == entry.slug and entry.id not in ids:
            number += 1
            slug = f"{entry.slug}-{number}"
        apart.append(entry if slug == entry.slug else replace(entry, slug=slug))
        taken.add(in_folder(slug))
        ids.add(entry.id)
    return apart


def _digest(entries: Iterable[Entry], ignored: Iterable[str]) -> str:
    """SHA-256 over what marks depend on; where entries share a form, their evidence is part of it."""
    entries = list(entries)
    shared = {ref for entry in entries for ref in entry.choices}
    said = sorted(repr(meanings.depends(entry, evidence=bool(shared))) for entry in entries) + sorted(ignored)
    return sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """The files below `folder` that hold entries, in the order of their paths; links are followed to files inside it
    only.
    """
    inside = folder.resolve()
    for name in sorted(name.removeprefix(f"{folder.name}/") for name in scan.below(folder.parent, folder.name)[0]):
        path = folder / name
        skipped = is_picture(path.name) or path.name.lower() in FOR_AUTHORS
        if not skipped and "/_" not in f"/{name}" and path.resolve().is_relative_to(inside):
            yield path


def _gather(base: Path, files: Iterable[Path]) -> tuple[list[Entry], list[Problem]]:
    """The entries of all `files` and the problems of each; paths are told relative to `base`."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    folders: dict[Path, Mapping[str, Any]] = {}
    for file in files:
        path = file.relative_to(base).as_posix()
        if file.suffix.lower() not in PARSERS:
            problems.append(
                Problem(
                    "warning",
                    "unknown-file",
                    Place(path),
                    Text("这种文件不能放词条", "entries cannot be kept in such a file"),
                    Text("可用 .md .toml .yaml .csv .tsv", "use .md .toml .yaml .csv .tsv"),
                )
            )
            continue
        read = source.load(base, path)
        found, wrong = ([], [read]) if isinstance(read, Problem) else parse(path, read.text)
        common = _of_folder(base, file.parent, folders, problems)
        entries += [meanings.placed(entry, common) for entry in found] if common else found
        problems += wrong
    return entries, problems


def _of_folder(
    base: Path, folder: Path, known: dict[Path, Mapping[str, Any]], problems: list[Problem]
) -> Mapping[str, Any]:
    """What `_glossary.toml` says of all entries in `folder` and below; a nearer file wins. `known` is what was read."""
    if folder not in known:
        above = (
            _of_folder(base, folder.parent, known, problems) if folder.is_relative_to(base) and folder != base else {}
        )
        file = folder / SETTINGS
        own: Mapping[str, Any] = {}
        if file.is_file() and file.resolve().is_relative_to(base.resolve()):
            own, wrong = from_settings(base, file.relative_to(base).as_posix())
            problems += wrong
        known[folder] = {**above, **own}
    return known[folder]


def from_settings(base: Path, path: str) -> tuple[Mapping[str, Any], list[Problem]]:
    """The keys of a `_glossary.toml`, as keys of each entry."""
    text = source.load(base, path)
    if isinstance(text, Problem):
        return {}, [text]
    table, broken = toml.parse(path, text.text)
    if broken:
        return {}, [broken]
    lines = toml.lines_of(text.text)
    said, problems = fields.read(table, GLOSSARY, lambda where: Place(path, toml.line_of(lines, where)))
    return of_all(said), problems


def _or_raise(glossary: Glossary, problems: list[Problem]) -> Glossary:
    if any(problem.level == "error" for problem in problems):
        raise SiteError([problem for problem in problems if problem.level == "error"])
    return glossary
