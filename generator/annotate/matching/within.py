"""Finds inside a longer proper name that is no compound: 马达 in 马达加斯加, 意志 in 德意志, not 北京 in 北京大学.

Either jieba's dictionary or the table of well-known names has the name (马克 in 马克龙), and what is left of it is no word, or a
character follows that foreign names are written with (可乐丽). The boundary model must see no edge there.
"""

from collections.abc import Iterator

from generator.annotate.matching.beside import LONGEST, begins_word
from generator.annotate.matching.boundary import Boundaries
from generator.annotate.matching.lattice import MAX_WORD, Lattice
from generator.annotate.names import COUNTRIES, PERSONS, TOWNS
from generator.annotate.segmenting.words import Words
from generator.core.errors import Text

NAMES = ("ns", "nr", "nrt")
"""Tags of places and persons."""
FOREIGN_TAGS = ("ns", "nrt")
WELL_KNOWN = PERSONS | COUNTRIES | TOWNS
FIRMS = ("nz", "nt")
"""Tags of firms and the like, which are often compounds: what is left of them must be longer than a character."""
SUFFIXES = frozenset("人族教省市州县区镇乡村国城山河江湖海岛港湾派犬会队站路街")
"""Characters before which a word may end inside a name."""
PREFIXES = frozenset("东南西北中大小新旧老前后上下内外")
NEVER, UNLIKELY, DOUBTFUL = -2.0, -0.65, 2.0
"""Log odds of an edge below which there is none: after a prefix; after or before a character; before two characters or
more that begin with no word.
"""
FOREIGN = frozenset(
    "丽亚尼斯克尔特罗拉维诺顿兰德伦姆娜莎蒂雷莱布鲁夫曼赫菲迪塔萨基洛伊伯贝迈戈加格哈杰凯奎玛默穆纳帕佩皮琼瑞森"
)
"""Characters that foreign names are written with."""
UNSURE = 1.0
"""Log odds of an edge before one of them below which there is none."""
LONG = 3
"""Longest find that is asked about, in characters."""


def name_around(lattice: Lattice, boundaries: Boundaries, start: int, end: int) -> Text | None:
    """Why `text[start:end]` is only a part of a longer name, or None."""
    if not 1 < end - start <= LONG:
        return None
    for low, high, most in _longer(lattice, start, end):
        odds = boundaries.odds(lattice, start if low < start else end)
        if odds is not None and odds < most:
            name = lattice.text[low:high]
            return Text(f"是“{name}”的一部分", f'part of "{name}"')
    if lattice.text[end : end + 1] in FOREIGN and not begins_word(lattice.words, lattice.text[end : end + LONGEST]):
        odds = boundaries.odds(lattice, end)
        if odds is not None and odds < UNSURE:
            name = lattice.text[start : end + 1]
            return Text(f"可能是外文名“{name}…”的一部分", f'may be part of a foreign name, "{name}…"')
    return None


def _longer(lattice: Lattice, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The names that begin or end with a find, and the log odds that its other edge must reach."""
    text, words = lattice.text, lattice.words
    known, reaches = words.dictionary.words, words.dictionary.reaches
    here = known[text[start]]
    reach = min(MAX_WORD, reaches[text[start]].get(text[start : start + 2], 2))
    for high in range(end + 1, min(len(text), start + reach) + 1):
        name = text[start:high]
        if name in here or name in WELL_KNOWN:
            most = _needed(words, words.tag(name) or NAMES[0], text[end:high])
            if most is not None:
                yield start, high, most
    for low in range(max(0, start - 2), start):
        if text[low:end] in known[text[low]]:
            most = _needed_before(words, text[low:start], text[start:end])
            if most is not None:
                yield low, end, most


def _needed_before(words: Words, rest: str, find: str) -> float | None:
    """The same as `_needed` for names that end with a find: 都柏林, 大西洋, 天主教, not the person 邓小平."""
    tag = words.tag(rest + find)
    if tag in FIRMS:
        return NEVER if len(rest) == 1 and words.tag(rest + find[0]).startswith("n") else None
    if _begins_word(words, rest) or not (tag in FOREIGN_TAGS or (tag == "nr" and words.tag(find) == "ns")):
        return None
    return NEVER if rest in PREFIXES else UNLIKELY


def _needed(words: Words, tag: str, rest: str) -> float | None:
    """The log odds of an edge before `rest` in a name of this tag that show an edge there; None if it needs none."""
    if _begins_word(words, rest):
        return None
    if tag in NAMES and rest not in SUFFIXES:
        return DOUBTFUL if len(rest) > 1 and not words.known(rest) else UNLIKELY
    whole = tag in FIRMS and len(rest) > 1 and rest[0] not in SUFFIXES and not words.known(rest)
    return DOUBTFUL if whole else None


def _begins_word(words: Words, rest: str) -> bool:
    """Whether an ordinary word begins what is left of a name: 特别行政区 after 澳门."""
    sizes = range(2, len(rest) + 1)
    return any(words.known(rest[:size]) and words.tag(rest[:size]) not in (*NAMES, "m") for size in sizes)
