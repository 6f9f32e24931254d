"""Sanitises the raw HTML blocks of a container together, so that `<details>` may contain Markdown."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from msgspec import Struct

from generator.core.passage import Role
from generator.core.patterns import late
from generator.readers.addresses import Addresses
from generator.readers.elements import without_others
from generator.readers.sanitize import sanitize

SLOT = re.compile("\ufdd0(\\d+)\ufdd1")
"""Placeholder for another part while the raw HTML around it is sanitised. Texts cannot contain these noncharacters."""
MORE = late(r"<!--\s*(?:more\b[^>]*?|read-?more|truncate|end-?excerpt|excerpt)\s*-->", re.IGNORECASE)
"""The end of the summary in WordPress, Hexo, Docusaurus, Hugo and Jekyll."""


class RawHtml(Struct, frozen=True):
    """A block of HTML as written by the author."""

    html: str
    line: int
    role: Role = "paragraph"
    section: int = 0


Part = str | int | RawHtml


LINK = re.compile(r"<(/?)a(?=[\s>])[^>]*>")
Plain = Callable[[int], str]
"""Gives the HTML of a passage, which is then no longer one."""
Read = Callable[[str, RawHtml], list[str | int]]
"""Makes parts of sanitised HTML that comes from a block."""


def cleaned(group: Sequence[Part], addresses: Addresses, read: Read, plain: Plain) -> list[str | int]:
    """The parts `group`, with raw ones sanitised and converted by `read`.

    They are sanitised together: an element that opens before a paragraph and closes after it contains the paragraph.
    """
    numbers = [number for number, part in enumerate(group) if isinstance(part, RawHtml)]
    if not numbers:
        return _finished(group)
    first, end = numbers[0], numbers[-1] + 1
    middle = _together(group[first:end], addresses, read, plain)
    if middle is None:
        middle = []
        for part in group[first:end]:
            middle += read(_sanitized(part, addresses), part) if isinstance(part, RawHtml) else [part]
    return [*_finished(group[:first]), *middle, *_finished(group[end:])]


def _sanitized(raw: RawHtml, addresses: Addresses) -> str:
    return sanitize(_harmless(raw, addresses), addresses, raw.line)


def _harmless(raw: RawHtml, addresses: Addresses) -> str:
    from generator.readers.embeds import replace_embeds  # few articles have any

    return without_others(replace_embeds(raw.html, addresses, raw.line))


def _together(group: Sequence[Part], addresses: Addresses, read: Read, plain: Plain) -> list[str | int] | None:
    """A group that begins with a raw part, sanitised as one; None if a placeholder got lost or was added.

    Elements such as `select` drop their content, and an author may write a placeholder.
    """
    before, lost = len(addresses.links), len(addresses.lost)
    held = [number for number, part in enumerate(group) if not isinstance(part, RawHtml)]
    html = "".join(
        _harmless(part, addresses) if isinstance(part, RawHtml) else f"\ufdd0{number}\ufdd1"
        for number, part in enumerate(group)
    )
    line = next(part.line for part in group if isinstance(part, RawHtml))
    pieces = SLOT.split(sanitize(html, addresses, line))
    if [int(number) for number in pieces[1::2]] != held:
        del addresses.links[before:], addresses.lost[lost:]
        return None
    parts: list[str | int] = []
    at = links = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            at = int(piece)
            part = cast("str | int", group[at])
            parts.append(_unlinked(part, plain) if links else part)
        elif piece:
            raw = next(part for part in group[at:] if isinstance(part, RawHtml))
            inside, rest = _held(piece) if links else ("", piece)
            links += sum(-1 if found[1] else 1 for found in LINK.finditer(piece))
            parts += [inside, *read(rest, raw)]
    return [part for part in parts if part != ""]


def _held(piece: str) -> tuple[str, str]:
    """The part of `piece` that is within the link opened before it, and the rest."""
    before, end, rest = piece.partition("</a>")
    return before + end, rest


def _unlinked(part: str | int, plain: Plain) -> str:
    return LINK.sub("", plain(part) if isinstance(part, int) else part)


def _finished(parts: Iterable[Part]) -> list[str | int]:
    return [part for part in parts if not isinstance(part, RawHtml)]
