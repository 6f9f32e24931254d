"""The short way for blocks that can be nothing else: what most of an article is made of.

One regular expression takes such a block whole, of which no part can be taken in two ways; all other text is left to markdown-it's
rules, line by line. What is read is what those rules would make of it (tests hold the two together).
"""

import re
from collections.abc import Callable

from markdown_it.common.utils import mdTrim, normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

TEXT = r"""(?:
    [^ \t\n\#>\-*+_=`~|<:\[{$\\0-9] | \*{1,2}(?![*\s]) | _{1,2}(?![_\s]) | `{1,2}(?!`) | [0-9]++(?![.)]\s) | \#{1,6}(?![\#\s])
  | -{1,2}(?![-\s|:]) | <(?![A-Za-z/!?]) | \[(?!\^)[^\[\]\\\n]*+(?:\[|\](?!:))
)[^\n]*\n"""
"""A line with which no block but a paragraph may begin, and which ends none."""
EMPTY = r"(?:[ \t]*\n)*+"
NO_ITEM = r"(?:\Z|[^\s*+\-0-9]|\*\*|--|[0-9]++(?![.)]))"
"""How a line begins that does not go on with a list above it; one that is indented might."""
ITEM = rf"[ ]{{1,4}}(?!\[[ xX]\]){TEXT}"
END = r"(?=[ \t]*\n|\Z)"
ADDRESS = r"(?:https?://[^\s()<>\\&\x00-\x20\x7f]+|[^\s()<>\\&:\x00-\x20\x7f]+)"
REFERENCE = rf"\[(?![\^\s])([^\[\]\\\n]+)\]:[ \t]*({ADDRESS})[ \t]*\n(?![ \t>]*[\"'(])"
"""The definition of a reference: an address that every page may have, no title behind it or below it."""
BLOCK = re.compile(rf"""{EMPTY}(?:
    (?P<paragraph>(?:{TEXT})++)(?=[ \t]*\n(?![ ]{{0,3}}[:~])|\Z)
  | (?P<heading>(?P<level>\#{{1,6}})[ \t]++(?P<title>[^\n#]*)\n)
  | (?P<list>(?P<indent>[ ]{{0,3}})
      (?:(?P<bullet>[*+-]){ITEM}(?:(?P=indent)(?P=bullet){ITEM})*+
        |(?P<number>[0-9]{{1,9}})(?P<sign>[.)]){ITEM}(?:(?P=indent)[0-9]{{1,9}}(?P=sign){ITEM})*+)
    )(?=[ \t]*\n{EMPTY}{NO_ITEM}|\Z)
  | (?P<fence>(?P<ticks>`{{3,}}+)(?P<info>[^`\n]*)\n(?P<code>(?:(?![ ]{{0,3}}(?P=ticks)`*[ \t]*\n)[^\n]*\n)*+)[ ]{{0,3}}(?P=ticks)`*[ \t]*\n)
  | (?P<references>(?:{REFERENCE})++)
  | (?P<quote>(?:>[^\n\t]*\n)++){END}
  | (?P<rule>(?:\*[ \t]*+){{3,}}\n|(?:-[ \t]*+){{3,}}\n|(?:_[ \t]*+){{3,}}\n)
)""", re.VERBOSE)
REFERENCES = re.compile(REFERENCE)
ITEMS = re.compile(r"[ ]*(?:[*+-]|[0-9]+[.)])([^\n]*)\n")
QUOTED = re.compile(r"^> ?", re.MULTILINE)
Found = re.Match[str]


def read(state: StateBlock, at: int, line: int) -> tuple[int, int] | None:
    """Adds the tokens of the next block, where it is plain, and returns where it ends: position and line. None where it is not.

    `at` is the position in the state's text at which `line` begins.
    """
    return _read(state, state.src, at, line, READERS)


Reader = Callable[[StateBlock, Found, int, int], bool]
"""Adds the tokens of what was found between two lines; whether it could."""


def _read(state: StateBlock, src: str, at: int, line: int, readers: dict[str, Reader]) -> tuple[int, int] | None:
    found = BLOCK.match(src, at)
    if found is None:
        return None
    kind = found.lastgroup or ""
    first = line + src.count("\n", at, found.start(kind))
    end = found.end()
    last = first + src.count("\n", found.start(kind), end)
    return (end, last) if kind in readers and readers[kind](state, found, first, last) else None


def _paragraph(state: StateBlock, found: Found, first: int, last: int) -> bool:
    token = state.push("inline", "p", 0)
    token.content, token.map = mdTrim(found["paragraph"]), [first, last]
    return True


def _heading(state: StateBlock, found: Found, first: int, last: int) -> bool:
    tag = f"h{len(found['level'])}"
    state.push("heading_open", tag, 1).map = [first, last]
    token = state.push("inline", "", 0)
    token.content, token.map = mdTrim(found["title"]), [first, last]
    state.push("heading_close", tag, -1)
    return True


def _list(state: StateBlock, found: Found, first: int, last: int) -> bool:
    """A list whose items are one line each: one token, with the content of the items as its children."""
    token = state.push("plain_list", "ol" if found["number"] else "ul", 0)
    token.map = [first, last]
    if found["number"] and (start := int(found["number"])) != 1:
        token.attrs["start"] = start
    token.children = [Token("inline", "", 0, content=mdTrim(content), map=[line, line + 1])
                      for line, content in enumerate(ITEMS.findall(found["list"]), first)]
    return True


def _fence(state: StateBlock, found: Found, first: int, last: int) -> bool:
    token = state.push("fence", "code", 0)
    token.info, token.content, token.map = found["info"], found["code"], [first, last]
    return True


def _rule(state: StateBlock, found: Found, first: int, last: int) -> bool:  # noqa: ARG001 — all take the same
    state.push("hr", "hr", 0).map = [first, last]
    return True


def _references(state: StateBlock, found: Found, first: int, last: int) -> bool:  # noqa: ARG001 — as above
    references = state.env.setdefault("references", {})
    for label, to in REFERENCES.findall(found["references"]):
        references.setdefault(normalizeReference(label), {"title": "", "href": to})
    return True


def _quote(state: StateBlock, found: Found, first: int, last: int) -> bool:
    """A quotation in which all blocks are plain, and none is a quotation."""
    before, text = len(state.tokens), QUOTED.sub("", found["quote"])
    state.push("blockquote_open", "blockquote", 1).map = [first, last]
    at, line, end = 0, first, len(text.rstrip(" \n"))
    while at < end:
        taken = _read(state, text, at, line, QUOTABLE)
        if taken is None:
            del state.tokens[before:]
            state.level -= 1
            return False
        at, line = taken
    state.push("blockquote_close", "blockquote", -1)
    return True


QUOTABLE: dict[str, Reader] = {"paragraph": _paragraph, "heading": _heading, "list": _list, "fence": _fence, "rule": _rule}
READERS: dict[str, Reader] = {**QUOTABLE, "references": _references, "quote": _quote}
