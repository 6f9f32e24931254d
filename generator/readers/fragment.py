"""Sanitised HTML in Markdown → parts and passages, so that its text is annotated too."""

import re
from collections.abc import Callable
from html import unescape

from generator.core.markup import TAG, VOID, end_of, text_of
from generator.core.passage import Role
from generator.core.patterns import late
from generator.readers import ruby
from generator.readers.builder import VISIBLE
from generator.readers.content import Content, ContentBuilder
from generator.readers.elements import HEADINGS, ROLES
from generator.readers.sanitize import ARIA_HIDDEN, BLOCK
from generator.readers.tree import Element

TOKEN = late(r'<(/?)([a-z][a-z0-9]*)((?:\s[\w-]+(?:="[^"]*")?)*)\s*>|([^<]+)|(<)')
"""A tag as the sanitiser writes it, text, or a lone `<`."""
WHOLE = frozenset(("a", "code", "kbd", "samp", "var", "ruby", "pre", "video", "audio"))
"""Elements that are one object, or a ruby, with all their content."""
ID = re.compile(r'\s(?:id)="[^"]*"')
Add = Callable[[Content, Role, int], int]
"""Adds a passage with its role and first source line, and returns its number."""


def parts(html: str, line: int, role: Role, add: Add) -> list[str | int]:
    """The parts of `html`, which begins on source line `line`, with its text as passages.

    If inline elements are not properly closed, all of it is one part without passages.
    """
    if VISIBLE.search(TAG.sub("", html)) is None:
        return [html]
    walk = _Walk(html, line, role, add)
    return walk.parts if walk.walk() else [html]


class _Walk:
    """Walks the tags and texts of HTML."""

    def __init__(self, html: str, line: int, role: Role, add: Add) -> None:
        self.html = html
        self.number = line
        self.role = role
        self.add = add
        self.parts: list[str | int] = []
        self.pending: list[tuple[Content, Role, int, int]] = []
        """Passages, each with its index in `parts`. They are added only if the whole HTML can be read."""
        self.line = ContentBuilder(line)
        self.tail = ""
        """Blanks after the last text."""
        self.blocks: list[str] = []
        self.inline: list[str] = []

    def walk(self) -> bool:
        """Reads the HTML; returns whether all inline elements are closed in the block that opens them."""
        at = 0
        while (found := TOKEN.match(self.html, at)) is not None:
            at = found.end()
            closing, name, _, text, stray = found.groups()
            if text or stray:
                self._text(text or stray)
            elif name in WHOLE or (not closing and ARIA_HIDDEN.search(found[3])):
                at = -1 if closing else self._whole(found.start(), at, name)
                if at < 0:
                    return False
            elif name in BLOCK and name != "picture":
                if self.inline:
                    return False
                self._flush()
                self._block(found[0], name, closing)
            elif not self._inline(found[0], name, closing):
                return False
        if self.inline or at < len(self.html):
            return False
        self._flush()
        for content, role, number, place in self.pending:
            self.parts[place] = self.add(content, role, number)
        return True

    def _text(self, written: str) -> None:
        """Adds text. Blanks at the beginning and end of a block are kept as HTML."""
        text = written.lstrip(" \t\n\r\f") if not (self.line.leaves or self.line.open or self.tail) else written
        if before := written[: len(written) - len(text)]:
            self.parts.append(before)
            self.number += before.count("\n")
            self.line = ContentBuilder(self.number)
        self._end_tail()
        said = text.rstrip(" \t\n\r\f")
        self.tail = text[len(said) :]
        self.line.say_collapsed(unescape(said), keeping=True)
        self.number += text.count("\n")

    def _end_tail(self) -> None:
        """Adds the pending blanks, as more of the passage follows."""
        self.line.say_collapsed(self.tail, keeping=True)
        self.tail = ""

    def _block(self, tag: str, name: str, closing: str) -> None:
        """Reads the tag of a block element."""
        self.parts.append(tag)
        if name in VOID:
            return
        if not closing:
            self.blocks.append(name)
        elif name in self.blocks:
            while self.blocks.pop() != name:
                pass

    def _inline(self, tag: str, name: str, closing: str) -> bool:
        """Reads the tag of an inline element; returns False for a closing tag in the wrong order."""
        if not (name == "br" and not closing):
            self._end_tail()
        if name == "br":
            self.line.put(f"<br>{self.tail}", "" if self.line.last == " " else " ", " ")
            self.tail = ""
        elif name in VOID:
            self.line.put(tag, last="")
        elif not closing:
            self.inline.append(name)
            self.line.enter(Element(tag, f"</{name}>", ID.sub("", tag)), name)
        elif self.inline and self.inline[-1] == name:
            self.inline.pop()
            self.line.leave(name)
        else:
            return False
        return True

    def _whole(self, start: int, at: int, name: str) -> int:
        """Reads an element that is one object; returns its end, or -1 if it is not closed."""
        end = end_of(self.html, name, at)
        if end is None:
            return -1
        html = self.html[start:end]
        text = "" if ARIA_HIDDEN.search(self.html, start, at) else text_of(html)
        is_block = name in BLOCK
        if not is_block:
            self._end_tail()
        self.number += html.count("\n")
        if name == "ruby":
            ruby.put(self.line, html)
        elif is_block:
            self._flush()
            self.parts.append(html)
        elif text.strip() or "<img" in html or name in ("video", "audio"):
            self.line.put(html, last=text[-1:])
        else:  # an empty anchor
            self.line.put(html, "", "")
        return end

    def _flush(self) -> None:
        """Ends the current passage. Without text, its content is only HTML."""
        line, self.line = self.line, ContentBuilder(self.number)
        tail, self.tail = self.tail, ""
        if VISIBLE.search(line.text) is None:
            self.parts.append(line.html)
        else:
            role = next((ROLES[name] for name in reversed(self.blocks) if name in ROLES), self.role)
            role = "heading" if HEADINGS.intersection(self.blocks) else role
            self.pending.append((line.content, role, line.number, len(self.parts)))
            self.parts.append("")
        if tail:
            self.parts.append(tail)
