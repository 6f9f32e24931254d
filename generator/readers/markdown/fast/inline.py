"""The fast path for inline content, which reads most of it without tokens.

It knows text, links, images, code, emphasis, escapes, soft line breaks and bare addresses. One regular expression
splits content into such pieces, which no rule can read in another way. The content of emphasis and links is split in
turn. All other content is left to markdown-it. See `docs/fast-paths.md`.
"""

import re
from collections.abc import Mapping, Sequence
from string import punctuation
from typing import Any

from markdown_it.common.utils import normalizeReference

from generator.core.passage import OBJECT
from generator.readers.addresses import Addresses
from generator.readers.breaks import joins, within
from generator.readers.content import Content, content_of
from generator.readers.markdown import cjk
from generator.readers.markdown.autolinks import addressed, has_address
from generator.readers.markdown.fast.blocks import TAG_OR_ADDRESS
from generator.readers.sanitize import attributes, href, image
from generator.readers.tree import Element, ElementPath, Leaf, escape, leaf_of, plain
from generator.readers.urls import is_allowed, player_of

SPECIAL = "]\n[\\$`~*_!^<&{="
"""Characters with which any rule begins or ends something."""
ANY = re.escape(SPECIAL)
LETTER = r"[^\W_]"
IN_WORD = rf"(?<={LETTER})_++(?={LETTER})"
IN_ADDRESS = r"(?:[^()<>\\&\x00-\x20\x7f]++|&(?!\#?[A-Za-z0-9]+;))"
LABEL = r"[^\[\]\n\\]*+"
# Atomic groups, as Python before 3.11.5 treats a group with `++` as empty (CPython issue 106052).
PIECE = rf"""(
    ((?>(?:[^{ANY}]++|!(?!\[)|&(?!\#?[A-Za-z0-9]+;)|<(?!{TAG_OR_ADDRESS})|{IN_WORD}|(?<=\s)[*_](?=\s)
      |(?<![~A-Za-z\u00c0-\u2e7f)\]])(?:(?<=\w)~(?!~)|~(?=\s))|(?<=\w)~(?![A-Za-z0-9+\-=()~])|\^(?![\[A-Za-z0-9+\-=()−·\u00b0-\u00be\u0370-\u03ff])|(?<!=)=(?!=)
      |\{{(?!:?[ \t]*(?:[.\#]|[a-z]+=)|[^{{}}|\s]+\|))+))
  | `([^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)
  | (\*\*(?![\s*])[^*\\]++\*\*(?!\*) | \*(?![\s*])[^*\\]++\*(?!\*)
    | __(?![\s_])(?>(?:[^_\\]++|{IN_WORD})+)__(?!_) | _(?![\s_])(?>(?:[^_\\]++|{IN_WORD})+)_(?!_))
  | (!?)\[((?!\^){LABEL}(?>(?:(?<=!)\[{LABEL}\]\((?>{IN_ADDRESS}*)(?:[ ]"[^"\\&\n]*")?\){LABEL})*))\]
    (?: \(((?>(?:{IN_ADDRESS}|\((?>{IN_ADDRESS}*)\))+))(?:[ ]"([^"\\&\n]*)")?\) | \[([^{ANY}]+)\](?![\[({{]) | (?![\[({{]) )
  | \n[ \t]*+
  | \\(?![\[(])[^\n]
  | [^\n]
)"""
"""A piece, with the groups text, code, emphasis, and of a link `!`, label, URL, title, reference. The last alternative
is left to markdown-it."""
PIECES = re.compile(PIECE, re.VERBOSE).findall
IS_SPECIAL = re.compile(f"[{ANY}]").search
TASK = (" ", "x", "X")
"""The text in the brackets of a task list item."""
NOWHERE: ElementPath = ()
Piece = tuple[str, str, str, str, str, str, str, str, str]
References = Mapping[str, Any]
"""`env["references"]` of markdown-it."""


def read(src: str, references: References, addresses: Addresses, line: int, *, breaks: bool = False) -> Content | None:
    """The content of `src`, which begins on source line `line`. With `breaks`, each line end is a line break.

    None if the fast path cannot read it; `addresses` is then unchanged.
    """
    before = len(addresses.links)
    made = _Made(references, addresses, line, hard=breaks)
    if _add(made, PIECES(src), NOWHERE, 0, " ") is None:
        del addresses.links[before:]
        return None
    return content_of(("".join(made.shown), made.leaves, tuple(made.breaks), (), ()))


