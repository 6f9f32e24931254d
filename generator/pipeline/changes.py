"""Compares the marks of a site under the glossary of a git revision and under the current one."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from tomlkit.exceptions import TOMLKitError

from generator.core.entry import Entry
from generator.core.errors import NOWHERE, Place, SiteError, Text, raise_errors
from generator.core.library import Library
from generator.glossary.load import FOLDER
from generator.pipeline import git
from generator.pipeline.build import Site

TEXTS = (".md", ".markdown", ".txt", ".html", ".htm", ".toml", ".yaml", ".yml")
"""Suffixes of files that can affect marks."""


class Mark(NamedTuple):
    """A mark in an article."""

    article: str
    line: int
    entry: str
    before: str
    text: str
    after: str


class Changes(Struct, frozen=True):
    """The difference. The marks of the revision, minus `gone`, plus `new`, are the current ones."""

    entries: tuple[str, ...]
    """Entries added, removed or edited."""
    places: int
    """Number of affected marks: of changed entries, new, and gone."""
    articles: int
    new: tuple[Mark, ...]
    gone: tuple[Mark, ...]


def changes(root: Path, revision: str) -> Changes:
    """The effect of changes to the glossary since a git revision. Raises SiteError."""
    with tempfile.TemporaryDirectory(prefix="zhushu-") as folder:
        copy = Path(folder) / "site"
        _copy(root, copy, revision)
        old = _collected(copy)
        before = Counter(_marks(old))  # mentions load lazily from the copy's cache
    new = _collected(root)
    after = Counter(_marks(new))
    changed = {ref for ref in {*old.entries, *new.entries} if _said(old, ref) != _said(new, ref)}
    added, gone = sorted((after - before).elements()), sorted((before - after).elements())
    touched = [mark for mark in after.elements() if mark.entry in changed]
    places = Counter(touched) | Counter(added)
    seen = {mark.article for mark in (*places, *gone)}
    return Changes(tuple(sorted(changed)), places.total() + len(gone), len(seen), tuple(added), tuple(gone))


def _said(library: Library, ref: str) -> Entry | None:
    view = library.entries.get(ref)
    return replace(view.entry, place=NOWHERE) if view else None


def _collected(root: Path) -> Library:
    library, problems = Site(root, root / "build").collect()
    raise_errors(problems)
    return library


def _marks(library: Library) -> Iterator[Mark]:
    for ref, view in library.entries.items():
        for found in view.where:
            for one in found.mentions:
                yield Mark(found.article.path, one.line, ref, one.before, one.text, one.after)


def _copy(root: Path, copy: Path, revision: str) -> None:
    """Copy the site, with the glossary of `revision`."""
    copy.mkdir()
    words = "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    commit = _git(root, *words).decode().strip()
    if (root / "site.toml").is_file():
        text = (root / "site.toml").read_text("utf-8-sig")
        (copy / "site.toml").write_text(
            _with_old_glossaries(root, text, commit) if "glossaries" in text else text, "utf-8"
        )
    for path in sorted((root / "content").rglob("*")):
        inside = path.relative_to(root)
        if inside.is_relative_to(FOLDER) or path.suffix.lower() not in TEXTS or not path.is_file():
            continue
        (copy / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy / inside)
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, f"{FOLDER}/")
    for name in listed.decode("utf-8", "replace").split("\0"):
        target = copy / name
        if not name or not target.resolve().is_relative_to(copy.resolve()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_git(root, "show", f"{commit}:./{name}"))


def _with_old_glossaries(root: Path, text: str, commit: str) -> str:
    """Today's site.toml with those shared glossaries that the commit had too, their paths absolute.

    Their entries are today's: earlier versions of what lies outside the repository are not known.
    """
    import tomlkit  # few sites have shared glossaries

    document = tomlkit.parse(text)
    try:
        before = tomlkit.parse(_git(root, "show", f"{commit}:./site.toml").decode("utf-8-sig"))
        known = [(table.get("package"), table.get("path")) for table in before.get("glossaries", ())]
    except (SiteError, TOMLKitError, AttributeError):  # no site.toml then, or one with mistakes
        known = []
    kept = [table for table in document.get("glossaries", ()) if (table.get("package"), table.get("path")) in known]
    document.pop("glossaries", None)
    tables = tomlkit.aot()
    for table in kept:
        if "path" in table:
            table["path"] = str((root / str(table["path"])).resolve())
        tables.append(table)
    if kept:
        document.append("glossaries", tables)
    return tomlkit.dumps(document)


def _git(root: Path, *words: str) -> bytes:
    try:
        return git.output(root, *words)
    except (OSError, git.SubprocessError):
        message = Text("git 里找不到这个版本", "git does not know this revision")
        hint = Text(
            "网站应在 git 仓库里；写 HEAD、HEAD~1、标签或提交号",
            "the site must be in a git repository; write HEAD, a tag or a commit",
        )
        raise SiteError.of("no-revision", Place("site.toml"), message, hint) from None
