"""Passages and parts of an article, as a reader adds them."""

import re
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.model import OBJECT, Heading, Passage, Role
from generator.readers.anchors import Anchors
from generator.readers.line import Line
from generator.readers.links import Links
from generator.readers.tree import Leaves, escape

VISIBLE = re.compile(rf"[^\s{OBJECT}]")


Other = TypeVar("Other")
"""What else a reader has among its parts until it is done."""


@dataclass(slots=True)
class Builder(Generic[Other]):
    """Collects the body of an article from top to bottom."""

    links: Links = field(default_factory=Links)
    parts: list[str | int | Other] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    leaves: list[Leaves] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: Anchors = field(default_factory=Anchors)
    section: int = 0

    def passage(self, line: Line, role: Role, number: int) -> None:
        """Adds a passage that begins on source line `number`; inline content without any text of its own is just HTML."""
        text = line.text
        if VISIBLE.search(text) is None:
            self.parts.append(line.html)
            return
        place = len(self.passages)
        self.passages.append(Passage(place, text, number, role, self.section, tuple(line.breaks), tuple(line.wanted), tuple(line.barred)))
        self.leaves.append(line.leaves)
        self.parts.append(place)

    def heading(self, line: Line, text: str, level: int, number: int, *, own: str = "", rest: str = "") -> None:
        """Adds a heading; `own` is an id that its author gave, `rest` its other attributes."""
        name = self.anchors.take(own or text, own=bool(own))
        self.headings.append(Heading(level, name, text, number))
        self.parts.append(f'<h{level} id="{escape(name)}"{rest}>')
        self.passage(line, "heading", number)
        self.parts.append(f"</h{level}>\n")
