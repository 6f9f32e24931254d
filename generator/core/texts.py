"""Small functions on texts that many packages use."""

import re
from collections.abc import Iterator

NOT_WORD = re.compile(r"[\W_]+")


def shortened(text: str, most: int) -> str:
    """`text`, cut to `most` code points with an ellipsis if it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def bare(text: str) -> str:
    """`text` without blanks, punctuation and signs, for comparing copies of a text."""
    return NOT_WORD.sub("", text)


def places_of(part: str, text: str, *, overlapping: bool = False) -> Iterator[int]:
    """The offsets of `part`, which is not empty, in `text`."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + (1 if overlapping else len(part)))


def width(line: str) -> int:
    """The width of a line in columns, two for each full-width character."""
    return sum(2 if char > "\u2e7f" else 1 for char in line)
