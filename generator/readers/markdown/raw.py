"""Raw HTML blocks among the parts of an article: sanitised together, so that `<details>` may hold Markdown."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from msgspec import Struct

from generator.core.passage import Role
from generator.readers import embeds
from generator.readers.addresses import Addresses
from generator.readers.elements import without_others
from generator.readers.sanitize import sanitize

SLOT = re.compile("\ufdd0(\\d+)\ufdd1")
"""Stands for a part of ours while the raw HTML around it is sanitised. Unicode calls these two noncharacters: no text
has them."""
MORE = re.compile(r"<!--\s*(?:more\b[^>]*?|read-?more|truncate|end-?excerpt|excerpt)\s*-->", re.IGNORECASE)
"""Where the summary ends: WordPress and Hexo, Docusaurus, Hugo and Jekyll."""


class Raw(Struct, frozen=True):
    """A block of HTML as the author wrote it."""

    html: str
    line: int
    role: Role = "paragraph"
    section: int = 0


Part = str | int | Raw


LINK = re.compile(r"<(/?)a(?=[\s>])[^>]*>")
Plain = Callable[[int], str]
"""The HTML of a passage, which is then none."""
Read = Callable[[str, Raw], list[str | int]]
"""Makes parts of sanitised HTML; the block of raw HTML tells where it stands."""


def cleaned(group: Sequence[Part], addresses: Addresses, read: Read, plain: Plain) -> list[str | int]:
    """The parts `group`, raw ones sanitised and then read by `read`.

    Markup is made well-formed across all of them: an element that opens before a paragraph and closes behind it holds
    it. What a link holds has no links and no marks of its own.
    """
    numbers = [number for number, part in enumerate(group) if isinstance(part, Raw)]
    if not numbers:
        return _finished(group)
    first, end = numbers[0], numbers[-1] + 1
    middle = _together(group[first:end], addresses, read, plain)
    if middle is None:
        middle = []
        for part in group[first:end]:
            middle += read(_sanitized(part, addresses), part) if isinstance(part, Raw) else [part]
    return [*_finished(group[:first]), *middle, *_finished(group[end:])]


def _sanitized(raw: Raw, addresses: Addresses) -> str:
    return sanitize(_harmless(raw, addresses), addresses, raw.line)


def _harmless(raw: Raw, addresses: Addresses) -> str:
    return without_others(embeds.replaced(raw.html, addresses, raw.line))


def _together(group: Sequence[Part], addresses: Addresses, read: Read, plain: Plain) -> list[str | int] | None:
    """A group that begins with a raw part, sanitised as one; None where it does not hold all that it should.

    An element may swallow what it holds, as `select` does; and an author may write what stands for a part of ours.
    """
    before, lost = len(addresses.links), len(addresses.lost)
    held = [number for number, part in enumerate(group) if not isinstance(part, Raw)]
    html = "".join(
        _harmless(part, addresses) if isinstance(part, Raw) else f"\ufdd0{number}\ufdd1"
        for number, part in enumerate(group)
    )
    line = next(part.line for part in group if isinstance(part, Raw))
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
            raw = next(part for part in group[at:] if isinstance(part, Raw))
            inside, rest = _held(piece) if links else ("", piece)
            links += sum(-1 if found[1] else 1 for found in LINK.finditer(piece))
            parts += [inside, *read(rest, raw)]
    return [part for part in parts if part != ""]


def _held(piece: str) -> tuple[str, str]:
    """What of `piece` is in the link that is open before it, and the rest."""
    before, end, rest = piece.partition("</a>")
    return before + end, rest


def _unlinked(part: str | int, plain: Plain) -> str:
    return LINK.sub("", plain(part) if isinstance(part, int) else part)


def _finished(parts: Iterable[Part]) -> list[str | int]:
    return [part for part in parts if not isinstance(part, Raw)]
