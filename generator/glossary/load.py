"""Loads and verifies a glossary: from `content/glossary/` and the shared glossaries of a site, or from one file."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from generator.core.entry import Entry, Glossary, Overridden
from generator.core.errors import Problem, SiteError, raise_errors
from generator.core.names import slug_of
from generator.core.settings import SharedGlossary
from generator.glossary import never
from generator.glossary.ambiguity import open_choices
from generator.glossary.gather import files_of, gather, left_out, parse
from generator.glossary.verify import INDEX, in_folder, verify
from generator.settings import config

FOLDER = "content/glossary"
LENIENT = ("no-definition", "unknown-entry", "duplicate-form", "duplicate-slug")
"""Problems that only matter for a site's pages."""


def load(root: Path) -> Glossary:
    """The glossary of the site in `root`; empty if it has none. Raises SiteError with all errors in it."""
    return _or_raise(*survey(root))


def load_file(path: Path) -> Glossary:
    """The glossary in one file or folder, without a site.

    LENIENT problems, such as missing definitions, are ignored. Raises SiteError with all other errors.
    """
    path = path.resolve()
    base = path.parent
    entries, problems = gather(base, files_of(path) if path.is_dir() else [path])
    glossary, clashes = assemble(entries)
    if not path.is_dir():  # a file that was asked for is not passed over
        problems = [one._replace(level="error") if one.code == "unknown-file" else one for one in problems]
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


def survey(root: Path, tables: Sequence[SharedGlossary] | None = None) -> tuple[Glossary, list[Problem]]:
    """The glossary of the site in `root`, with all problems, including warnings.

    `tables` are the shared glossaries in its site.toml, which is read if they are not given.
    """
    if tables is None:
        tables = _tables(root)
    entries, problems = gather(root, files_of(root / FOLDER))
    problems += left_out(root / FOLDER)
    overridden: tuple[Overridden, ...] = ()
    if tables:
        from generator.glossary import shared  # few sites have any

        others, overridden, wrong = shared.survey(root, tables, entries)
        entries, problems = [*entries, *others], [*problems, *wrong]
    glossary, clashes = assemble(entries, never.words(root / FOLDER))
    foreign = {entry.place for entry in entries if entry.origin}
    problems += [problem for problem in clashes if problem.place not in foreign]  # not hers to mend
    return replace(glossary, overridden=overridden), sorted(problems, key=lambda problem: problem.place)


def _tables(root: Path) -> Sequence[SharedGlossary]:
    """The shared glossaries of a site; none if its site.toml has errors, which are reported elsewhere."""
    try:
        return config.load(root).glossaries
    except SiteError:
        return ()


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


def _or_raise(glossary: Glossary, problems: list[Problem]) -> Glossary:
    raise_errors(problems)
    return glossary
