"""Finds inside a longer proper name that is no compound: 马达 in 马达加斯加, 意志 in 德意志, not 北京 in 北京大学.

jieba's dictionary has the name, what is left of it is no word, and the boundary model sees no edge inside.
"""

from collections.abc import Iterator

from generator.annotate.boundary import Boundaries
from generator.annotate.lattice import MAX_WORD, Lattice
from generator.annotate.words import Words
from generator.core.errors import Text

NAMES = ("ns", "nr", "nrt")
"""Tags of places and persons."""
SUFFIXES = frozenset("人族省市州县区镇乡村国城山河江湖海岛港湾派犬会队站路街")
"""Characters before which a word may end inside a name."""
PREFIXES = frozenset("东南西北中大小新旧老前后上下内外")
UNLIKELY, DOUBTFUL = -0.5, 2.0
"""Log odds of an edge below which there is none; the second if what is left of the name is two characters or more
that begin with no word.
"""
LONGEST = 3
"""Longest find that is asked about, in characters."""


def name_around(lattice: Lattice, boundaries: Boundaries, start: int, end: int) -> Text | None:
    """Why `text[start:end]` is only a part of a longer name, or None."""
    if not 1 < end - start <= LONGEST:
        return None
    for low, high, most in _longer(lattice, start, end):
        odds = boundaries.odds(lattice, start if low < start else end)
        if odds is not None and odds < most:
            name = lattice.text[low:high]
            return Text(f"是“{name}”的一部分", f'part of "{name}"')
    return None


def _longer(lattice: Lattice, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The names that begin or end with a find, and the log odds that its other edge must reach."""
    text, words = lattice.text, lattice.words
    known, reaches = words.dictionary.words, words.dictionary.reaches
    here = known[text[start]]
    reach = min(MAX_WORD, reaches[text[start]].get(text[start : start + 2], 2))
    for high in range(end + 1, min(len(text), start + reach) + 1):
        if text[start:high] in here and words.tag(text[start:high]) in NAMES:
            rest = text[end:high]
            if rest not in SUFFIXES and not _begins_word(words, rest):
                yield start, high, UNLIKELY if len(rest) == 1 or words.known(rest) else DOUBTFUL
    for low in range(max(0, start - 2), start):
        if text[low:end] in known[text[low]] and _is_foreign(words, text[low:end], text[start:end]):
            rest = text[low:start]
            if rest not in PREFIXES and not _begins_word(words, rest):
                yield low, end, UNLIKELY


def _is_foreign(words: Words, name: str, find: str) -> bool:
    """Whether a name that ends with a find is no surname with a given name: 都柏林, not 邓小平."""
    tag = words.tag(name)
    return tag in ("ns", "nrt") or (tag == "nr" and words.tag(find) == "ns")


def _begins_word(words: Words, rest: str) -> bool:
    """Whether an ordinary word begins what is left of a name: 特别行政区 after 澳门."""
    sizes = range(2, len(rest) + 1)
    return any(words.known(rest[:size]) and words.tag(rest[:size]) not in (*NAMES, "m") for size in sizes)
