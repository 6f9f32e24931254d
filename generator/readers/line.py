"""A passage in the making: text, leaves, and the inline elements that are open."""

import re
from functools import partial
from typing import NamedTuple

from generator.core.passage import OBJECT, Wanted
from generator.readers.breaks import joins
from generator.readers.tree import Element, Leaf, Leaves, Path, plain

WANTED = re.compile(r"(?P<before>[\\!])?\[\[(?P<left>[^\[\]|\n]+)(?:\\?\|(?P<right>[^\[\]|\n]*))?\]\](?!\()")
"""`[[词条]]`, `[[词条|显示的文字]]`; with a backslash before it the mark that is forbidden, with `!` a picture."""
DEEPEST = 40
"""Inline elements within inline elements; deeper ones are left out, so that no text costs more than its length."""


class Content(NamedTuple):
    """The inline content of a passage; see `generator.core.passage.Passage`."""

    text: str
    leaves: Leaves
    breaks: tuple[int, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()


content_of = partial(tuple.__new__, Content)
"""Makes content of all its values, in half the time."""


class Line:
    """What readers add inline content to, from left to right."""

    def __init__(self, number: int = 1) -> None:
        self.number = number
        """The source line at hand."""
        self.leaves: list[Leaf] = []
        self.breaks: list[int] = []
        self.wanted: list[Wanted] = []
        self.barred: list[tuple[int, int]] = []
        self.last = " "
        """The visible character before."""
        self.length = 0
        self.open: Path = ()
        self._pieces: list[str] = []
        self._keys: list[str] = []
        """Of each open element: by what it is closed."""

    @property
    def text(self) -> str:
        """Its text, with OBJECT for what may not be annotated."""
        return "".join(self._pieces)

    @property
    def content(self) -> Content:
        """What it has become."""
        return Content(self.text, self.leaves, tuple(self.breaks), tuple(self.wanted), tuple(self.barred))

    @property
    def html(self) -> str:
        """Its HTML without marks."""
        return plain(self.text, self.leaves)

    def say(self, text: str) -> None:
        """Adds text as it is."""
        if text:
            end = self.length + len(text)
            self.leaves.append(Leaf(self.length, end, None, self.open))
            self._pieces.append(text)
            self.length = end
            self.last = text[-1]

    def put(self, html: str, text: str = OBJECT, last: str = OBJECT) -> None:
        """Adds HTML for which `text` stands in the passage; `last` is the last character that a reader sees of it."""
        self.leaves.append(Leaf(self.length, self.length + len(text), html, self.open))
        self._pieces.append(text)
        self.length += len(text)
        self.last = last or self.last

    def want(self, show: str, name: str) -> None:
        """Adds text that its author wants marked as the entry `name`."""
        self.wanted.append(Wanted(self.length, self.length + len(show), name))
        self.say(show)

    def bar(self, text: str) -> None:
        """Adds text that its author keeps unmarked."""
        self.barred.append((self.length, self.length + len(text)))
        self.say(text)

    def enter(self, element: Element, key: str) -> None:
        """Opens an inline element, unless they lie too deep already."""
        if len(self.open) == DEEPEST:
            return
        self.open = (*self.open, element)
        self._keys.append(key)

    def leave(self, key: str) -> None:
        """Closes the innermost element of that key, if there is one."""
        for number in range(len(self._keys) - 1, -1, -1):
            if self._keys[number] == key:
                self.open = self.open[:number] + self.open[number + 1 :]
                del self._keys[number]
                return

    def soft_break(self, follows: str) -> None:
        """A line break in the source, with `follows` the next character that a reader will see: a blank, or nothing."""
        if not self.last.isspace() and not joins(self.last, follows):
            self.put("\n", " ", " ")
        self.new_line()

    def new_line(self) -> None:
        """A further source line begins here."""
        self.number += 1
        self.breaks.append(self.length)
