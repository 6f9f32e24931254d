"""Builds an article tree from the passages and parts that a reader adds."""

import re
from collections.abc import Container
from functools import partial
from typing import Generic, TypeVar

from generator.core.draft import Heading
from generator.core.passage import OBJECT, Passage, Role
from generator.readers.addresses import Addresses, Known
from generator.readers.content import Content
from generator.readers.tree import Leaves, Tree, escape, plain

VISIBLE = re.compile(rf"[^\s{OBJECT}]")
passage_of = partial(tuple.__new__, Passage)
"""Makes a passage from a tuple of all its fields, twice as fast as the constructor."""
Other = TypeVar("Other")
"""Intermediate parts of a reader, which it replaces before it calls `tree`."""


class Builder(Generic[Other]):
    """Collects the body of an article from top to bottom."""

    def __init__(self, known: Known | None = None, hosts: Container[str] = ()) -> None:
        self.addresses = Addresses(known, hosts)
        self.parts: list[str | int | Other] = []
        self.passages: list[Passage] = []
        self.leaves: list[Leaves] = []
        self.headings: list[Heading] = []
        self.section = 0
        self.lead = 0
        """Number of passages before `<!-- more -->`; 0 without one."""
        self.lead_end = 0
        """Offset in the last of these passages at which the summary ends; 0: with the passage."""
        self.levels: list[tuple[int, int]] = []
        """For each open section: level in the source, level on the page."""

    def text(self, text: str, role: Role, number: int) -> None:
        """Adds a passage of plain text, not blank, that begins on source line `number`."""
        place = len(self.passages)
        self.passages.append(passage_of((place, text, number, role, self.section, (), (), ())))
        self.leaves.append(())
        self.parts.append(place)

    def passage(self, content: Content, role: Role, number: int) -> None:
        """Adds a passage that begins on source line `number`. Content without text becomes plain HTML."""
        text, leaves, breaks, wanted, barred = content
        if VISIBLE.search(text) is None:
            self.parts.append(plain(text, leaves))
            return
        place = len(self.passages)
        self.passages.append(passage_of((place, text, number, role, self.section, breaks, wanted, barred)))
        self.leaves.append(leaves)
        self.parts.append(place)
        if self.addresses.more and not self.lead:
            self.lead = len(self.passages)
            self.lead_end = self.addresses.more_at if text[self.addresses.more_at :].strip() else 0

    def heading(self, content: Content, text: str, level: int, number: int, *, name: str = "", rest: str = "") -> None:
        """Adds a heading. `level` is its level in the source, `name` its id if it has one, `rest` other attributes.

        Levels on the page do not skip (WCAG 1.3.1, technique G141): a heading is one level below the nearest earlier
        heading of a higher level.
        """
        while self.levels and self.levels[-1][0] >= level:
            self.levels.pop()
        shown = min(self.levels[-1][1] + 1 if self.levels else 2, 6)
        self.levels.append((level, shown))
        name = name or self.addresses.anchors.take(text)
        self.headings.append(Heading(shown, text if name == text else name, text, number))  # equal texts share memory
        self.parts.append(f'<h{shown} id="{escape(name)}"{rest}>')
        self.passage(content, "heading", number)
        self.parts.append(f"</h{shown}>\n")

    def plain(self, number: int) -> str:
        """The HTML of passage `number`, without marks."""
        return plain(self.passages[number].text, self.leaves[number])

    def in_order(self, parts: list[str | int]) -> list[str | int]:
        """`parts` with passages numbered in the order of the text: those of raw HTML are read last. Passages that are
        not in `parts` are dropped.
        """
        order = [part for part in parts if isinstance(part, int)]
        if order != sorted(order) or len(order) != len(self.passages):
            numbers = {old: new for new, old in enumerate(order)}
            self.passages = [self.passages[old]._replace(number=new) for new, old in enumerate(order)]
            self.leaves = [self.leaves[old] for old in order]
            return [numbers[part] if isinstance(part, int) else part for part in parts]
        return parts

    def tree(self, parts: list[str | int]) -> Tree:
        """The tree of these parts."""
        return Tree(
            tuple(self.passages),
            tuple(self.leaves),
            tuple(parts),
            tuple(self.headings),
            tuple(self.addresses.links),
            anchors=tuple(self.addresses.anchors.own),
        )
