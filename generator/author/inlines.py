"""Where links, pictures and HTML tags stand in the source of a Markdown text, for changes that leave all else as it is.

The rules are CommonMark's, with the addresses with blanks and sizes that our reader knows (`markdown/markup.py`): code,
comments and tags come before links; brackets and parentheses are balanced; a picture may be in a link, but no link.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Literal, NamedTuple

from generator.readers.markdown.shortcodes.fence import open_after

Kind = Literal["link", "picture", "definition", "tag"]


class Found(NamedTuple):
    """A link or picture, the definition of a link's address (`[name]: address`), or an HTML tag, at [start, end)."""

    kind: Kind
    start: int
    end: int
    text: str
    """What is between the brackets, as written; of a tag, all of it."""
    at: int
    """Where its address begins."""
    written: str
    """The address as written, without `<>`."""
    until: int

    @property
    def attributes(self) -> Iterator[tuple[str, str, int, int]]:
        """Of a tag: name, meaning, and place of the value of each attribute that may be an address."""
        for found in ATTRIBUTE.finditer(self.text):
            if ADDRESSES.fullmatch(name := found[1].lower()):
                group = next(group for group in (2, 3, 4) if found[group] is not None)
                start, end = found.span(group)
                yield name, unescape(found[group]).strip(), self.start + start, self.start + end

    @property
    def url(self) -> str:
        """The address that is meant."""
        return ESCAPE.sub(lambda found: found[1] or unescape(found[0]), self.written)


ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#?\w{1,32};")
CHARACTER = r"\\[!-/:-@\[-`{-~]|[^\s()\\\x00-\x1f\x7f]|\\"
PLAIN = CHARACTER
for _ in range(3):
    PLAIN = rf"{CHARACTER}|\((?>(?:{PLAIN})*)\)"
"""An address without blanks; parentheses are balanced, up to three deep."""
BLANK = r"[ \t]*+(?:\r?\n)?[ \t]*+"
TITLE = r"\"(?>(?:\\.|[^\"\\])*)\"|'(?>(?:\\.|[^'\\])*)'|\((?>(?:\\.|[^()\\])*)\)"
ADDRESS = rf"(?:<(?P<pointed>(?>(?:\\.|[^<>\\\n])*))>|(?P<plain>(?!<)(?>(?:{PLAIN})*)))"
INLINE = re.compile(
    rf"\({BLANK}{ADDRESS}(?>(?:(?:[ \t]*\r?\n[ \t]*|[ \t]+)(?:{TITLE}))?)(?>(?:[ ]+=\d*%?[x*]?\d*(?:[ ]+\"[^\"\n]*\")?)?){BLANK}\)",
    re.DOTALL,
)
SPACED = re.compile(
    r"\((?P<plain>(?=[^()\n]*[./\\])[^()<>\s\"'][^()<>\n\"']*[ \u3000\u00a0][^()<>\n\"']*(?:\.\w{1,5}|/)[^\s()<>\n\"']*)[ ]*"
    r"(?:\"[^\"\n]*\"[ ]*)?\)"
)
"""An address with blanks, which CommonMark does not know."""
DEFINITION = re.compile(rf"[ \t>]*\[(?P<text>(?!\^)(?:\\.|[^\[\]\\\n])+)\]:[ \t]*{ADDRESS}(?=\s|\Z)")
TAG = r"</?[A-Za-z][\w-]*(?:\s(?>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*))?>"
TOKEN = re.compile(
    rf"\\[!-/:-@\[-`{{-~]|(?P<ticks>`+)|(?P<comment><!--)|(?P<tag>{TAG})|<[A-Za-z][\w+.-]{{1,31}}:[^\s<>]*>|!\[|\[|\]"
)
ATTRIBUTE = re.compile(r"\s([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
ADDRESSES = re.compile(r"src|href|_src|data-[\w-]+")
"""Names of attributes that may be addresses."""
RAW = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
"""Elements whose content is no Markdown."""
BLOCK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\|)")
"""The first line of a list item, a heading, or a row of a table."""


