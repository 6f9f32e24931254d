"""Inline tokens → the content of a passage."""

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from generator.core.passage import OBJECT
from generator.readers import ruby, wiki
from generator.readers.addresses import Addresses
from generator.readers.breaks import SPACELESS, within
from generator.readers.content import ContentBuilder
from generator.readers.markdown.autolinks import addressed, has_address
from generator.readers.markdown.inline_html import RawTags, element
from generator.readers.markdown.tokens import attrs, reference_id, text_of
from generator.readers.sanitize import href, image
from generator.readers.tree import Element, escape
from generator.readers.urls import is_allowed, player_of

SIMPLE = ("em", "strong", "s", "mark", "sub", "sup")
SIZE = re.compile(r"\s*\|\s*(\d{1,4})(?:x(\d{1,4}))?\s*\Z")


def read(tokens: Sequence[Token], addresses: Addresses, line: int, *, in_link: bool = False) -> ContentBuilder:
    """The content of inline `tokens`, which begin on source line `line`. Links and ids are added to `addresses`.

    With `in_link`, the tokens are in a link, which may not contain another.
    """
    if len(tokens) == 1 and tokens[0].type == "text" and not has_address(tokens[0].content):
        only = ContentBuilder(line)
        only.say(tokens[0].content)
        return only
    return _Walk(tokens, addresses, line, in_link=in_link).walk()


class _Walk(RawTags):
    """Walks inline tokens."""

    def __init__(self, tokens: Sequence[Token], addresses: Addresses, line: int, *, in_link: bool) -> None:
        super().__init__(tokens, addresses, line)
        self.in_link = in_link
        self.starts: list[int] = []
        """Offsets of the open `{.nomark}` spans; -1 for other spans."""

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

    def html_of(self, tokens: Sequence[Token]) -> str:
        return read(tokens, self.addresses, self.number, in_link=True).html

    # ------------------------------------------------------------ by token

    def ignore(self, token: Token) -> None:
        """Adds the content of an unknown token as text."""
        self.say(token.content)

    def start(self, token: Token) -> None:
        tag = token.type.removesuffix("_open")
        self.enter(Element(f"<{tag}>", f"</{tag}>", f"<{tag}>"), tag)

    def end(self, token: Token) -> None:
        self.leave(token.type.removesuffix("_close"))

    def span_start(self, token: Token) -> None:
        classes = str(token.attrs.get("class", "")).split()
        self.starts.append(self.length if "nomark" in classes else -1)
        token.attrs["class"] = " ".join(name for name in classes if name != "nomark")
        shown = attrs(token, self.addresses)
        self.enter(element("span", f"<span{shown}>") if shown else Element("", "", ""), "span")

    def span_end(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        self.leave("span")
        if self.starts and (start := self.starts.pop()) >= 0:
            self.barred.append((start, self.length))

    def broken(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.soft_break(self.next_char())

    def hard_break(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.add_break()
        self.new_line()

    def abbreviation(self, token: Token) -> None:
        """Adds an abbreviation, whose text may be annotated."""
        self.enter(element("abbr", f'<abbr title="{escape(token.info)}">'), "abbr")
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
            self.embedded(f'<{kind} src="{escape(source)}"{width}{title}>', kind, is_whole=True)
            return
        url = self.addresses.register("img", source, alt, self.number)
        html = image(url, alt, {name: str(value) for name, value in token.attrs.items() if name != "id"})
        follows = self.next_char()
        is_word = self.last.isspace() and not follows.isspace() and not within(follows, SPACELESS)
        self.put(html, last=OBJECT if is_word else "")

    def link(self, token: Token) -> None:
        inner = self._until("link_open", "link_close")
        if token.info == "auto" and not is_allowed(str(token.attrs.get("href", ""))):
            self.say(f"<{text_of(inner)}>")
            return
        html = self.html_of(inner)
        url = self.addresses.register("a", str(token.attrs.pop("href", "")), line=self.number)
        self.put(f"<a{href(url)}{attrs(token, self.addresses)}>{html}</a>", last=text_of(inner)[-1:])
        self.count_lines(inner)

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
    **dict.fromkeys([f"{tag}_open" for tag in SIMPLE], _Walk.start),
    **dict.fromkeys([f"{tag}_close" for tag in SIMPLE], _Walk.end),
}
