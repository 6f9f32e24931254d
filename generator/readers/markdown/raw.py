"""Raw HTML blocks among the parts of an article: sanitised together, so that `<details>` may hold Markdown."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.core.errors import Place, Problem, Text
from generator.readers.addresses import Addresses
from generator.readers.sanitize import sanitize

SLOT = re.compile("\ufdd0(\\d+)\ufdd1")
"""Stands for a part of ours while the raw HTML around it is sanitised. Unicode calls these two noncharacters: no text
has them."""
HAN = re.compile(r"[\u3400-\u9fff]")
MORE = re.compile(r"<!--\s*(?:more\b[^>]*?|read-?more|truncate|end-?excerpt|excerpt)\s*-->", re.IGNORECASE)
"""Where the summary ends: WordPress and Hexo, Docusaurus, Hugo and Jekyll."""
WRITTEN = 20
"""Han characters in a raw block from which it is text that ought to be Markdown, and not a picture's credit."""


class Raw(Struct, frozen=True):
    """A block of HTML as the author wrote it."""

    html: str
    line: int


Part = str | int | Raw


def cleaned(group: Sequence[Part], addresses: Addresses) -> list[str | int]:
    """The parts `group`, raw ones sanitised.

    Markup is made well-formed across all of them: an element that opens before a paragraph and closes behind it holds
    it.
    """
    numbers = [number for number, part in enumerate(group) if isinstance(part, Raw)]
    if not numbers:
        return _finished(group)
    first, end = numbers[0], numbers[-1] + 1
    middle = _together(group[first:end], addresses)
    if middle is None:
        middle = [
            sanitize(part.html, addresses, part.line) if isinstance(part, Raw) else part for part in group[first:end]
        ]
    return [*_finished(group[:first]), *middle, *_finished(group[end:])]


def _together(group: Sequence[Part], addresses: Addresses) -> list[str | int] | None:
    """A group that begins with a raw part, sanitised as one; None where it does not hold all that it should.

    An element may swallow what it holds, as `select` does; and an author may write what stands for a part of ours.
    """
    held = [number for number, part in enumerate(group) if not isinstance(part, Raw)]
    html = "".join(part.html if isinstance(part, Raw) else f"\ufdd0{number}\ufdd1" for number, part in enumerate(group))
    line = next(part.line for part in group if isinstance(part, Raw))
    pieces = SLOT.split(sanitize(html, addresses, line))
    if [int(number) for number in pieces[1::2]] != held:
        return None
    mixed = [group[int(piece)] if number % 2 else piece for number, piece in enumerate(pieces)]
    return [part for part in _finished(mixed) if part != ""]


def _finished(parts: Iterable[Part]) -> list[str | int]:
    return [part for part in parts if not isinstance(part, Raw)]


def unannotated(html: str, place: Place) -> list[Problem]:
    """The warning that a raw block holds running text: nothing in it is annotated."""
    if len(HAN.findall(html)) < WRITTEN:
        return []
    return [
        Problem(
            "warning",
            "raw-html",
            place,
            Text("HTML 块里的文字不会标注", "text in a block of HTML is not annotated"),
            Text("把它改写成 Markdown", "write it in Markdown"),
        )
    ]