def inlines(text: str) -> Iterator[Found]:
    """The links, pictures, definitions and tags of a Markdown text; what is within another one comes before it."""
    scan = _Scan(text)
    for start, end in _blocks(text):
        yield from scan.block(start, end)


def readdressed(text: str, new: Callable[[Found], str | None]) -> str:
    """`text` with another address, as it is to be written, wherever `new` gives one."""
    return edited(text, ((one.at, one.until, put) for one in inlines(text) if (put := new(one)) is not None))


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each [start, end) replaced. Edits do not overlap."""
    made, at = [], 0
    for start, end, put in sorted(edits):
        made += [text[at:start], put]
        at = end
    return "".join([*made, text[at:]])


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The runs of lines that may hold one paragraph: outside fenced code, without empty lines."""
    fence, at, begin, quoted = "", 0, -1, False
    for line in text.split("\n"):
        before, fence = fence, open_after(line.rstrip("\r"), fence)
        blank = bool(before or fence) or not line.strip(" \t>\r")
        if begin >= 0 and (blank or BLOCK.match(line) or (not quoted and line.lstrip().startswith(">"))):
            yield begin, at
            begin = -1
        if not blank and begin < 0:
            begin, quoted = at, line.lstrip().startswith(">")
        at += len(line) + 1
    if begin >= 0:
        yield begin, len(text)


class _Scan:
    """A text that is looked through from its beginning."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        """All before is done; it may be behind the current block, as comments go on over empty lines."""
        self._closing: dict[str, list[int]] = {}
        """The ends of all comments, and of all elements of a name."""

    def block(self, start: int, end: int) -> Iterator[Found]:
        """What stands in a block."""
        self._at = max(self._at, start)
        while self._at < end and (match := DEFINITION.match(self._text, self._at, end)):
            yield _found("definition", match.start(), match, match["text"])
            self._at = self._text.find("\n", match.end(), end) + 1 or end
        code: dict[int, list[int]] = {}
        brackets: list[int] = []
        links = 0
        """So many of the open brackets stand before a link. They are none, as no link is in a link; pictures may be."""
        while self._at < end and (token := TOKEN.search(self._text, self._at, end)):
            self._at = token.end()
            if token["ticks"]:
                code = code or _runs(self._text, start, end)
                self._at = _behind(code.get(len(token["ticks"]), []), token.end()) or token.end()
            elif token["tag"]:
                yield Found("tag", token.start(), token.end(), token[0], token.start(), token[0], token.end())
                if raw := RAW.match(token[0]):
                    self._at = self._behind_element(raw[1].lower(), token.end())
            elif token["comment"]:
                self._at = self._behind_element("", token.end())
            elif token[0] in ("[", "!["):
                brackets.append(token.start())
            elif token[0] == "]" and brackets:
                begin = brackets.pop()
                is_picture = self._text[begin] == "!"
                is_open, links = is_picture or len(brackets) >= links, min(links, len(brackets))
                if is_open and (
                    found := INLINE.match(self._text, self._at, end) or SPACED.match(self._text, self._at, end)
                ):
                    words = self._text[begin + 1 + is_picture : token.start()]
                    yield _found("picture" if is_picture else "link", begin, found, words)
                    self._at, links = found.end(), links if is_picture else len(brackets)

    def _behind_element(self, name: str, at: int) -> int:
        """Where an element whose content is no Markdown, or without a name a comment, ends; `at` where it does not."""
        if name not in self._closing:
            close = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE)
            self._closing[name] = [found.end() for found in close.finditer(self._text)]
        return _behind(self._closing[name], at) or (at if name else len(self._text))


def _found(kind: Kind, start: int, match: re.Match[str], words: str) -> Found:
    group = "pointed" if match.groupdict().get("pointed") is not None else "plain"
    around = group == "pointed"
    return Found(kind, start, match.end(), words, match.start(group) - around, match[group], match.end(group) + around)


def _runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where runs of backticks end, by their length."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text[start:end]):
        runs.setdefault(len(run[0]), []).append(start + run.end())
    return runs


def _behind(places: list[int], at: int) -> int:
    """The first of the sorted `places` behind `at`; 0 if there is none."""
    number = bisect_right(places, at)
    return places[number] if number < len(places) else 0
