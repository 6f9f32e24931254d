"""A long text in pieces: words and their features take hundreds of times the memory of the text."""

import re
from collections.abc import Iterator

from generator.core.patterns import late

LONGEST = 4_000
"""Code points in a piece at most. Few passages of real articles are longer."""
SENTENCE = late(r"[。！？；!?;\n\ufffc][\"”’」』）)]*")
WORD = re.compile(r"\W+")


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of at most LONGEST code points that cover `text` in order: the whole of a short one.

    A piece ends with a sentence; where none ends in the second half of it, between two words; else anywhere.
    """
    start = 0
    while len(text) - start > LONGEST:
        end = _end(text, start + LONGEST // 2, start + LONGEST)
        yield start, end
        start = end
    yield start, len(text)


def _end(text: str, first: int, last: int) -> int:
    """The best offset from `first` to `last` at which to cut `text`: the last one of its kind."""
    for pattern in (SENTENCE, WORD):
        ends = [found.end() for found in pattern.finditer(text, first, last)]
        if ends:
            return ends[-1]
    return last
