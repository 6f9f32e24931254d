"""The short way for inline content that is nothing but text, links, images, code, `**strong**` words and soft line breaks.

What an article has within its lines is nearly always that. One regular expression reads it, of which no part can be taken in two
ways; all else is left to markdown-it. The passage is the one that markdown-it's tokens would make (tests hold the two together).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it.common.utils import normalizeReference

from generator.model import OBJECT
from generator.readers.addresses import Addresses
from generator.readers.line import Line
from generator.readers.sanitize import attributes, href, image
from generator.readers.tree import Element, escape
from generator.readers.urls import is_allowed

PIECE = r"""
    (?P<text>(?:[^%s]++|!(?!\[)|&(?![#A-Za-z])|<(?![A-Za-z/!?])|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))++)
  | (?P<image>!)?\[(?P<label>(?!\^)[^%s]*)\]
    (?: \((?P<to>[^\s()<>\\&\x00-\x20\x7f]+)(?:[ ]"(?P<title>[^"\\&\n]*)")?\) | \[(?P<ref>[^%s]+)\] | (?![\[({]) )
  | `(?P<code>[^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)
  | \*\*(?=\w)(?P<strong>[^%s]+)(?<=\w)\*\*(?!\*)
  | (?<![ ])(?P<break>\n)(?![ \t])
"""
"""`%s`: the characters that may begin something. Strong words begin and end with a letter, so that nothing around them matters."""
LINKS = frozenset(("label", "to", "title", "ref"))
"""The groups with which a link or image may end."""


class Piece(NamedTuple):
    """A piece of inline content."""

    kind: str
    """`text`, `link`, `image`, `code`, `strong`, `break`."""
    shown: str
    to: str = ""
    title: str = ""


Read = Callable[[str, Mapping[str, Any]], list[Piece] | None]
"""The pieces of inline content with these references (`env` of markdown-it), or None where it is not that simple."""


def reader(special: str) -> Read:
    """The function that reads simple content where the characters `special` may begin something."""
    match = re.compile(PIECE.replace("%s", re.escape(special)), re.VERBOSE).match

    def read(src: str, env: Mapping[str, Any]) -> list[Piece] | None:
        pieces: list[Piece] = []
        at, end = 0, len(src)
        while at < end:
            found = match(src, at)
            piece = _piece(found, env) if found is not None else None
            if found is None or piece is None:
                return None
            pieces.append(piece)
            at = found.end()
        return pieces

    return read


def _piece(found: re.Match[str], env: Mapping[str, Any]) -> Piece | None:
    """What was found; None where it may be something else: a bare address, or a link that leads nowhere."""
    kind = found.lastgroup or ""
    if kind in LINKS:
        return _link(found, env)
    shown = found[kind]
    return Piece(kind, shown) if kind != "text" or "://" not in shown else None


def _link(found: re.Match[str], env: Mapping[str, Any]) -> Piece | None:
    mark, label, to, title, named = found.group("image", "label", "to", "title", "ref")
    if to is None:
        references = env.get("references", {})
        reference = references.get(named or label) or references.get(normalizeReference(named or label))
        if reference is None:
            return None
        to, title = reference["href"], reference["title"]
    elif not is_allowed(to):
        return None
    if mark:
        return Piece("image", label, to, title or "")
    return Piece("link", label, to, title or "") if label else None


def text_of(pieces: Sequence[Piece]) -> str:
    """What a reader sees of `pieces`, as plain text."""
    return "".join([" " if piece.kind == "break" else piece.shown for piece in pieces])


def line(pieces: Sequence[Piece], addresses: Addresses, number: int) -> Line:
    """The passage that `pieces` make; `number` is the source line of the first, `addresses` the article's links and ids."""
    made = Line(number)
    for at, piece in enumerate(pieces):
        if piece.kind == "text":
            made.say(piece.shown)
        elif piece.kind == "break":
            made.soft_break(_first(pieces[at + 1:at + 2]))
        elif piece.kind == "strong":
            made.enter(Element("<strong>", "</strong>", "<strong>"), "strong")
            made.say(piece.shown)
            made.leave("strong")
        elif piece.kind == "code":
            made.put(f"<code>{escape(piece.shown)}</code>", last=piece.shown[-1])
        elif piece.kind == "image":
            place = addresses.place("img", piece.to, piece.shown, made.number)
            made.put(image(place, piece.shown, {"title": piece.title} if piece.title else {}), last="")
        else:
            place = addresses.place("a", piece.to, line=made.number)
            title = attributes({"title": piece.title}) if piece.title else ""
            made.put(f"<a{href(place)}{title}>{escape(piece.shown)}</a>", last=piece.shown[-1])
    return made


def _first(pieces: Sequence[Piece]) -> str:
    """The first character that a reader sees of `pieces`."""
    if not pieces:
        return " "
    return pieces[0].shown[:1] or OBJECT

