"""Builds the inline content of a passage: its text and leaves."""

import re
from functools import partial
from typing import NamedTuple

from generator.core.passage import OBJECT, Wanted
from generator.readers.breaks import joins
from generator.readers.tree import Element, ElementPath, Leaf, Leaves, plain

WANTED = re.compile(r"(?P<before>[\\!])?\[\[(?P<left>[^\[\]|\n]+)(?:\\?\|(?P<right>[^\[\]|\n]*))?\]\](?!\()")
"""`[[词条]]`, `[[词条|显示的文字]]`; after a backslash a forbidden mark, after `!` a picture."""
SPACE = re.compile(r"[ \t\n\r\f]+")
"""White space of HTML."""
MAX_DEPTH = 40
"""Nesting of inline elements. Deeper ones are left out, so that rendering takes linear time."""


class Content(NamedTuple):
    """The inline content of a passage; see `generator.core.passage.Passage`."""

    text: str
    leaves: Leaves
    breaks: tuple[int, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()


content_of = partial(tuple.__new__, Content)
"""Makes `Content` from a tuple of all its fields, twice as fast as the constructor."""


class ContentBuilder:
    """Collects inline content from left to right."""

    def __init__(self, number: int = 1) -> None:
        self.number = number
        """The current source line."""
        self.leaves: list[Leaf] = []
        self.breaks: list[int] = []
        self.wanted: list[Wanted] = []
        self.barred: list[tuple[int, int]] = []
        self.last = " "
        """The last visible character."""
        self.length = 0
        self.open: ElementPath = ()
        self._pieces: list[str] = []
        self._keys: list[str] = []
        """For each open element, the key that closes it."""

    @property
    def text(self) -> str:
        """The text so far, with OBJECT for parts that may not be annotated."""
        return "".join(self._pieces)

    @property
    def content(self) -> Content:
        """The content so far."""
        return Content(self.text, self.leaves, tuple(self.breaks), tuple(self.wanted), tuple(self.barred))

    @property
    def html(self) -> str:
        """The HTML so far, without marks."""
        return plain(self.text, self.leaves)

    def say(self, text: str) -> None:
        """Adds text."""
        if text:
            end = self.length + len(text)
            self.leaves.append(Leaf(self.length, end, None, self.open))
            self._pieces.append(text)
            self.length = end
            self.last = text[-1]

    def say_collapsed(self, text: str, *, keeping: bool = False) -> None:
        """Adds text with blanks collapsed, and without line breaks between Han characters. With `keeping`, leading blanks
        and line breaks are kept in the HTML.
        """
        at = 0
        for found in SPACE.finditer(text):
            self.say(text[at : found.start()])
            at = found.end()
            if keeping and not self.leaves:
                self.put(found[0], "", " ")
            after = text[at] if at < len(text) else " "
            if self.last == " " or ("\n" in found[0] and after != " " and joins(self.last, after)):
                continue
            if keeping and "\n" in found[0]:
                self.put("\n", " ", " ")
            else:
                self.say(" ")
        self.say(text[at:])

    def put(self, html: str, text: str = OBJECT, last: str = OBJECT) -> None:
        """Adds HTML, which `text` represents in the passage; `last` is its last visible character, if any."""
        self.leaves.append(Leaf(self.length, self.length + len(text), html, self.open))
        self._pieces.append(text)
        self.length += len(text)
        self.last = last or self.last

    def want(self, show: str, name: str) -> None:
        """Adds text that the author wants marked as the entry `name`."""
        self.wanted.append(Wanted(self.length, self.length + len(show), name))
        self.say(show)

    def bar(self, text: str) -> None:
        """Adds text in which the author forbids marks."""
        self.barred.append((self.length, self.length + len(text)))
        self.say(text)

    def enter(self, element: Element, key: str) -> None:
        """Opens an inline element, up to MAX_DEPTH; `leave(key)` closes it."""
        if len(self.open) == MAX_DEPTH:
            return
        self.open = (*self.open, element)
        self._keys.append(key)

    def leave(self, key: str) -> None:
        """Closes the innermost open element with this key, if any."""
        for number in range(len(self._keys) - 1, -1, -1):
            if self._keys[number] == key:
                self.open = self.open[:number] + self.open[number + 1 :]
                del self._keys[number]
                return

    def soft_break(self, follows: str) -> None:
        """Adds a line end of the source as a space, or as nothing between Han; `follows` is the next visible character."""
        if not self.last.isspace() and not joins(self.last, follows):
            self.put("\n", " ", " ")
        self.new_line()

    def new_line(self) -> None:
        """Records that a new source line begins here."""
        self.number += 1
        self.breaks.append(self.length)
