"""Inline tokens → the content of a passage."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from generator.core.passage import OBJECT
from generator.readers import loss, ruby, wiki
from generator.readers.addresses import Addresses
from generator.readers.breaks import SPACELESS, joins, within
from generator.readers.content import ContentBuilder
from generator.readers.elements import EMBEDDED
from generator.readers.markdown.autolinks import addressed, has_address
from generator.readers.markdown.raw import MORE
from generator.readers.markdown.tokens import attrs, reference_id, text_of
from generator.readers.sanitize import ARIA_HIDDEN, DROPPED, INLINE, REPLACEMENTS, href, image, sanitize
from generator.readers.tree import Element, escape
from generator.readers.urls import is_allowed, player_of

SIMPLE = {
    "em_open": "em",
    "strong_open": "strong",
    "s_open": "s",
    "mark_open": "mark",
    "sub_open": "sub",
    "sup_open": "sup",
}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
SIZE = re.compile(r"\s*\|\s*(\d{1,4})(?:x(\d{1,4}))?\s*\Z")
ID = re.compile(r' id="[^"]*"')
IDENTITY = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
WHOLE = frozenset(("a", "code", "kbd", "samp", "tt", "ruby", "var"))
"""Raw elements that are one OBJECT with all their content."""


def read(tokens: Sequence[Token], addresses: Addresses, line: int, *, in_link: bool = False) -> ContentBuilder:
    """The content of inline `tokens`, which begin on source line `line`. Links and ids are added to `addresses`.

    With `in_link`, the tokens are in a link, which may not contain another.
    """
    if len(tokens) == 1 and tokens[0].type == "text" and not has_address(tokens[0].content):
        only = ContentBuilder(line)
        only.say(tokens[0].content)
        return only
    return _Walk(tokens, addresses, line, in_link=in_link).walk()


class _Walk(ContentBuilder):
    """Walks inline tokens."""

    def __init__(self, tokens: Sequence[Token], addresses: Addresses, line: int, *, in_link: bool) -> None:
        super().__init__(line)
        self.in_link = in_link
        self.tokens = tokens
        self.addresses = addresses
        self.starts: list[int] = []
        """Offsets of the open `{.nomark}` spans; -1 for other spans."""
        self.at = 0
        self.closing: dict[str, list[int]] | None = None
        """Name of a raw element → indices of its closing tags; computed lazily."""

    def walk(self) -> ContentBuilder:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "text" and has_address(token.content):
                self._text_with_links(token.content)
            elif token.type in ("text", "text_special"):
                self.say(token.content)
            else:
                HANDLERS.get(token.type, _Walk.ignore)(self, token)
        return self

    # ------------------------------------------------------------ by token

    def ignore(self, token: Token) -> None:
        """Adds the content of an unknown token as text."""
        self.say(token.content)

    def start(self, token: Token) -> None:
        tag = SIMPLE[token.type]
        self.enter(Element(f"<{tag}>", f"</{tag}>", f"<{tag}>"), token.type[:-5])

    def end(self, token: Token) -> None:
        self.leave(token.type[:-6])

    def span_start(self, token: Token) -> None:
        classes = str(token.attrs.get("class", "")).split()
        self.starts.append(self.length if "nomark" in classes else -1)
        token.attrs["class"] = " ".join(name for name in classes if name != "nomark")
        shown = attrs(token, self.addresses)
        self.enter(_element("span", f"<span{shown}>") if shown else Element("", "", ""), "span")

    def span_end(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        self.leave("span")
        if self.starts and (start := self.starts.pop()) >= 0:
            self.barred.append((start, self.length))

    def broken(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.soft_break(self._next_char())

    def hard_break(self, token: Token) -> None:  # noqa: ARG002 — as above
        joined = joins(self.last, self._next_char())
        self.put("<br>\n", "" if joined else " ", "" if joined else " ")
        self.new_line()

    def abbreviation(self, token: Token) -> None:
        """Adds an abbreviation, whose text may be annotated."""
        self.enter(_element("abbr", f'<abbr title="{escape(token.info)}">'), "abbr")
        self.say(token.content)
        self.leave("abbr")

    def code(self, token: Token) -> None:
        self.put(
            f"<code{attrs(token, self.addresses)}>{escape(token.content)}</code>",
            last=token.content.strip()[-1:] or OBJECT,
        )

    def math(self, token: Token) -> None:
        """Adds a formula. If it cannot be converted, its source is shown."""
        from generator.readers.markdown.tex import mathml, not_math  # few articles have formulas

        shown = mathml(token.content.strip(), display=token.type == "math_inline_double")
        if shown is None:
            self.addresses.warnings.append((self.number, not_math(token.content)))
            shown = f'<span class="math">{escape(token.markup)}</span>'
        self.put(shown, last="x")
        for _ in range(token.markup.count("\n")):
            self.new_line()

    def image(self, token: Token) -> None:
        alt = text_of(token.children or ())
        source = str(token.attrs.pop("src", ""))
        token.attrs.pop("alt", None)
        if "|" in alt and (size := SIZE.search(alt)):  # Obsidian's ![alt|300x200](a.png)
            alt = alt[: size.start()]
            token.attrs = {"width": size[1], **({"height": size[2]} if size[2] else {}), **token.attrs}
        if kind := player_of(source):
            width = f' width="{token.attrs["width"]}"' if "width" in token.attrs else ""
            title = f' title="{escape(alt)}"' if alt else ""
            self._embedded(f'<{kind} src="{escape(source)}"{width}{title}>', kind, is_whole=True)
            return
        url = self.addresses.register("img", source, alt, self.number)
        html = image(url, alt, {name: str(value) for name, value in token.attrs.items() if name != "id"})
        follows = self._next_char()
        is_word = self.last.isspace() and not follows.isspace() and not within(follows, SPACELESS)
        self.put(html, last=OBJECT if is_word else "")

    def link(self, token: Token) -> None:
        inner = self._until("link_open", "link_close")
        if token.info == "auto" and not is_allowed(str(token.attrs.get("href", ""))):
            self.say(f"<{text_of(inner)}>")
            return
        html = read(inner, self.addresses, self.number, in_link=True).html
        url = self.addresses.register("a", str(token.attrs.pop("href", "")), line=self.number)
        self.put(f"<a{href(url)}{attrs(token, self.addresses)}>{html}</a>", last=text_of(inner)[-1:])
        self._count_lines(inner)

    def ruby(self, token: Token) -> None:
        """Adds the ruby `{漢字|かんじ}`."""
        ruby.put(self, f"<ruby>{escape(token.content)}<rp>(</rp><rt>{escape(token.info)}</rt><rp>)</rp></ruby>")

    def footnote(self, token: Token) -> None:
        number = token.meta["id"] + 1
        self.put(
            f'<sup class="fnref"><a href="#fn-{number}" id="{reference_id(token)}" role="doc-noteref">{number}</a></sup>',
            last="",
        )

    def wanted_mark(self, token: Token) -> None:
        inner = token.meta["inner"]
        if "link" in token.meta:
            self.put(f'<a href="zhushu-entry:{escape(inner)}">{escape(token.content)}</a>', last=token.content[-1])
        else:
            wiki.add(self, self.addresses, inner)

    def barred_mark(self, token: Token) -> None:
        self.bar(token.content)

    def raw(self, token: Token) -> None:
        """Reads a tag or comment of raw HTML."""
        if MORE.match(token.content) and not self.addresses.more:
            self.addresses.more, self.addresses.more_at = True, len(self.text)
        found = TAG.match(token.content)
        name = found[2].lower() if found else ""
        self.number += token.content.count("\n")
        if name in EMBEDDED and found and not found[1]:
            self._embedded(token.content, name)
        elif name in DROPPED and found and not found[1]:
            self._dropped(name)
        if found is not None and not found[1] and self._empty_anchor(token.content, name):
            return
        if found is None or name not in INLINE:
            return
        if found[1]:
            self.leave(f"<{name}")
        elif name == "br":
            joined = joins(self.last, self._next_char())
            self.put("<br>\n", "" if joined else " ", "" if joined else " ")
        elif name in ("img", "wbr"):
            self.put(sanitize(token.content, self.addresses, self.number), last="")
        elif name in WHOLE or ARIA_HIDDEN.search(token.content):
            self._raw_whole(token.content, name)
        elif opening := self._opening(token.content, name):  # "" if it is not a tag for browsers
            self.enter(_element(name, opening), f"<{name}")

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

    def _embedded(self, tag: str, name: str, *, is_whole: bool = False) -> None:
        """Reads video, a frame or the like; with `is_whole`, it has no closing tag in the text."""
        from generator.readers.embeds import replace_embeds  # few articles have any

        end = -1 if name == "embed" or is_whole else self._closing(name)
        inner = self.tokens[self.at : end] if end >= 0 else ()
        whole = f"{tag}{''.join(one.content for one in inner)}</{name}>"
        html = sanitize(replace_embeds(whole, self.addresses, self.number), self.addresses, self.number)
        self._count_lines(inner)
        self.at = end + 1 if end >= 0 else self.at
        if html:
            self.put(html)

    def _dropped(self, name: str) -> None:
        """Skips an element that is left out with its content."""
        end = self._closing(name)
        inner = self.tokens[self.at : end] if end >= 0 else ()
        if name not in loss.SILENT:
            self.addresses.drop(loss.element(self.number, name, text_of(inner)))
        self.at = end + 1 or self.at

    # ------------------------------------------------------------ helping

    def _text_with_links(self, text: str) -> None:
        """Adds text, with bare addresses as links."""
        if self.in_link:
            self.say(text)
            return
        for before, address, html in addressed(text, self.addresses, self.number):
            self.say(before)
            if address:
                self.put(html, last="x")

    def _raw_whole(self, tag: str, name: str) -> None:
        """Reads a raw element up to its closing tag as one object. Without a closing tag, it is ignored."""
        end = self._closing(name)
        opening = self._opening(tag, name)
        if end < 0 or not opening:
            return
        inner = self.tokens[self.at : end]
        if name == "a":  # links cannot be nested
            inner = [one for one in inner if not one.type.startswith("link_")]
        html = read(inner, self.addresses, self.number, in_link=True).html
        whole = f"{opening}{html}</{REPLACEMENTS.get(name, name)}>"
        if name == "ruby":
            ruby.put(self, whole)
        elif html and not ARIA_HIDDEN.search(tag):
            self.put(whole, last=text_of(inner)[-1:])
        else:  # an empty anchor
            self.put(whole, "", "")
        self._count_lines(inner)
        self.at = end + 1

    def _closing(self, name: str) -> int:
        """The index of the next closing tag of a raw element, or -1."""
        if self.closing is None:
            self.closing = {}
            for number, token in enumerate(self.tokens):
                if token.type == "html_inline" and (found := TAG.match(token.content)) and found[1]:
                    self.closing.setdefault(found[2].lower(), []).append(number)
        numbers = self.closing.get(name, [])
        place = bisect_left(numbers, self.at)
        return numbers[place] if place < len(numbers) else -1

    def _opening(self, tag: str, name: str) -> str:
        """A raw opening tag, sanitised."""
        return sanitize(f"{tag}</{name}>", self.addresses, self.number).rpartition("</")[0]

    def _until(self, start: str, end: str) -> Sequence[Token]:
        """The tokens up to the one that closes the current element. Moves past it."""
        depth, first = 1, self.at
        while self.at < len(self.tokens):
            kind = self.tokens[self.at].type
            self.at += 1
            depth += (kind == start) - (kind == end)
            if depth == 0:
                return self.tokens[first : self.at - 1]
        return self.tokens[first:]

    def _count_lines(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                self.new_line()

    def _next_char(self) -> str:
        """The next visible character."""
        for token in self.tokens[self.at : self.at + 8]:
            if token.content:
                return token.content[0] if token.type not in ("html_inline", "math_inline") else "x"
            if token.type == "image":
                return OBJECT
        return " "


HANDLERS: dict[str, Callable[[_Walk, Token], None]] = {
    "softbreak": _Walk.broken,
    "hardbreak": _Walk.hard_break,
    "code_inline": _Walk.code,
    "abbr": _Walk.abbreviation,
    "image": _Walk.image,
    "link_open": _Walk.link,
    "html_inline": _Walk.raw,
    "ruby": _Walk.ruby,
    "math_inline": _Walk.math,
    "math_inline_double": _Walk.math,
    "footnote_ref": _Walk.footnote,
    "wanted": _Walk.wanted_mark,
    "barred": _Walk.barred_mark,
    "span_open": _Walk.span_start,
    "span_close": _Walk.span_end,
    **dict.fromkeys(SIMPLE, _Walk.start),
    **dict.fromkeys([name.replace("_open", "_close") for name in SIMPLE], _Walk.end),
}


def _element(name: str, start: str) -> Element:
    """An inline element. If a mark splits it, only its first part has the id."""
    return Element(start, f"</{REPLACEMENTS.get(name, name)}>", ID.sub("", start))
