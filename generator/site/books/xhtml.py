"""An article's HTML as XHTML for books: well-formed, with the book's links and pictures, without what EPUB forbids."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from generator.core.markup import VOID, legal

DROPPED = frozenset("script style iframe object embed form button select textarea template noscript link meta".split())
"""Elements that are dropped with their content."""
MEDIA = frozenset(("audio", "video"))
IMPLIED = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "p": ("p",), "tr": ("tr", "td", "th"), "option": ()}
NAMESPACES = {"math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg"}
KEPT = frozenset(
    "abbr alt alttext class checked cite colspan datetime dir disabled display encoding headers height hidden href id "
    "lang open reversed role rowspan scope span src start title type value width".split()
)
"""HTML attributes that are kept; MathML and SVG keep all of theirs."""
ROLES = {"doc-glossref": "noteref glossref", "doc-noteref": "noteref", "doc-footnote": "footnote"}
"""ARIA role → epub:type, which makes e-readers show notes as pop-ups."""
BAD_ID = re.compile(r"[^A-Za-z0-9_.\-\u4e00-\u9fa5]")
"""Escaped in ids: validators only accept the name characters of XML 1.0's early editions."""
TAG_NAME = re.compile(r"[a-z][a-z0-9-]*", re.IGNORECASE)


class LinkMap(NamedTuple):
    """Maps the addresses in an article to those in a book."""

    link: Callable[[str], str]
    """Address → address in the book, or an empty string."""
    picture: Callable[[str], str]
    """Address of a picture → its file in the book, or an empty string."""


def xhtml(html: str, links: LinkMap) -> str:
    """The fragment `html` as well-formed XHTML."""
    writer = _Writer(links)
    writer.feed(html)
    writer.close()
    return writer.result()


def xml_id(name: str) -> str:
    """An id that XML allows, unique to `name`."""
    safe = BAD_ID.sub(lambda found: f"_{ord(found[0]):x}_", name)
    return safe if re.match(r"[^\W\d]|_", safe) else f"_{safe}"


class _Writer(HTMLParser):
    """Writes XHTML for the HTML that is fed, closing elements that are left open."""

    def __init__(self, links: LinkMap) -> None:
        super().__init__(convert_charrefs=True)
        self._links = links
        self._out: list[str] = []
        self._open: list[str] = []
        self._written: list[str] = []
        """The name of each open element in the book; empty if only its content is written."""
        self._dropped = 0
        self._foreign = 0
        """The nesting depth of MathML and SVG."""

    def result(self) -> str:
        """The XHTML, with all elements closed."""
        while self._open:
            self._close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, dict(attrs), empty=tag in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, dict(attrs), empty=tag in VOID or bool(self._foreign))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._dropped:
            self._dropped -= tag in DROPPED
            return
        if tag in self._open:
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._out.append(escape(legal(data), quote=False))

    def _start(self, tag: str, said: dict[str, str | None], *, empty: bool) -> None:
        if tag in DROPPED:
            self._dropped += tag not in VOID
            return
        if self._dropped:
            return
        while self._open and self._open[-1] in IMPLIED.get(tag, ()):
            self._close()
        self._foreign += tag in NAMESPACES and not empty
        if tag == "img":
            self._picture(said)
            return
        if said.get("class") in ("box tab", "box tab apart"):  # of tabs all are read
            said["open"] = ""
        name = self._name(tag, said)
        if name:
            self._out.append(f"<{name}{self._attributes(tag, said)}{'/>' if empty else '>'}")
        if not empty:
            self._open.append(tag)
            self._written.append(name)

    def _name(self, tag: str, said: dict[str, str | None]) -> str:
        """The element's name in the book. A link without a target there becomes a `span`; `said` is changed to match."""
        if tag == "a" and (href := said.get("href")) is not None:
            said["href"] = self._links.link(href)
            if not said["href"]:
                del said["href"]
                return "span"
        if tag in MEDIA:
            address = self._links.link(said.get("src") or "")
            said.clear()
            if not address:
                return "span"
            said["href"] = address
            return "a"
        if not TAG_NAME.fullmatch(tag):
            return ""
        return {"source": "", "track": "", "center": "div", "font": "span", "tt": "code"}.get(tag, tag)

    def _picture(self, said: dict[str, str | None]) -> None:
        source, alt = said.get("src") or "", said.get("alt") or ""
        file = self._links.picture(source)
        if file:
            said["src"], said["alt"] = file, alt
            self._out.append(f"<img{self._attributes('img', said)}/>")
        elif address := self._links.link(source):
            self._out.append(f'<a href="{escape(address)}">{escape(alt or address)}</a>')
        else:
            self._out.append(escape(alt, quote=False))

    def _attributes(self, tag: str, said: dict[str, str | None]) -> str:
        parts = []
        if tag in NAMESPACES:
            parts.append(f' xmlns="{NAMESPACES[tag]}"')
        for name, value in said.items():
            text = legal(value or "")
            if not re.fullmatch(r"[a-zA-Z_][\w-]*", name) or (not self._foreign and name not in KEPT):
                continue
            if name in ("width", "height") and not self._foreign and not text.isdecimal():
                continue
            if name == "id":
                text = xml_id(text)
            parts.append(f' {name}="{escape(text)}"')
            if name == "lang":
                parts.append(f' xml:lang="{escape(text)}"')
            if name == "role" and text in ROLES:
                parts.append(f' epub:type="{ROLES[text]}"')
        return "".join(parts)

    def _close(self) -> str:
        tag, name = self._open.pop(), self._written.pop()
        self._foreign -= tag in NAMESPACES
        if name:
            self._out.append(f"</{name}>")
        return tag
