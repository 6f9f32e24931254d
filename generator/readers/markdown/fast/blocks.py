"""The fast path for blocks.

One regular expression matches a whole block that no rule can read in another way. All other text is left to
markdown-it. See `docs/fast-paths.md`.
"""

import re
from collections.abc import Callable

from markdown_it.common.utils import MD_TRIM_CHARS, normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from generator.core.patterns import late

TAG_OR_ADDRESS = r"[A-Za-z/!?]|[0-9.#$%&'*+=^_`{|}~-]++[A-Za-z0-9.#$%&'*+/=?^_`{|}~-]*+@"
"""What follows `<` at the beginning of a tag or of a URL or email address in angle brackets."""
TEXT = rf"""(?:
    (?!!!!|\?\?\?)[^ \t\n\#>\-*+_=`~|<:\[{{$\\0-9]
  | \*{{1,2}}(?![*\s])(?!\[[^\]\n]*\]:) | _{{1,2}}(?![_\s]) | `{{1,2}}(?!`) | [0-9]++(?![.)]\s) | \#{{1,6}}(?![\#\s])
  | -{{1,2}}(?![-\s|:]) | <(?!{TAG_OR_ADDRESS}) | \[(?!\^)[^\[\]\\\n]*+(?:\[|\](?!:))
)[^\n]*\n"""
"""A line that cannot begin any block other than a paragraph, and cannot end a paragraph."""
EMPTY = r"(?>(?:[ \t\n]*\n)?)"
"""Empty lines. A repeated group would take memory for each of them."""
NO_ITEM = r"(?:\Z|[^\s*+\-0-9]|\*\*|--|[0-9]++(?![.)]))"
"""The beginning of a line that cannot continue a list above it. An indented line could."""
ITEM = rf"[ ]{{1,4}}(?!\[[ xX]\]){TEXT}"
BEGINNING = r"""\#{1,6}[ \t\n]|`{3}[^`\n]*\n|\*[ \t]*+\*[ \t]*+\*[* \t]*+\n|[*+-][ ]{1,4}[^\s|:*+\-]"""
"""The beginning of a block that needs no empty line above it: a heading, code, a thematic break, a list."""
PLACE = r"[^()<>\\&:\x00-\x20\x7f]"
ADDRESS = rf"(?:https?://(?>(?:{PLACE}++|:|&(?!\#?[A-Za-z0-9]+;)|\({PLACE}*+\))+)|{PLACE}++)"
NO_TABLE = r"(?![^\n|]*+\|[^\n]*+\n[ ]{0,3}[-:|])"
"""The line is not a table head. The table rule precedes those for headings, code and references."""
REFERENCE = rf"""{NO_TABLE}\[(?![\^\s])([^\[\]\\\n]+)\]:[ \t]*({ADDRESS})(?:[ \t]+(?:"([^"\\&\n]*)"|\(([^()\\&\n]*)\)))?[ \t]*\n(?![ \t>]*["'(])"""
"""A reference definition: a URL, perhaps a title after it, and no title on the next line."""
WITHOUT_GROUPS = re.sub(r"(?<![\\^])\((?!\?)", "(?:", REFERENCE)
"""REFERENCE for use in an atomic group. Before 3.11.5, Python fails on capturing groups in one (CPython issue 101955),
and treats a group with `++` as empty (106052).
"""
INDENTED = r"(?:[ ]{4}|\t)[ \t]*+[^ \t\n][^\n]*\n"
BLOCK = re.compile(
    rf"""{EMPTY}(?:
    (?P<paragraph>(?>(?:{TEXT})+))(?=[ \t]*\n(?![ ]{{0,3}}[:~])|\Z|{BEGINNING}|>)
  | (?P<heading>{NO_TABLE}(?P<level>\#{{1,6}})[ \t]++(?P<title>(?>(?:[^\n\#]|\#++(?![ \t]*\n))*))(?:(?<=[ \t])\#++[ \t]*+)?\n)
  | (?P<list>(?P<indent>[ ]{{0,3}})
      (?:(?P<bullet>[*+-]){ITEM}(?>(?:(?P=indent)(?P=bullet){ITEM})*)
        |(?P<number>[0-9]{{1,9}})(?P<sign>[.)]){ITEM}(?>(?:(?P=indent)[0-9]{{1,9}}(?P=sign){ITEM})*))
    )(?=[ \t]*\n{EMPTY}{NO_ITEM}|\Z)
  | (?P<fence>{NO_TABLE}(?P<ticks>`{{3,}}+)(?P<info>[^`\n]*)\n
      (?P<code>(?>(?:(?![ ]{{0,3}}(?P=ticks)`*[ \t]*\n)[^\n]*\n)*))[ ]{{0,3}}(?P=ticks)`*[ \t]*\n)
  | (?P<references>(?>(?:{WITHOUT_GROUPS})+))
  | (?P<quote>(?>(?:>[^\n\t]*\n)+))(?=[ \t]*\n|\Z|{BEGINNING})
  | (?P<rule>\*[ \t]*+\*[ \t]*+\*[* \t]*+\n|-[ \t]*+-[ \t]*+-[- \t]*+\n|_[ \t]*+_[ \t]*+_[_ \t]*+\n)
  | (?P<indented>{INDENTED}(?>(?:(?>(?:[ ]*\n)*){INDENTED})*))(?!(?>(?:[ ]*\n)*)[ ]*\t)
)""",
    re.VERBOSE,
)
REFERENCES = late(REFERENCE)
ITEMS = re.compile(r"[ ]*(?:[*+-]|[0-9]+[.)])([^\n]*)\n")
INDENTATION = re.compile(r"^(?:[ ]{1,4}|\t)", re.MULTILINE)
QUOTED = re.compile(r"^> ?", re.MULTILINE)
Match = re.Match[str]


