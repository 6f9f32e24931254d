"""Inline tokens → the text of a passage and its leaves."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from generator.core.passage import OBJECT
from generator.readers import embeds, loss, ruby, wiki
from generator.readers.addresses import Addresses
from generator.readers.breaks import SPACELESS, joins, within
from generator.readers.line import Line
from generator.readers.markdown.raw import MORE
from generator.readers.markdown.tex import mathml, not_math
from generator.readers.sanitize import ARIA_HIDDEN, DROPPED, INLINE, TODAY, attributes, href, image, sanitize
from generator.readers.tree import Element, escape
from generator.readers.urls import is_allowed

SIMPLE = {
    "em_open": "em",
    "strong_open": "strong",
    "s_open": "s",
    "mark_open": "mark",
    "sub_open": "sub",
    "sup_open": "sup",
}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
CHINESE = (
    "，。、；：！？（）「」『』“”‘’《》【】…—\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
BARE = re.compile(
    rf"(?<![A-Za-z0-9+.-])https?://[A-Za-z0-9][^\s<>`{CHINESE}]*"
    rf"|(?<![A-Za-z0-9+._/@-])www\.[A-Za-z0-9-]+\.[A-Za-z0-9][^\s<>`{CHINESE}]*"
    r"|(?<![A-Za-z0-9+._/:=@-])[A-Za-z0-9][A-Za-z0-9+._-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9_@/-]|:[^\s])"
)
"""An address without brackets, as GitHub makes it a link: of a page, also one that begins with `www.`, or of mail. In
Chinese it ends where Chinese begins. `git@github.com:a/b` is no address of mail.
"""
SIZE = re.compile(r"\s*\|\s*(\d{1,4})(?:x(\d{1,4}))?\s*\Z")
TRAILING = frozenset("?!.,:;*_~'\"")
"""Signs at the end of an address that are no part of it."""
BRACKETS = {")": "(", "]": "[", "}": "{"}
ID = re.compile(r' id="[^"]*"')
WHOLE = frozenset(("a", "code", "kbd", "samp", "tt", "ruby", "var"))
"""Raw elements that stand in the text as one OBJECT with all that they hold."""


def has_address(text: str) -> bool:
    """Whether there may be a bare address in a text."""
    return "://" in text or "@" in text or "www." in text


def read(tokens: Sequence[Token], addresses: Addresses, line: int, *, in_link: bool = False) -> Line:
    """The passage that inline `tokens` make; `line` is the source line of the first, `addresses` the article's links and
    ids.

    `in_link`: they stand in a link, where no other may be.
    """
    if len(tokens) == 1 and tokens[0].type == "text" and not has_address(tokens[0].content):
        only = Line(line)
        only.say(tokens[0].content)
        return only
    return _Walk(tokens, addresses, line, in_link=in_link).walk()


class _Walk(Line):
    """Goes through inline tokens."""

    def __init__(self, tokens: Sequence[Token], addresses: Addresses, line: int, *, in_link: bool) -> None:
        super().__init__(line)
        self.in_link = in_link
        self.tokens = tokens
        self.addresses = addresses
        self.starts: list[int] = []
        """Where the spans that bar marks begin; -1 for other spans."""
        self.at = 0
        self.closing: dict[str, list[int]] | None = None
        """Name of a raw element → where it is closed; made when it is first asked for."""

    def walk(self) -> Line:
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
        """Its text may be marked, as that around it."""
        self.enter(_element("abbr", f'<abbr title="{escape(token.info)}">'), "abbr")
        self.say(token.content)
        self.leave("abbr")

    def code(self, token: Token) -> None:
        self.put(
            f"<code{attrs(token, self.addresses)}>{escape(token.content)}</code>",
            last=token.content.strip()[-1:] or OBJECT,
        )

    def math(self, token: Token) -> None:
        """A formula; one that cannot be converted stays as it was written."""
        shown = mathml(token.content.strip(), display=token.type == "math_inline_double")
        if shown is None:
            self.addresses.told.append((self.number, not_math(token.content)))
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
        place = self.addresses.place("img", source, alt, self.number)
        html = image(place, alt, {name: str(value) for name, value in token.attrs.items() if name != "id"})
        follows = self._next_char()
        is_word = self.last.isspace() and not follows.isspace() and not within(follows, SPACELESS)
        self.put(html, last=OBJECT if is_word else "")

    def link(self, token: Token) -> None:
        inner = self._until("link_open", "link_close")
        if token.info == "auto" and not is_allowed(str(token.attrs.get("href", ""))):
            self.say(f"<{text_of(inner)}>")
            return
        html = read(inner, self.addresses, self.number, in_link=True).html
        place = self.addresses.place("a", str(token.attrs.pop("href", "")), line=self.number)
        self.put(f"<a{href(place)}{attrs(token, self.addresses)}>{html}</a>", last=text_of(inner)[-1:])
        self._count_lines(inner)

    def ruby(self, token: Token) -> None:
        """`{漢字|かんじ}`."""
        ruby.put(self, f"<ruby>{escape(token.content)}<rp>(</rp><rt>{escape(token.info)}</rt><rp>)</rp></ruby>")

    def footnote(self, token: Token) -> None:
        number = token.meta["id"] + 1
        self.put(
            f'<sup class="fnref"><a href="#fn-{number}" id="{reference_id(token)}" role="doc-noteref">{number}</a></sup>',
            last="",
        )

    def asked(self, token: Token) -> None:
        inner = token.meta["inner"]
        if "link" in token.meta:
            self.put(f'<a href="zhushu-entry:{escape(inner)}">{escape(token.content)}</a>', last=token.content[-1])
        else:
            wiki.add(self, self.addresses, inner)

    def forbidden(self, token: Token) -> None:
        self.bar(token.content)

    def raw(self, token: Token) -> None:
        """One tag of raw HTML."""
        if MORE.match(token.content):
            self.addresses.more = True
        found = TAG.match(token.content)
        name = found[2].lower() if found else ""
        self.number += token.content.count("\n")
        if name in embeds.NAMES and found and not found[1]:
            self._embedded(token.content, name)
        elif name in DROPPED and found and not found[1]:
            self._dropped(name)
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
        elif opening := self._opening(
            token.content, name
        ):  # else browsers see no such tag: their blanks are fewer than Markdown's
            self.enter(_element(name, opening), f"<{name}")

    def _embedded(self, tag: str, name: str) -> None:
        """A film, a frame and the like."""
        end = -1 if name in embeds.VOID else self._closing(name)
        inner = self.tokens[self.at : end] if end >= 0 else ()
        whole = f"{tag}{''.join(one.content for one in inner)}</{name}>"
        html = sanitize(embeds.replaced(whole, self.addresses, self.number), self.addresses, self.number)
        self._count_lines(inner)
        self.at = end + 1 if end >= 0 else self.at
        if html:
            self.put(html)

    def _dropped(self, name: str) -> None:
        """An element that is left out with all that it holds."""
        end = self._closing(name)
        inner = self.tokens[self.at : end] if end >= 0 else ()
        if name not in loss.BY_RULE:
            self.addresses.drop(loss.element(self.number, name, text_of(inner)))
        self.at = end + 1 or self.at

    # ------------------------------------------------------------ helping

    def _text_with_links(self, text: str) -> None:
        """Text in which bare addresses become links."""
        if self.in_link:
            self.say(text)
            return
        for before, address, html in addressed(text, self.addresses, self.number):
            self.say(before)
            if address:
                self.put(html, last="x")

    def _raw_whole(self, tag: str, name: str) -> None:
        """A raw element up to its closing tag, as one object; alone its opening tag says nothing."""
        end = self._closing(name)
        opening = self._opening(tag, name)
        if end < 0 or not opening:
            return
        inner = self.tokens[self.at : end]
        if name == "a":  # a link holds no other
            inner = [one for one in inner if not one.type.startswith("link_")]
        html = read(inner, self.addresses, self.number, in_link=True).html
        whole = f"{opening}{html}</{TODAY.get(name, name)}>"
        if name == "ruby":
            ruby.put(self, whole)
        elif html and not ARIA_HIDDEN.search(tag):
            self.put(whole, last=text_of(inner)[-1:])
        else:  # an anchor: nothing is seen of it
            self.put(whole, "", "")
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

    def _opening(self, tag: str, name: str) -> str:
        """A raw opening tag, sanitised."""
        return sanitize(f"{tag}</{name}>", self.addresses, self.number).rpartition("</")[0]

    def _until(self, start: str, end: str) -> Sequence[Token]:
        """The tokens up to the one that closes what has just been opened; they are passed over."""
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
        """The next character that a reader will see."""
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
    "wanted": _Walk.asked,
    "barred": _Walk.forbidden,
    "span_open": _Walk.span_start,
    "span_close": _Walk.span_end,
    **dict.fromkeys(SIMPLE, _Walk.start),
    **dict.fromkeys([name.replace("_open", "_close") for name in SIMPLE], _Walk.end),
}


def addressed(text: str, addresses: Addresses, line: int) -> Iterator[tuple[str, str, str]]:
    """Text with bare addresses as rows: text, the address behind it, and that as a link; the last row has no address."""
    at = 0
    for found in BARE.finditer(text):
        shown = _without_rest(found[0])
        end = found.start() + len(shown)
        to = shown if "://" in shown else f"http://{shown}" if shown.startswith("www.") else f"mailto:{shown}"
        yield text[at : found.start()], shown, f"<a{href(addresses.place('a', to, line=line))}>{escape(shown)}</a>"
        at = end
    yield text[at:], "", ""


def _without_rest(address: str) -> str:
    """An address as far as GitHub takes it: without signs and entities at its end, and brackets that it does not open."""
    excess = {closing: address.count(closing) - address.count(opening) for closing, opening in BRACKETS.items()}
    end = len(address)
    while True:
        last = address[end - 1]
        if last in TRAILING:
            end = _entity(address, end) if last == ";" else end - 1
        elif excess.get(last, 0) > 0:
            excess[last] -= 1
            end -= 1
        else:
            return address[:end]


def _entity(address: str, end: int) -> int:
    """Where what ends with the `;` before `end` begins: an entity, or that sign alone."""
    start = end - 2
    while address[start].isalpha():
        start -= 1
    return start if address[start] == "&" and start < end - 2 else end - 1


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


def attrs(token: Token, addresses: Addresses) -> str:
    """A token's attributes as they stand in its tag, its id made unique."""
    if not token.attrs:
        return ""
    values = {name: str(value) for name, value in token.attrs.items()}
    if "id" in values:
        values["id"] = addresses.own(values["id"])
    return attributes(values)


def reference_id(token: Token) -> str:
    """The id of a reference to a footnote."""
    again = token.meta.get("subId", 0)
    return f"fnref-{token.meta['id'] + 1}" + (f"-{again + 1}" if again else "")


def _element(name: str, start: str) -> Element:
    """An inline element; where a mark splits it, only its first part has the id."""
    return Element(start, f"</{TODAY.get(name, name)}>", ID.sub("", start))
