"""The language server without the protocol: problems of a file, the find under the cursor, completion, edits."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from generator.article.compose import Composer, Finds
from generator.article.job import is_source
from generator.author import checks
from generator.author.edits import add_entry, add_rule, ignore, write
from generator.core.draft import Link, Source
from generator.core.entry import Entry
from generator.core.errors import Place, Problem, SiteError, Text, did_you_mean
from generator.core.span import Span
from generator.core.texts import places_of
from generator.glossary.definitions import spelled
from generator.glossary.gather import PARSERS, parse
from generator.glossary.load import FOLDER
from generator.pipeline.build import Site

TEXTS = (".md", ".markdown", ".txt", ".toml", ".yaml", ".yml")
"""Suffixes of files in which `[[…]]` may stand."""


class FindAtCursor(Struct, frozen=True):
    """A find under the cursor: characters `start` to `end` of the line, in code points."""

    span: Span
    entry: Entry | None
    start: int
    end: int


class Proposal(Struct, frozen=True):
    """An entry for completion; `sought` is the text that typing is matched with: name, aliases, pinyin, initials."""

    entry: Entry
    form: str
    sought: str


def root_of(path: Path) -> Path | None:
    """The site's folder of a file: the nearest one above with a site.toml, or None."""
    return next((folder for folder in path.parents if (folder / "site.toml").is_file()), None)


def path_of(uri: str) -> Path:
    """The path of a `file:` URI."""
    return Path(unquote(urlsplit(uri).path))


class Desk:
    """A site in the editor. Settings and glossary are cached until `forget`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: Composer | None = None
        self._proposals: list[Proposal] | None = None

    def forget(self) -> None:
        """Load settings and glossary again at the next use."""
        self._made = self._proposals = None

    def relative(self, path: Path) -> str:
        """A path in the site, with `/`."""
        return path.relative_to(self.root).as_posix()

    def problems(self, path: Path, text: str) -> list[Problem]:
        """The problems of a file with the editor's text, saved or not."""
        name = self.relative(path)
        if name.startswith(f"{FOLDER}/") and path.suffix.lower() in PARSERS:
            return [problem for problem in parse(name, text)[1] if problem.place.path == name]
        if not is_source(name):
            return []
        try:
            finds = self._finds(name, text)
        except SiteError as error:  # of the settings or the glossary: shown at the top of this file
            return [problem._replace(place=Place(name, 1)) for problem in error.problems]
        source = finds.draft.source
        composed = self._composer().compose(source).composed
        unknown = self._unknown(name, composed.links)
        wording = checks.deprecated(name, finds.draft.body.passages, finds.spans, finds.glossary.entries)
        return [*finds.draft.problems, *composed.problems, *unknown, *checks.of_source(source), *wording]

    def found_at(self, path: Path, text: str, line: int, column: int) -> FindAtCursor | None:
        """The find at a position of an article; `line` counts from 1, `column` from 0 in code points."""
        name = self.relative(path)
        lines = text.split("\n")
        if not is_source(name) or line > len(lines):
            return None
        finds = self._finds(name, text)
        passages = finds.draft.body.passages
        found = [
            FindAtCursor(span, finds.glossary.entries.get(span.ref or ""), start, start + len(span.text))
            for span in finds.spans
            if passages[span.passage].line_at(span.start) == line
            for start in places_of(span.text, lines[line - 1], overlapping=True)
            if start <= column < start + len(span.text)
        ]
        return min(found, key=lambda one: (one.span.reason is not None, -len(one.span.text)), default=None)

    def proposals(self) -> Sequence[Proposal]:
        """Every form of every entry."""
        if self._proposals is None:
            entries = self._composer().glossary.entries.values()
            self._proposals = [
                Proposal(entry, form, " ".join((form, *entry.forms, *_typed(form))))
                for entry in entries
                for form in entry.forms
            ]
        return self._proposals

    def entry(self, name: str) -> Entry | None:
        """The entry with this id or form, or None."""
        return next((one.entry for one in self.proposals() if name in (one.entry.id, one.form)), None)

    def add(self, name: str) -> str:
        """Write an entry without a definition and return the path of its file. Raises SiteError."""
        edit = add_entry(self.root, name, "term")
        write(self.root, edit)
        self.forget()
        return edit.path

    def never(self, name: str, context: str) -> str:
        """Never mark `name` within the longer `context` (anywhere if both are equal); returns the changed file's path."""
        entry = self.entry(name)
        edit = (
            ignore(self.root, name)
            if entry is None or name == context
            else add_rule(self.root, entry, "never", context)
        )
        write(self.root, edit)
        self.forget()
        return edit.path

    def places_of(self, entry: Entry) -> Iterator[tuple[Path, int, int, int]]:
        """References to an entry in `[[…]]`: file, line from 1, start and end column of the name."""
        paths = sorted(path for path in self.root.glob("content/**/*") if path.suffix.lower() in TEXTS)
        wanted = re.compile(rf"(?<=\[\[){re.escape(entry.name)}(?=[]|#])")
        for path in paths:
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
                yield from ((path, number, *found.span()) for found in wanted.finditer(line))

    def _unknown(self, path: str, links: Sequence[Link]) -> Iterator[Problem]:
        """Problems for `[[…]]` that names neither an entry nor an article's file."""
        stems = {file.stem for file in (self.root / "content").rglob("*") if file.is_file()}
        for link in links:
            if link.is_wiki and not any(self.entry(side) or side in stems for side in link.sides):
                hint = did_you_mean(link.sides[0], [one.form for one in self.proposals()])
                message = Text(f"没有词条或文章“{link.sides[0]}”", f'there is no entry or article "{link.sides[0]}"')
                yield Problem("warning", "unknown-entry", Place(path, link.line), message, hint)

    def _finds(self, name: str, text: str) -> Finds:
        return self._composer().find(Source(name, text, ""))

    def _composer(self) -> Composer:
        if self._made is None:
            self._made = Site(self.root, self.root / "build").composer()
        return self._made


def why(span: Span, language: str) -> str:
    """A sentence on whether and why a find is marked."""
    if span.reason is not None:
        return Text(f"不标注：{span.reason.zh}", f"not marked: {span.reason.en}").of(language)
    said = span.note.of(language) if span.note else ""
    shown = (
        Text("标注", "marked") if span.published else Text("待定，页面上不标", "waiting for review, not on the page")
    )
    return f"{shown.of(language)}{'：' + said if said else ''}"


def _typed(form: str) -> tuple[str, str, str]:
    """Texts that complete to a form: its pinyin with and without spaces, and its initials."""
    pinyin = spelled(form)
    return pinyin, pinyin.replace(" ", ""), "".join(syllable[:1] for syllable in pinyin.split())
