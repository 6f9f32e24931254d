"""The state of a note, or of an export, of another program while it is converted to Markdown."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from generator.author.importing.lines import GONE, outside_code, prose
from generator.core.draft import Classified
from generator.core.errors import Place, Problem, Text

NOTION_ID = re.compile(r"[ -](?:[0-9a-f]{32})$")


class Around(Struct, frozen=True):
    """Where the links of imported files may lead."""

    root: Path
    """The folder that is searched for other notes and pictures."""
    is_entry: Callable[[str], bool] = lambda _: False
    """Tells whether the site's glossary has a name."""


class Note(Struct):
    """A note, or a document of an export, that is converted; `lines` are changed in place."""

    path: Path
    shown: str
    first: int
    """Line number of the file at which `lines` begin."""
    around: Around
    lines: list[str]
    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    author: str = ""
    tags: list[str] = field(default_factory=list)
    origin: dict[str, object] = field(default_factory=dict)
    unknown: dict[str, object] = field(default_factory=dict)
    toc: bool | None = None
    problems: list[Problem] = field(default_factory=list)
    dropped: list[Classified] = field(default_factory=list)
    unlinked: dict[str, int] = field(default_factory=dict)
    """Names in `[[…]]` that are neither an entry nor a note → index of the first line with each."""

    def line(self, number: int) -> int:
        """The line number in the file of the line with this index."""
        return self.first + number

    def drop(self, number: int, text: str, why: Text) -> None:
        """Record that `text` is left out."""
        self.dropped.append(Classified(self.line(number), "dropped", text.strip(), 0.9, why))

    def warn(self, number: int, code: str, message: Text, hint: Text | None = None) -> None:
        """Add a warning."""
        self.problems.append(Problem("warning", code, Place(self.shown, self.line(number)), message, hint))


def each_line(note: Note, change: Callable[[Note, int, str], str]) -> None:
    """Change each line outside code with `change(note, index, text)`; inline code is left alone."""
    for number, line in prose(note.lines):
        if line != GONE:
            changed = outside_code(line, lambda part, at=number: change(note, at, part))  # type: ignore[misc]  # mypy cannot infer the default
            note.lines[number] = changed if changed.strip() or not line.strip() else GONE
