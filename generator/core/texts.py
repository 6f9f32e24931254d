"""Small functions on texts that many packages use."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial

MAX_NAMED = 5
"""Of a list of files, those that a message names."""
NOT_WORD = re.compile(r"[\W_]+")


def shortened(text: str, most: int) -> str:
    """`text`, cut to `most` code points with an ellipsis if it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def some(names: Sequence[str], between: str) -> str:
    """The first MAX_NAMED of `names`, and `…` for the rest."""
    return between.join(names[:MAX_NAMED]) + ("…" if len(names) > MAX_NAMED else "")


def bare(text: str) -> str:
    """`text` without blanks, punctuation and signs, for comparing copies of a text."""
    return NOT_WORD.sub("", text)


def places_of(part: str, text: str, *, overlapping: bool = False) -> Iterator[int]:
    """The offsets of `part`, which is not empty, in `text`."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + (1 if overlapping else len(part)))


def lines_before(text: str) -> Callable[[int], int]:
    """Offset in `text` → the number of line ends before it. For many offsets: counting anew for each is quadratic."""
    return partial(bisect_left, [*places_of("\n", text)])


def width(line: str) -> int:
    """The width of a line in columns, two for each full-width character."""
    return sum(2 if char > "\u2e7f" else 1 for char in line)
