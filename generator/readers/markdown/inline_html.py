"""Raw HTML in running text, tag by tag."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from markdown_it.token import Token

from generator.core.passage import OBJECT
from generator.core.patterns import late
from generator.readers import loss, ruby
from generator.readers.addresses import Addresses
from generator.readers.breaks import joins
from generator.readers.content import ContentBuilder
from generator.readers.elements import EMBEDDED, WHOLE
from generator.readers.markdown.raw import MORE
from generator.readers.markdown.tokens import text_of
from generator.readers.sanitize import ARIA_HIDDEN, DROPPED, INLINE, REPLACEMENTS, sanitize
from generator.readers.tree import Element, escape

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
ID = re.compile(r' id="[^"]*"')
IDENTITY = late(r"""\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)


class RawTags(ContentBuilder):
    """Walks inline tokens; `inline` handles all but tags of raw HTML."""

    def __init__(self, tokens: Sequence[Token], addresses: Addresses, line: int) -> None:
        super().__init__(line)
        self.tokens = tokens
        self.addresses = addresses
        self.at = 0
        """The next token."""
        self._closings: dict[str, list[int]] | None = None
        """Name of a raw element → indices of its closing tags; computed lazily."""

    def html_of(self, tokens: Sequence[Token]) -> str:
        """The HTML of tokens within a link."""
        raise NotImplementedError

    def raw(self, token: Token) -> None:
        """Reads a tag or comment of raw HTML."""
        if MORE.match(token.content) and not self.addresses.more:
            self.addresses.more, self.addresses.more_at = True, len(self.text)
        found = TAG.match(token.content)
        name = found[2].lower() if found else ""
        self.number += token.content.count("\n")
        if name in EMBEDDED and found and not found[1]:
            self.embedded(token.content, name)
        elif name in DROPPED and found and not found[1]:
            self._dropped(name)
        if found is not None and not found[1] and self._empty_anchor(token.content, name):
            return
        if found is None or name not in INLINE:
            return
        if found[1]:
            self.leave(f"<{name}")
        elif name == "br":
            self.add_break()
        elif name in ("img", "wbr"):
            self.put(sanitize(token.content, self.addresses, self.number), last="")
        elif name in WHOLE or ARIA_HIDDEN.search(token.content):
            self._raw_whole(token.content, name)
        elif opening := self._opening(token.content, name):  # "" if it is not a tag for browsers
            self.enter(element(name, opening), f"<{name}")

    def _empty_anchor(self, tag: str, name: str) -> bool:
        """Keeps the id of a tag that has no element on the page, as an empty anchor; whether that is all there is."""
        identity = IDENTITY.search(tag) if "id" in tag.lower() or name == "a" else None
        if identity is None or name in EMBEDDED or name in DROPPED or name in ("img", "wbr"):
            return False
        closed = name == "a" and tag.endswith("/>") and "href" not in tag.lower()
        end = -1 if closed else self._closing(name)
        if name == "a" and end >= 0:
            return False
        is_empty = closed or end == self.at or (end < 0 and name in WHOLE)
        if is_empty or name == "br" or name not in INLINE:
            self.put(sanitize(f'<a id="{escape(identity[1])}"></a>', self.addresses, self.number), "", "")
            self.at += end == self.at
        return is_empty

    def embedded(self, tag: str, name: str, *, is_whole: bool = False) -> None:
        """Reads video, a frame or the like; with `is_whole`, it has no closing tag in the text."""
        from generator.readers.embeds import replace_embeds  # few articles have any

        inner = () if name == "embed" or is_whole else self._within(name)
        whole = f"{tag}{''.join(one.content for one in inner)}</{name}>"
        html = sanitize(replace_embeds(whole, self.addresses, self.number), self.addresses, self.number)
        self.count_lines(inner)
        if html:
            self.put(html)

    def _dropped(self, name: str) -> None:
        """Skips an element that is left out with its content."""
        inner = self._within(name)
        if name not in loss.SILENT:
            self.addresses.drop(loss.element(self.number, name, text_of(inner)))

    def _raw_whole(self, tag: str, name: str) -> None:
        """Reads a raw element up to its closing tag as one object. Without a closing tag, it is ignored."""
        opening = self._opening(tag, name)
        if self._closing(name) < 0 or not opening:
            return
        inner = self._within(name)
        if name == "a":  # links cannot be nested
            inner = [one for one in inner if not one.type.startswith("link_")]
        html = self.html_of(inner)
        whole = f"{opening}{html}</{REPLACEMENTS.get(name, name)}>"
        if name == "ruby":
            ruby.put(self, whole)
        elif html and not ARIA_HIDDEN.search(tag):
            self.put(whole, last=text_of(inner)[-1:])
        else:  # an empty anchor
            self.put(whole, "", "")
        self.count_lines(inner)

    def _within(self, name: str) -> Sequence[Token]:
        """The tokens up to the next closing tag of a raw element; none without one. Moves past it."""
        first, end = self.at, self._closing(name)
        self.at = end + 1 or first
        return self.tokens[first:end] if end >= 0 else ()

    def _closing(self, name: str) -> int:
        """The index of the next closing tag of a raw element, or -1."""
        if self._closings is None:
            self._closings = {}
            for number, token in enumerate(self.tokens):
                if token.type == "html_inline" and (found := TAG.match(token.content)) and found[1]:
                    self._closings.setdefault(found[2].lower(), []).append(number)
        numbers = self._closings.get(name, [])
        place = bisect_left(numbers, self.at)
        return numbers[place] if place < len(numbers) else -1

    def _opening(self, tag: str, name: str) -> str:
        """A raw opening tag, sanitised."""
        return sanitize(f"{tag}</{name}>", self.addresses, self.number).rpartition("</")[0]

    def add_break(self) -> None:
        """Adds a line break."""
        blank = "" if joins(self.last, self.next_char()) else " "
        self.put("<br>\n", blank, blank)

    def count_lines(self, tokens: Sequence[Token]) -> None:
        """Records the source lines that begin in `tokens`."""
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                self.new_line()

    def next_char(self) -> str:
        """The next visible character."""
        for token in self.tokens[self.at : self.at + 8]:
            if token.content:
                return token.content[0] if token.type not in ("html_inline", "math_inline") else "x"
            if token.type == "image":
                return OBJECT
        return " "


def element(name: str, start: str) -> Element:
    """An inline element. If a mark splits it, only its first part has the id."""
    return Element(start, f"</{REPLACEMENTS.get(name, name)}>", ID.sub("", start))