def text_of(src: str, references: References) -> str | None:
    """The visible text of `src`; None if the fast path cannot read it."""
    pieces = PIECES(src)
    done = _add(_Made(references, Addresses(), 0), pieces, NOWHERE, 0, " ")
    return None if done is None else _said(pieces, references)


class _Made:
    """The content that has been read so far."""

    __slots__ = ("addresses", "bare", "breaks", "hard", "in_link", "leaves", "line", "loose", "references", "shown")

    def __init__(
        self, references: References, addresses: Addresses, line: int, *, in_link: bool = False, hard: bool = False
    ) -> None:
        self.references = references
        self.addresses = addresses
        self.line = line
        self.in_link = in_link
        self.hard = hard
        """Whether line ends are line breaks."""
        self.shown: list[str] = []
        self.leaves: list[Leaf] = []
        self.breaks: list[int] = []
        self.loose = self.bare = False
        """Whether there were brackets without a link, and bare addresses. If both, the brackets may be in an address."""

    def put(self, at: int, html: str, path: ElementPath) -> int:
        """Adds HTML at offset `at`; returns its end."""
        self.leaves.append(leaf_of((at, at + 1, html, path)))
        self.shown.append(OBJECT)
        return at + 1

    def say(self, at: int, text: str, path: ElementPath) -> int:
        """Adds text at offset `at`; returns its end."""
        end = at + len(text)
        self.leaves.append(leaf_of((at, end, None, path)))
        self.shown.append(text)
        return end


End = tuple[int, str]
"""The end of the content so far, and its last visible character."""


def _add(made: _Made, pieces: Sequence[Piece], path: ElementPath, at: int, last: str) -> End | None:
    """Adds `pieces` inside of the elements `path`. None if the fast path cannot read one of them."""
    leaves, shown = made.leaves.append, made.shown.append
    for number, piece in enumerate(pieces):
        text = piece[1]
        if text and (made.in_link or not has_address(text)):
            end = at + len(text)
            leaves(leaf_of((at, end, None, path)))
            shown(text)
            at, last = end, text[-1]
        elif code := piece[2]:
            leaves(leaf_of((at, at + 1, f"<code>{escape(code)}</code>", path)))
            shown(OBJECT)
            at, last = at + 1, code[-1]
        else:
            add = _add_link if piece[6] else _add_other
            done = add(made, pieces, number, path, at, last)
            if done is None:
                return None
            at, last = done
    return None if made.loose and made.bare else (at, last)


def _add_other(made: _Made, pieces: Sequence[Piece], number: int, path: ElementPath, at: int, last: str) -> End | None:
    """Adds a piece other than plain text, code and a link with a URL."""
    whole, text, _, emphasis, *_ = pieces[number]
    if emphasis:
        return _add_emphasis(made, pieces, number, path, at, last)
    if text:
        return _add_addresses(made, text, path, at, last)
    if whole == "\n":
        return _add_break(made, pieces, number, path, at, last)
    if len(whole) == 1 or whole[0] == "\n":
        return None
    if whole[0] in "[!":
        return _add_link(made, pieces, number, path, at, last)
    return made.say(at, _unescaped(whole), path), whole[1]


def _add_addresses(made: _Made, text: str, path: ElementPath, at: int, last: str) -> End:
    """Adds text with bare addresses."""
    made.bare = True
    for before, address, html in addressed(text, made.addresses, made.line + len(made.breaks)):
        if before:
            at, last = made.say(at, before, path), before[-1]
        if address:
            at, last = made.put(at, html, path), "x"
    return at, last


def _add_break(made: _Made, pieces: Sequence[Piece], number: int, path: ElementPath, at: int, last: str) -> End | None:
    """Adds a line end as a space, a line break, or nothing."""
    follows = _first(pieces, number + 1, made.references)
    if last.isspace() or not follows:
        return None
    if made.hard:
        blank = "" if joins(last, follows) else " "
        made.leaves.append(leaf_of((at, at + len(blank), "<br>\n", path)))
        made.shown.append(blank)
        at, last = at + len(blank), blank or last
    elif not joins(last, follows):
        made.leaves.append(leaf_of((at, at + 1, "\n", path)))
        made.shown.append(" ")
        at, last = at + 1, " "
    made.breaks.append(at)
    return at, last


def _add_emphasis(
    made: _Made, pieces: Sequence[Piece], number: int, path: ElementPath, at: int, last: str
) -> End | None:
    """Adds emphasis with its content."""
    tag, inner = _emphasized(pieces[number][0])
    if not _is_emphasis(pieces, number, inner):
        return None
    path = (*path, Element(f"<{tag}>", f"</{tag}>", f"<{tag}>"))
    if IS_SPECIAL(inner) or has_address(inner):
        return _add(made, PIECES(inner), path, at, last)
    return made.say(at, inner, path), inner[-1]


