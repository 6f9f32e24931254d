"""Loads and verifies a glossary from `content/glossary/` or from one file.

`parse` is pure and reads one file; `assemble` combines the entries of all files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from generator.core.entry import Entry, Glossary, Scope
from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.names import slug_of
from generator.core.picture_types import is_picture
from generator.glossary import never
from generator.glossary.ambiguity import open_choices
from generator.glossary.entry import Raw, make
from generator.glossary.pages import from_gitbook, from_markdown
from generator.glossary.tables import as_entry_keys, from_csv, from_toml, from_yaml
from generator.glossary.verify import INDEX, in_folder, verify
from generator.readers import source
from generator.settings import fields, toml
from generator.settings.entry_keys import GLOSSARY
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
"""Files that document the folder and are not entries."""
LENIENT = ("no-definition", "unknown-entry", "duplicate-form", "duplicate-slug")
"""Problems that only matter for a site's pages."""
SETTINGS = "_glossary.toml"
"""Optional file in a glossary folder, with the glossary's name and the scope of its entries."""


def load(root: Path) -> Glossary:
    """The glossary of the site in `root`; empty if it has none. Raises SiteError with all errors in it."""
    return _or_raise(*survey(root))


def load_file(path: Path) -> Glossary:
    """The glossary in one file or folder, without a site.

    LENIENT problems, such as missing definitions, are ignored. Raises SiteError with all other errors.
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
    """The glossary of the site in `root`, with all problems, including warnings."""
    entries, problems = _gather(root, _files(root / FOLDER))
    glossary, clashes = assemble(entries, never.words(root / FOLDER))
    return glossary, sorted(problems + clashes, key=lambda problem: problem.place)


def parse(path: str, text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries and problems of one file. Pure. The suffix of `path` is the format; GLOSSARY.md is GitBook's."""
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
    """The glossary of the entries of all files, and the problems among them.

    Of two entries with the same id the first is kept. `ignored` are words that are never marked automatically.
    """
    entries = _with_unique_slugs(entries)
    by_id: dict[str, Entry] = {}
    for entry in [*entries, *open_choices(entries)]:
        by_id.setdefault(entry.id, entry)
    return Glossary(by_id, _digest(by_id.values(), ignored), ignored), verify(entries)


def _with_unique_slugs(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with a number appended to generated slugs that clash (`A/B` and `A b`, `Web` and `web`)."""
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
    """SHA-256 of everything that marks depend on."""
    entries = list(entries)
    shared = {ref for entry in entries for ref in entry.choices}
    said = sorted(repr(entry.mark_inputs(evidence=bool(shared))) for entry in entries) + sorted(ignored)
    return sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """The files below `folder` with entries, sorted by path. Links are followed only to files inside it."""
    inside = folder.resolve()
    for name in sorted(name.removeprefix(f"{folder.name}/") for name in scan.below(folder.parent, folder.name)[0]):
        path = folder / name
        skipped = is_picture(path.name) or path.name.lower() in FOR_AUTHORS
        if not skipped and "/_" not in f"/{name}" and path.resolve().is_relative_to(inside):
            yield path


def _gather(base: Path, files: Iterable[Path]) -> tuple[list[Entry], list[Problem]]:
    """The entries and problems of all `files`; paths in problems are relative to `base`."""
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
                    Text("这种文件不能放词条", "entries cannot be stored in a file of this type"),
                    Text("可用 .md .toml .yaml .csv .tsv", "use .md .toml .yaml .csv .tsv"),
                )
            )
            continue
        read = source.load(base, path)
        found, wrong = ([], [read]) if isinstance(read, Problem) else parse(path, read.text)
        common = _folder_settings(base, file.parent, folders, problems)
        entries += [_with_defaults(entry, common) for entry in found] if common else found
        problems += wrong
    return entries, problems


def _with_defaults(entry: Entry, common: Mapping[str, Any]) -> Entry:
    """The entry with its folder's scope and glossary name, unless it has its own."""
    scope = common.get("scope", {})
    if scope and entry.scope == Scope():
        entry = replace(
            entry,
            scope=Scope(tuple(scope.get("folders", ())), (*scope.get("tags", ()), *scope.get("categories", ()))),
        )
    name = common.get("glossary", "")
    return replace(entry, glossary=name) if name and not entry.glossary else entry


def _folder_settings(
    base: Path, folder: Path, known: dict[Path, Mapping[str, Any]], problems: list[Problem]
) -> Mapping[str, Any]:
    """The settings for entries in `folder`, from `_glossary.toml` there and above; the nearest wins. `known` caches."""
    if folder not in known:
        above = (
            _folder_settings(base, folder.parent, known, problems)
            if folder.is_relative_to(base) and folder != base
            else {}
        )
        file = folder / SETTINGS
        own: Mapping[str, Any] = {}
        if file.is_file() and file.resolve().is_relative_to(base.resolve()):
            own, wrong = from_settings(base, file.relative_to(base).as_posix())
            problems += wrong
        known[folder] = {**above, **own}
    return known[folder]


def from_settings(base: Path, path: str) -> tuple[Mapping[str, Any], list[Problem]]:
    """The keys of a `_glossary.toml`, as keys of an entry, and its problems."""
    text = source.load(base, path)
    if isinstance(text, Problem):
        return {}, [text]
    table, broken = toml.parse(path, text.text)
    if broken:
        return {}, [broken]
    lines = toml.lines_of(text.text)
    said, problems = fields.read(table, GLOSSARY, lambda where: Place(path, toml.line_of(lines, where)))
    return as_entry_keys(said), problems


def _or_raise(glossary: Glossary, problems: list[Problem]) -> Glossary:
    if any(problem.level == "error" for problem in problems):
        raise SiteError([problem for problem in problems if problem.level == "error"])
    return glossary
