"""Inline tokens → the text of a passage and its leaves."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from markdown_it.token import Token

from generator.model import OBJECT
from generator.readers.breaks import joins
from generator.readers.line import Line
from generator.readers.links import Links
from generator.readers.sanitize import DROPPED, INLINE, sanitize
from generator.readers.tree import Element, escape

SIMPLE = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
WHOLE = frozenset(("a", "code", "kbd", "samp", "tt", "ruby", "var"))
"""Raw elements that stand in the text as one OBJECT with all that they hold."""


def read(tokens: Sequence[Token], links: Links, line: int) -> Line:
    """The passage that inline `tokens` make; `line` is the source line of the first."""
    if len(tokens) == 1 and tokens[0].type == "text":
        only = Line(line)
        only.say(tokens[0].content)
        return only
    return _Walk(tokens, links, line).walk()


class _Walk(Line):
    """Goes through inline tokens."""

    def __init__(self, tokens: Sequence[Token], links: Links, line: int) -> None:
        super().__init__(line)
        self.tokens = tokens
        self.links = links
        self.starts: list[int] = []
        """Where the spans that bar marks begin; -1 for other spans."""
        self.at = 0
        self.closing: dict[str, list[int]] | None = None
        """Name of a raw element → where it is closed; made when it is first asked for."""

    def walk(self) -> Line:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type in ("text", "text_special"):
                self.say(token.content)
            else:
                HANDLERS.get(token.type, _Walk.ignore)(self, token)
        return self

    # ------------------------------------------------------------ by token

    def ignore(self, token: Token) -> None:
        """A token of no plugin of ours has its content printed."""
        self.say(token.content)

    def start(self, token: Token) -> None:
        tag = SIMPLE[token.type]
        self.enter(Element(f"<{tag}>", f"</{tag}>", f"<{tag}>"), token.type[:-5])

    def end(self, token: Token) -> None:
        self.leave(token.type[:-6])

    def span_start(self, token: Token) -> None:
        classes = str(token.attrs.get("class", "")).split()
        self.starts.append(self.length if "nomark" in classes else -1)
        shown = {**token.attrs, "class": " ".join(name for name in classes if name != "nomark")}
        again = {name: value for name, value in shown.items() if name != "id"}
        self.enter(Element(f"<span{attrs(shown)}>", "</span>", f"<span{attrs(again)}>"), "span")
        if not attrs(shown):  # nothing but `.nomark`
            self.open = self.open[:-1] + (Element("", "", ""),)

    def span_end(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        self.leave("span")
        if self.starts and (start := self.starts.pop()) >= 0:
            self.barred.append((start, self.length))

    def soft_break(self, token: Token) -> None:  # noqa: ARG002 — as above
        follows = self._next_char()
        if self.last.isspace() or joins(self.last, follows):
            self.new_line()
            return
        self.put("\n", " ", " ")
        self.new_line()

    def hard_break(self, token: Token) -> None:  # noqa: ARG002 — as above
        joined = joins(self.last, self._next_char())
        self.put("<br>\n", "" if joined else " ", "" if joined else " ")
        self.new_line()

    def code(self, token: Token) -> None:
        self.put(f"<code{attrs(token.attrs)}>{escape(token.content)}</code>", last=token.content[-1:])

    def math(self, token: Token) -> None:
        kind = "math" if token.type == "math_inline" else "math display"
        self.put(f'<span class="{kind}">{escape(token.content.strip())}</span>', last="x")

    def image(self, token: Token) -> None:
        alt = text_of(token.children or ())
        self.put(image(token, alt, self.links, self.number), last="")

    def link(self, token: Token) -> None:
        inner = self._until("link_open", "link_close")
        shown = text_of(inner)
        html = read(inner, self.links, self.number).html
        place = self.links.place("a", str(token.attrs.get("href", "")), line=self.number)
        rest = {name: value for name, value in token.attrs.items() if name != "href"}
        self.put(f"<a{href(place)}{attrs(rest)}>{html}</a>", last=shown[-1:])
        self._count_lines(inner)

    def footnote(self, token: Token) -> None:
        number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
        anchor = f"fnref-{number}" + (f"-{again + 1}" if again else "")
        self.put(f'<sup class="fnref"><a href="#fn-{number}" id="{anchor}" role="doc-noteref">{number}</a></sup>', last="")

    def asked(self, token: Token) -> None:
        name = token.meta["name"]
        if "link" in token.meta:
            self.put(f'<a href="zhushu-entry:{escape(name)}">{escape(token.content)}</a>', last=token.content[-1])
        else:
            self.want(token.content, name)

    def forbidden(self, token: Token) -> None:
        self.bar(token.content)

    def raw(self, token: Token) -> None:
        """One tag of raw HTML."""
        found = TAG.match(token.content)
        name = found[2].lower() if found else ""
        self.number += token.content.count("\n")
        if name in DROPPED and found and not found[1]:
            self.at = self._closing(name) + 1 or self.at
        if found is None or name not in INLINE:
            return
        if found[1]:
            self.leave(f"<{name}")
        elif name == "br":
            self.hard_break(token)
        elif name in ("img", "wbr"):
            self.put(self._clean(token.content), last="")
        elif name in WHOLE:
            self._raw_whole(token.content, name)
        else:
            start, end = raw_element(token.content, name)
            self.enter(Element(start, end, re.sub(r' id="[^"]*"', "", start)), f"<{name}")

    # ------------------------------------------------------------ helping

    def _raw_whole(self, tag: str, name: str) -> None:
        """A raw element up to its closing tag, as one object; alone its opening tag says nothing."""
        end = self._closing(name)
        if end < 0:
            return
        inner = self.tokens[self.at:end]
        html = read([one for one in inner if not one.type.startswith("link_")], self.links, self.number).html
        opening = self._clean(f"{tag}</{name}>").removesuffix(f"</{name}>")
        self.put(f"{opening}{html}</{name}>", last=text_of(inner)[-1:])
        self._count_lines(inner)
        self.at = end + 1

    def _closing(self, name: str) -> int:
        """The index of the token that closes a raw element, -1 where there is none."""
        if self.closing is None:
            self.closing = {}
            for number, token in enumerate(self.tokens):
                if token.type == "html_inline" and (found := TAG.match(token.content)) and found[1]:
                    self.closing.setdefault(found[2].lower(), []).append(number)
        numbers = self.closing.get(name, [])
        place = bisect_left(numbers, self.at)
        return numbers[place] if place < len(numbers) else -1

    def _clean(self, html: str) -> str:
        return sanitize(html, lambda tag, address, alt: self.links.place(tag, address, alt, self.number))

    def _until(self, start: str, end: str) -> Sequence[Token]:
        """The tokens up to the one that closes what has just been opened; they are passed over."""
        depth, first = 1, self.at
        while self.at < len(self.tokens):
            kind = self.tokens[self.at].type
            self.at += 1
            depth += (kind == start) - (kind == end)
            if depth == 0:
                return self.tokens[first:self.at - 1]
        return self.tokens[first:]

    def _count_lines(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                self.new_line()

    def _next_char(self) -> str:
        """The next character that a reader will see."""
        for token in self.tokens[self.at:self.at + 8]:
            if token.content:
                return token.content[0] if token.type not in ("html_inline", "math_inline") else "x"
            if token.type == "image":
                return OBJECT
        return " "


HANDLERS: dict[str, Callable[[_Walk, Token], None]] = {
    "softbreak": _Walk.soft_break, "hardbreak": _Walk.hard_break, "code_inline": _Walk.code, "image": _Walk.image,
    "link_open": _Walk.link, "html_inline": _Walk.raw, "math_inline": _Walk.math, "math_inline_double": _Walk.math,
    "footnote_ref": _Walk.footnote, "wanted": _Walk.asked, "barred": _Walk.forbidden,
    "span_open": _Walk.span_start, "span_close": _Walk.span_end,
    **dict.fromkeys(SIMPLE, _Walk.start), "em_close": _Walk.end, "strong_close": _Walk.end, "s_close": _Walk.end,
}


def text_of(tokens: Sequence[Token]) -> str:
    """What a reader sees of inline `tokens`, as plain text."""
    said: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif token.type == "image":
            said.append(text_of(token.children or ()))
        elif token.type not in ("html_inline", "footnote_ref"):
            said.append(token.content)
    return "".join(said)


def attrs(values: dict[str, str | int | float]) -> str:
    """Attributes as they stand in a tag, those without a value left out."""
    return "".join([f' {name}="{escape(str(value))}"' for name, value in values.items() if value != ""]) if values else ""


def href(place: str | None) -> str:
    """The `href` of a link and what goes with it."""
    if place is None:
        return ""
    return f' href="{place}"' + (' rel="noopener"' if place.startswith(("http:", "https:", "//", "ftp")) else "")


def image(token: Token, alt: str, links: Links, line: int) -> str:
    """An image's HTML; its alt text where its address is not allowed."""
    place = links.place("img", str(token.attrs.get("src", "")), alt, line)
    if not place:
        return escape(alt)
    rest = {name: value for name, value in token.attrs.items() if name not in ("src", "alt")}
    return f'<img src="{place}" alt="{escape(alt)}"{attrs(rest)} loading="lazy" decoding="async">'


@lru_cache(maxsize=256)
def raw_element(tag: str, name: str) -> tuple[str, str]:
    """A raw opening tag, sanitised, and its closing tag."""
    html = sanitize(f"{tag}</{name}>", lambda *_: None)
    return html.removesuffix(f"</{name}>"), f"</{name}>"