def _add_link(made: _Made, pieces: Sequence[Piece], number: int, path: ElementPath, at: int, last: str) -> End | None:
    """Adds a link or an image, or brackets without a link as text."""
    piece = whole, _, _, _, sign, label, to, _, _ = pieces[number]
    target = _target(piece, made.references)
    is_plain = not IS_SPECIAL(label)
    if target is None:
        made.loose = True
        if to or label in TASK or not is_plain or has_address(whole):
            return None
        return made.say(at, whole, path), whole[-1]
    address, title = target
    line = made.line + len(made.breaks)
    titled = attributes({"title": title}) if title else ""
    if sign:
        alt = label if is_plain else text_of(label, made.references)
        may_be_figure = not number and (title if len(pieces) < 3 else pieces[2][1].startswith("▲"))
        if alt is None or "|" in alt or player_of(address) or may_be_figure:
            return None
        html = image(made.addresses.register("img", address, alt, line), alt, {"title": title})
        return made.put(at, html, path), last
    if is_plain:
        html, last = escape(label), label[-1:] or last
    else:
        inner, within = _Made(made.references, made.addresses, line, in_link=True, hard=made.hard), PIECES(label)
        if _add(inner, within, NOWHERE, 0, " ") is None:
            return None
        html, last = plain("".join(inner.shown), inner.leaves), _said(within, made.references)[-1:] or last
    url = made.addresses.register("a", address, line=line)
    return made.put(at, f"<a{href(url)}{titled}>{html}</a>", path), last


def _emphasized(whole: str) -> tuple[str, str]:
    """The tag of emphasis, and its content."""
    return ("strong", whole[2:-2]) if whole[1] == whole[0] else ("em", whole[1:-1])


def _is_emphasis(pieces: Sequence[Piece], number: int, inner: str) -> bool:
    """Whether the delimiters around `inner` can open and close emphasis. Next to letters, `*` always can."""
    marker, first, last = pieces[number][0][0], inner[0], inner[-1]
    if marker == "*" and first.isalnum() and last.isalnum():
        return True
    before = pieces[number - 1][0][-2:] if number else " "
    after = pieces[number + 1][0][0] if number + 1 < len(pieces) else " "
    if _has_selector(before) or _has_selector(inner):
        return False
    return cjk.sides(before[-1], first, marker)[0] and cjk.sides(last, after, marker)[1]


def _has_selector(text: str) -> bool:
    """Whether text ends with a variation selector, which the fast path does not support."""
    return within(text[-1], cjk.SELECTORS) or within(text[-1], cjk.IDEOGRAPHIC)


def _target(piece: Piece, references: References) -> tuple[str, str] | None:
    """The URL and title of a link or image; None if there is no such reference, or the URL is not allowed."""
    _, _, _, _, _, label, to, title, name = piece
    if to:
        return (to, title) if is_allowed(to) else None
    reference = references.get(name or label) or references.get(normalizeReference(name or label))
    return (reference["href"], reference["title"]) if reference else None


def _unescaped(whole: str) -> str:
    return whole[1:] if whole[1] in punctuation else whole


def _first(pieces: Sequence[Piece], number: int, references: References) -> str:
    """The first visible character of the piece at `number`; a space after the last piece; "" if unknown."""
    if number == len(pieces):
        return " "
    piece = whole, text, code, emphasis, sign, label, *_ = pieces[number]
    if emphasis:
        return _first(PIECES(_emphasized(whole)[1]), 0, references)
    if text or code:
        first = (text or code)[0]
    elif whole[0] == "\n" or len(whole) == 1:
        first = ""
    elif whole[0] == "\\":
        first = _unescaped(whole)[0]
    elif _target(piece, references) is None:
        first = whole[0]
    else:
        first = (label[:1] or OBJECT) if sign else _first(PIECES(label), 0, references).strip()
    return first


def _said(pieces: Sequence[Piece], references: References) -> str:
    """The visible text of pieces that the fast path can read."""
    said: list[str] = []
    for piece in pieces:
        whole, text, code, emphasis, _, label, *_ = piece
        if text or code:
            said.append(text or code)
        elif emphasis:
            said.append(_said(PIECES(_emphasized(whole)[1]), references))
        elif whole == "\n":
            said.append(" ")
        elif whole[0] == "\\":
            said.append(_unescaped(whole))
        else:
            said.append(whole if _target(piece, references) is None else _said(PIECES(label), references))
    return "".join(said)
