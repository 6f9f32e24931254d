"""Passages and parts of an article, as a reader adds them."""

import re
from collections.abc import Container
from functools import partial
from typing import Generic, TypeVar

from generator.core.draft import Heading
from generator.core.passage import OBJECT, Passage, Role
from generator.readers.addresses import Addresses, Known
from generator.readers.line import Content
from generator.readers.tree import Leaves, Tree, escape, plain

VISIBLE = re.compile(rf"[^\s{OBJECT}]")
passage_of = partial(tuple.__new__, Passage)
"""Makes a passage of all its values, in half the time."""
Other = TypeVar("Other")
"""What else a reader has among its parts until it is done."""


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
        """How many passages stand before `<!-- more -->`; 0 without one."""
        self.levels: list[tuple[int, int]] = []
        """Of the open sections: level in the source, level on the page."""

    def text(self, text: str, role: Role, number: int) -> None:
        """Adds a passage that is text and nothing else, not all of it blank, and begins on source line `number`."""
        place = len(self.passages)
        self.passages.append(passage_of((place, text, number, role, self.section, (), (), ())))
        self.leaves.append(())
        self.parts.append(place)

    def passage(self, content: Content, role: Role, number: int) -> None:
        """Adds a passage that begins on source line `number`; inline content without any text of its own is just HTML."""
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

    def heading(self, content: Content, text: str, level: int, number: int, *, name: str = "", rest: str = "") -> None:
        """Adds a heading; `level` is its level in the source, `name` the id that it has already, `rest` its other
        attributes.

        On the page it lies one level below the nearest heading before it that is above it in the source, and next to
        others of its level: screen readers announce a jump as something missing (WCAG 1.3.1, technique G141).
        """
        while self.levels and self.levels[-1][0] >= level:
            self.levels.pop()
        shown = min(self.levels[-1][1] + 1 if self.levels else 2, 6)
        self.levels.append((level, shown))
        level = shown
        name = name or self.addresses.anchors.take(text)
        self.headings.append(
            Heading(level, text if name == text else name, text, number)
        )  # one text, where they are equal
        self.parts.append(f'<h{level} id="{escape(name)}"{rest}>')
        self.passage(content, "heading", number)
        self.parts.append(f"</h{level}>\n")

    def plain(self, number: int) -> str:
        """The HTML of passage `number`, without marks."""
        return plain(self.passages[number].text, self.leaves[number])

    def in_order(self, parts: list[str | int]) -> list[str | int]:
        """`parts` with the passages numbered in the order in which they stand: those of raw HTML are read last. A passage
        that is not among them is none.
        """
        order = [part for part in parts if isinstance(part, int)]
        if order != sorted(order) or len(order) != len(self.passages):
            numbers = {old: new for new, old in enumerate(order)}
            self.passages = [self.passages[old]._replace(number=new) for new, old in enumerate(order)]
            self.leaves = [self.leaves[old] for old in order]
            return [numbers[part] if isinstance(part, int) else part for part in parts]
        return parts

    def tree(self, parts: list[str | int]) -> Tree:
        """The article that these parts make."""
        return Tree(
            tuple(self.passages),
            tuple(self.leaves),
            tuple(parts),
            tuple(self.headings),
            tuple(self.addresses.links),
            anchors=tuple(self.addresses.anchors.own),
        )
