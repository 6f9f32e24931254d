"""Raw HTML blocks among the parts of an article: sanitised together, so that `<details>` may hold Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.readers.links import Links
from generator.readers.sanitize import sanitize

SLOT = re.compile("\ufdd0(\\d+)\ufdd1")
"""Stands for a part of ours while the raw HTML around it is sanitised. Unicode calls these two noncharacters: no text has them."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A block of HTML as the author wrote it."""

    html: str
    line: int


def cleaned(parts: Sequence[str | int | Raw], start: int, links: Links) -> list[str | int]:
    """The parts from `start` on, raw ones sanitised.

    Markup is made well-formed across all of them: an element that opens before a paragraph and closes behind it holds it.
    """
    group = parts[start:]
    numbers = [number for number, part in enumerate(group) if isinstance(part, Raw)]
    if not numbers:
        return [part for part in group if not isinstance(part, Raw)]
    first, last = numbers[0], numbers[-1]
    html = "".join(SLOT.sub("", part.html) if isinstance(part, Raw) else f"\ufdd0{number}\ufdd1"
                   for number, part in enumerate(group[first:last + 1]))
    pieces = SLOT.split(_clean(html, group[first], links))
    held = [number for number, part in enumerate(group[first:last + 1]) if not isinstance(part, Raw)]
    if [int(number) for number in pieces[1::2]] != held:  # an element that swallows what it holds: each block for itself
        return [_alone(part, links) if isinstance(part, Raw) else part for part in group]
    middle: list[str | int] = []
    for number, piece in enumerate(pieces):
        part = group[first + int(piece)] if number % 2 else piece
        if not isinstance(part, Raw) and part != "":
            middle.append(part)
    return [*(part for part in group[:first] if not isinstance(part, Raw)), *middle,
            *(part for part in group[last + 1:] if not isinstance(part, Raw))]


def _alone(part: Raw, links: Links) -> str:
    return _clean(part.html, part, links)


def _clean(html: str, part: str | int | Raw, links: Links) -> str:
    line = part.line if isinstance(part, Raw) else 0
    return sanitize(html, lambda tag, address, alt: links.place(tag, address, alt, line))
