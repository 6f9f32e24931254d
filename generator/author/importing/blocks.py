"""Splits the body of an imported article into blocks with roles, so that the author can correct the roles.

`joined(split(body)) == body` if no role changes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.author.importing.article import LEFT_OUT
from generator.author.importing.lines import lines_with_code
from generator.author.importing.markdown import LINE_START, NUMBERED, from_text
from generator.core.draft import Classified
from generator.core.texts import bare

ROLES = ("heading", "sub", "paragraph", "lead", "caption", "quote", "drop")
"""The roles that an author can give to a block."""
KEPT = "kept"
"""The role of tables, pictures, lists and code, which are kept unchanged or left out."""
FRONT = ("title", "author", "source", "credit", "date", "updated", "keywords")
"""Roles of texts that are in the front matter, not in the body."""
GUESSED = 0.5
"""A title or date with at most this confidence is a guess, which the author should check."""
MADE_UP = 0.3
"""With at most this confidence, it has no line of its own in the text."""
HEADING = re.compile(r"(#{1,6})[ \t]+(.*)\Z")
CLASSED = re.compile(r"\{\.(lead|caption)\}\n(.*)\Z", re.DOTALL)
QUOTED = re.compile(r"^>[ \t]?", re.MULTILINE)
OTHER = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|\||!\[|</?[A-Za-z!]|\$\$|\[\^|:{3}|\{|> \[!|-{3,}|\*{3,}|_{3,}|[ \t]{4}|\[toc\])",
    re.IGNORECASE,
)
"""The beginning of a block that is not plain text."""
SIGN = "▲"
"""A paragraph that begins with this character is a caption."""


class Block(Struct, frozen=True):
    """A block of the body, or a text that was left out of it."""

    role: str
    """One of ROLES, of FRONT, or KEPT."""
    text: str
    """Its words, as Markdown without the marks of its role."""
    raw: str = ""
    """Its source in the body; empty if it is not there."""
    said: Classified | None = None
    """The importer's classification of it."""


def split(body: str) -> list[Block]:
    """The blocks of a Markdown text, in order."""
    return [_block(raw) for raw in _parts(body)]


def joined(blocks: Sequence[Block]) -> str:
    """The Markdown of blocks; what was left out is not in it."""
    parts = [made for block in blocks if (made := written(block))]
    return "\n\n".join(parts) + ("\n" if parts else "")


def corrected(block: Block, role: str) -> Block:
    """The block in another role. Raises ValueError if it cannot have that role."""
    if role == block.role:
        return block
    if role not in ROLES or (block.role == KEPT and role != "drop"):
        raise ValueError(role)
    return replace(block, role=role, raw="")


def written(block: Block) -> str:
    """A block as Markdown; empty if it is left out."""
    if block.raw:
        return block.raw if block.role != "drop" else ""
    line = " ".join(block.text.replace("\\\n", " ").split())
    match block.role:
        case "heading" | "sub":
            return f"{'##' if block.role == 'heading' else '###'} {line.strip('▲△ ')}"
        case "quote":
            return "\n".join(f"> {row}" if row else ">" for row in _plain(block.text).split("\n"))
        case "lead" | "caption":
            bare = block.role == "caption" and block.text.startswith(SIGN)
            return block.text if bare else f"{{.{block.role}}}\n{_plain(block.text)}"
        case "paragraph":
            return _plain(block.text.lstrip(f"{SIGN}△ "))
    return ""


def aligned(body: str, classified: Sequence[Classified]) -> list[Block]:
    """The blocks of `body` with the importer's classifications. Lines that it left out, or moved to the front matter, are
    blocks at their original places.
    """
    blocks, rest = split(body), list(classified)
    rows: list[Block] = []
    for block in blocks:
        words = bare(block.text)
        at = next((at for at, one in enumerate(rest) if _is_body(one) and _same(words, bare(one.text))), None)
        if at is None:
            rows.append(block)
            continue
        rows += _aside(rest[:at])
        rows.append(replace(block, said=rest[at]))
        rest = rest[at + 1 :]
    return [*rows, *_aside(rest)]


def _aside(classified: Sequence[Classified]) -> Iterator[Block]:
    """Rows for what is not in the body."""
    for one in classified:
        if one.role in FRONT and one.sure > (MADE_UP if one.line else GUESSED) and one.text.strip():
            yield Block(one.role, from_text(one.text), said=one)
        elif one.role in LEFT_OUT and one.text.strip():
            yield Block("drop", from_text(one.text), said=one)


def _is_body(one: Classified) -> bool:
    return one.role not in (*FRONT, *LEFT_OUT)


def _same(block: str, line: str) -> bool:
    """Whether a block is the text that the importer classified, or begins with it (a block of several lines)."""
    return bool(block and line) and (
        block == line or block.startswith(line) or (len(block) > 8 and line.startswith(block))
    )


def _plain(text: str) -> str:
    """A text, escaped so that it does not begin another kind of block."""
    return NUMBERED.sub(r"\1\\\2", LINE_START.sub(r"\1\\\2", text))


def _block(raw: str) -> Block:
    if found := HEADING.match(raw):
        return Block("heading" if len(found[1]) <= 2 else "sub", found[2], raw)
    if found := CLASSED.match(raw):
        return Block(found[1], found[2], raw)
    if raw.startswith(SIGN):
        return Block("caption", raw, raw)
    if not raw.startswith("> [!") and all(row.startswith(">") for row in raw.split("\n")):
        return Block("quote", QUOTED.sub("", raw), raw)
    return Block(KEPT if OTHER.match(raw) else "paragraph", raw, raw)


def _parts(body: str) -> Iterator[str]:
    """The pieces between empty lines outside code. An indented piece continues the one above it."""
    pieces: list[list[str]] = [[]]
    for _, line, code in lines_with_code(body.strip("\n").split("\n")):
        if line.strip() or code:
            pieces[-1].append(line)
        elif pieces[-1]:
            pieces.append([])
    found = ["\n".join(piece) for piece in pieces if piece]
    whole = found[:1]
    for above, piece in pairwise(found):
        if piece.startswith((" ", "\t")) and OTHER.match(above if not above.startswith((" ", "\t")) else whole[-1]):
            whole[-1] += "\n\n" + piece
        else:
            whole.append(piece)
    yield from whole