class Plain(Token):
    """A token of the fast path. Constant fields are class attributes, to save memory and time."""

    __slots__ = ()
    level, markup, info, block, hidden = 0, "", "", True, False


class Text(Plain):
    """An inline token."""

    __slots__ = ()
    type, tag, nesting = "inline", "", 0

    def __init__(self, content: str, line: int, last: int) -> None:
        """`content` is on the lines `[line, last)`."""
        self.content = content
        self.map = [line, last]
        self.attrs, self.meta = {}, {}
        self.children = None


class Paragraph(Text):
    """The only token of a paragraph."""

    __slots__ = ()
    tag = "p"


class Heading(Plain):
    """The first token of a heading."""

    __slots__ = ()
    type, nesting, content, children = "heading_open", 1, "", None

    def __init__(self, tag: str, line: int) -> None:
        self.tag = tag
        self.map = [line, line + 1]
        self.attrs, self.meta = {}, {}


HEADING_END = Token("heading_close", "", -1)
"""The last token of all headings, shared as its fields are never used."""


def read(state: StateBlock, at: int, line: int, end: int) -> tuple[int, int]:
    """Adds the tokens of consecutive plain blocks from `at` on; returns the offset and line of their end.

    `at` is the offset in the state's text at which `line` begins, `end` the end of the last line that is not empty.
    """
    return _read(state, state.src, at, line, end, HANDLERS)


Handler = Callable[[StateBlock, Match, int, int], bool]
"""Adds the tokens of a match on the lines `[first, last)`; returns whether it could."""


def _read(state: StateBlock, src: str, at: int, line: int, end: int, readers: dict[str, Handler]) -> tuple[int, int]:
    match, count, add = BLOCK.match, src.count, state.tokens.append
    while at < end and (found := match(src, at)) is not None:
        kind = found.lastgroup or ""
        start, stop = found.start(kind), found.end()
        first = line + count("\n", at, start)
        last = first + count("\n", start, stop)
        if kind == "paragraph":
            add(Paragraph(found["paragraph"].strip(MD_TRIM_CHARS), first, last))
        elif kind not in readers or not readers[kind](state, found, first, last):
            break
        at, line = stop, last
    return at, line


def _heading(state: StateBlock, found: Match, first: int, last: int) -> bool:
    title = Text(found["title"].strip(MD_TRIM_CHARS), first, last)
    state.tokens += (Heading(f"h{len(found['level'])}", first), title, HEADING_END)
    return True


def _list(state: StateBlock, found: Match, first: int, last: int) -> bool:
    """Adds a list of one-line items as one token, whose children are the content of the items."""
    token = state.push("plain_list", "ol" if found["number"] else "ul", 0)
    token.map = [first, last]
    if found["number"] and (start := int(found["number"])) != 1:
        token.attrs["start"] = start
    token.children = [
        Text(content.strip(MD_TRIM_CHARS), line, line + 1)
        for line, content in enumerate(ITEMS.findall(found["list"]), first)
    ]
    return True


def _fence(state: StateBlock, found: Match, first: int, last: int) -> bool:
    token = state.push("fence", "code", 0)
    token.info, token.content, token.map = found["info"], found["code"], [first, last]
    return True


def _rule(state: StateBlock, found: Match, first: int, last: int) -> bool:  # noqa: ARG001 — all take the same
    state.push("hr", "hr", 0).map = [first, last]
    return True


def _references(state: StateBlock, found: Match, first: int, last: int) -> bool:  # noqa: ARG001 — as above
    references = state.env.setdefault("references", {})
    for label, to, title, other in REFERENCES.findall(found["references"]):
        references.setdefault(normalizeReference(label), {"title": title or other, "href": to})
    return True


def _indented(state: StateBlock, found: Match, first: int, last: int) -> bool:
    token = state.push("code_block", "code", 0)
    token.content, token.map = INDENTATION.sub("", found["indented"]), [first, last]
    return True


def _quote(state: StateBlock, found: Match, first: int, last: int) -> bool:
    """Adds a quotation, if all blocks in it are plain and none is a quotation."""
    before, text = len(state.tokens), QUOTED.sub("", found["quote"])
    state.push("blockquote_open", "blockquote", 1).map = [first, last]
    end = len(text.rstrip(" \n"))
    if _read(state, text, 0, first, end, QUOTABLE)[0] < end:
        del state.tokens[before:]
        state.level -= 1
        return False
    state.push("blockquote_close", "blockquote", -1)
    return True


QUOTABLE: dict[str, Handler] = {"heading": _heading, "list": _list, "fence": _fence, "rule": _rule}
HANDLERS: dict[str, Handler] = {**QUOTABLE, "references": _references, "quote": _quote, "indented": _indented}
