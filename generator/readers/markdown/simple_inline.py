"""The short way for inline content that is nothing but text, links, images, code, `**strong**` words and soft line breaks.

What an article has within its lines is nearly always that. One regular expression reads it, of which no part can be taken in two
ways; all else is left to markdown-it. The passage is the one that markdown-it's tokens would make (tests hold the two together).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it.common.utils import normalizeReference

from generator.model import OBJECT
from generator.readers.addresses import Addresses
from generator.readers.breaks import joins
from generator.readers.line import Content
from generator.readers.markdown import cjk
from generator.readers.sanitize import attributes, href, image
from generator.readers.tree import Element, Leaf, Path, escape
from generator.readers.urls import is_allowed

SIGNS = r"\u2e80-\u303e\u3041-\u33ff\ufe30-\ufe6f\uff00-\uffef"
NEAR = rf"{SIGNS}\u4e00-\u9fff"
"""Of `cjk.CHARACTERS` the usual ones: those that are no letters, and all. Expressions with fewer are made sooner; markdown-it takes the rest."""
OPENS = rf"(?:\*\*(?=\w)|(?<![^\s{NEAR}])\*\*(?=[^\s*]))"
"""`**` that may open strong text: before a letter; or before a sign, behind a blank or a CJK character (see `cjk.flanks`)."""
CLOSES = rf"(?<![\s{''.join(sorted(cjk.VARIATION))}])(?:(?<=[\w{SIGNS}])|(?=\*\*(?![^\s{NEAR}])))\*\*(?!\*)"
"""`**` that may close it: behind a letter or a CJK character; or behind another sign, before a blank or a CJK character."""
PIECE = rf"""(
    ((?:[^%s]++|!(?!\[)|&(?![#A-Za-z])|<(?![A-Za-z/!?])|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))++)
  | `([^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)
  | {OPENS}([^%s]+){CLOSES}
  | (!?)\[((?!\^)[^%s]*)\]
    (?: \(([^\s()<>\\&\x00-\x20\x7f]+)(?:[ ]"([^"\\&\n]*)")?\) | \[([^%s]+)\] | (?![\[({{]) )
  | (?<![ ])\n(?![ \t])
)"""
"""A piece, and in it the groups text, code, strong text; of a link `!`, label, address, title, name. `%s`: what may begin something."""

NOWHERE: Path = ()
Read = Callable[[str, Mapping[str, Any], Addresses, int], Content | None]
"""The passage that inline content makes; None where it is not simple: then `addresses` is as it was.

Takes the content, its references (`env["references"]` of markdown-it), the article's addresses, and the line on which it begins.
"""


def reader(special: str) -> Read:
    """The function that reads simple content where the characters `special` may begin something."""
    pieces = re.compile(PIECE.replace("%s", re.escape(special)), re.VERBOSE).findall

    def read(src: str, references: Mapping[str, Any], addresses: Addresses, line: int) -> Content | None:
        found = pieces(src)
        if sum([len(piece[0]) for piece in found]) != len(src):  # something lies between the pieces
            return None
        before = len(addresses.links)
        made = _made(found, references, addresses, line)
        if made is None:
            del addresses.links[before:]
        return made

    return read


Piece = tuple[str, str, str, str, str, str, str, str, str]


def _made(pieces: list[Piece], references: Mapping[str, Any], addresses: Addresses, line: int) -> Content | None:
    """The passage of `pieces`; None where one may be something else: a bare address, a figure, a link that leads nowhere."""
    shown: list[str] = []
    leaves: list[Leaf] = []
    breaks: list[int] = []
    at, last = 0, " "
    for number, piece in enumerate(pieces):
        whole, text, code, strong, sign, *_ = piece
        html, path = None, NOWHERE
        if strong:
            text, path = strong, (Element("<strong>", "</strong>", "<strong>"),)
        if text:
            if "://" in text:
                return None
            last = text[-1]
        elif code:
            text, html, last = OBJECT, f"<code>{escape(code)}</code>", code[-1]
        elif whole != "\n":
            html = _link(piece, references, addresses, line + len(breaks))
            if html is None or (sign and not number and _is_figure(pieces, html)):
                return None
            text, last = OBJECT, last if sign else piece[5][-1]
        elif not last.isspace() and not joins(last, _first(pieces[number + 1:number + 2])):
            text, html, last = " ", "\n", " "
        if text:
            leaves.append(Leaf(at, at + len(text), html, path))
            shown.append(text)
            at += len(text)
        if whole == "\n":
            breaks.append(at)
    return Content("".join(shown), leaves, tuple(breaks))


def _link(piece: Piece, references: Mapping[str, Any], addresses: Addresses, line: int) -> str | None:
    """The HTML of a link or image on `line`; None where it leads nowhere."""
    _, _, _, _, sign, label, to, title, name = piece
    if not to:
        reference = references.get(name or label) or references.get(normalizeReference(name or label))
        if reference is None:
            return None
        to, title = reference["href"], reference["title"]
    elif not is_allowed(to):
        return None
    titled = {"title": title} if title else {}
    if sign:
        return image(addresses.place("img", to, label, line), label, titled)
    return f"<a{href(addresses.place('a', to, line=line))}{attributes(titled)}>{escape(label)}</a>" if label else None


def _is_figure(pieces: Sequence[Piece], html: str) -> bool:
    """Whether content that begins with this image may be a figure: its title or a line that begins with ▲ would be the caption."""
    return pieces[2][1].startswith("▲") if len(pieces) > 2 else ' title="' in html


def _first(pieces: Sequence[Piece]) -> str:
    """The first character that a reader sees of a row of one piece or none."""
    if not pieces:
        return " "
    whole, text, code, strong, _, label, *_ = pieces[0]
    return "\n" if whole == "\n" else (text or code or strong or label)[:1] or OBJECT
