"""Finds inside a longer word that is no compound: 马达 in 马达加斯加, 阿里 in 阿里山, not 北京 in 北京大学.

Either a table says that the two have nothing to do with each other (`generator/data/opaque.md`), or jieba's dictionary or the table
of well-known names has a name (马克 in 马克龙) and what is left of it is no word, or a character follows that foreign names are
written with (可乐丽). In most cases the boundary model must see no edge there.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from generator.annotate.matching.beside import LONGEST, begins_word
from generator.annotate.matching.boundary import Boundaries
from generator.annotate.matching.lattice import MAX_WORD, Lattice
from generator.annotate.names import COUNTRIES, PERSONS, TOWNS
from generator.annotate.segmenting.words import Words
from generator.core.errors import Text
from generator.core.tables import lines

NAMES = ("ns", "nr", "nrt")
"""Tags of places and persons."""
FOREIGN_TAGS = ("ns", "nrt")
PLACES = COUNTRIES | TOWNS
WELL_KNOWN = PERSONS | PLACES
TIMES = ("前", "古")
"""What makes no other place of one."""
FIRMS = ("nz", "nt")
"""Tags of firms and the like, which are often compounds: what is left of them must be longer than a character."""
SUFFIXES = frozenset("人族教省市州县区镇乡村国邦都城山河江畔湖海洲岛港湾派犬会队站路街")
"""Characters before which a word may end inside a name."""
ENDINGS = frozenset("化性值符键度率量式型类感费期师员者学家版器机法")
"""Characters that make compounds of the words before them; jieba's dictionary has many as names (布尔值)."""
PREFIXES = frozenset("东南西北中大小新旧老前后上下内外")
NEVER, UNLIKELY, DOUBTFUL = -2.0, -0.65, 2.0
"""Log odds of an edge below which there is none: after a prefix; after or before a character; before two characters or
more that begin with no word.
"""
FOREIGN = frozenset(
    "丽亚尼斯克尔特罗拉维诺顿兰德伦姆娜莎蒂雷莱布鲁夫曼赫菲迪塔萨基洛伊伯贝迈戈加格哈杰凯奎玛默穆纳帕佩皮琼瑞森达娅琳蕾蒙"
)
"""Characters that foreign names are written with."""
CERTAIN = float("inf")
"""Log odds that no edge reaches."""
RARE = -17.0
"""Weight of what jieba's dictionary lacks."""
UNSURE = 1.0
"""Log odds of an edge before one of them below which there is none."""
LONG = 3
"""Longest find that is asked about, in characters."""
OPAQUE, STANDS = "opaque.txt", "~"
"""The table, and what stands for the shorter word in a longer one."""


def name_around(lattice: Lattice, boundaries: Boundaries, start: int, end: int) -> Text | None:
    """Why `text[start:end]` is only a part of a longer name, or None."""
    if not 1 < end - start <= LONG:
        return None
    text, known = lattice.text, lattice.words.dictionary.words
    names: list[tuple[int, int, float]] = []
    if text[start:end] in opaque():
        names += _unlike(lattice, start, end)
    here, reach = known[text[start]], lattice.words.dictionary.reaches[text[start]].get(text[start : start + 2], 2)
    ends = range(end + 1, min(len(text), start + min(MAX_WORD, reach)) + 1)
    if highs := [to for to in ends if text[start:to] in here or text[start:to] in WELL_KNOWN]:
        names += _beginning(lattice, highs, start, end)
    if lows := [at for at in range(max(0, start - LONGEST), start) if text[at:end] in known[text[at]]]:
        names += _ending(lattice, lows, start, end)
    for low, high, most in names:
        odds = boundaries.odds(lattice, start if low < start else end)
        if odds is not None and odds < most:
            name = text[low:high]
            return Text(f"是“{name}”的一部分", f'part of "{name}"')
    if text[end : end + 1] in FOREIGN and not begins_word(lattice.words, text[end : end + LONGEST]):
        odds = boundaries.odds(lattice, end)
        if odds is not None and odds < UNSURE:
            name = text[start : end + 1]
            return Text(f"可能是外文名“{name}…”的一部分", f'may be part of a foreign name, "{name}…"')
    return None


def _unlike(lattice: Lattice, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The words around a find that have nothing to do with it, and the log odds that its other edge must reach: none are
    enough, unless a likelier word begins or ends there that crosses the edge of the longer one (公安｜派出所).
    """
    text, words = lattice.text, lattice.words
    for before, after in opaque().get(text[start:end], ()):
        low, high = start - len(before), end + len(after)
        if low >= 0 and text.startswith(before, low) and text.startswith(after, end):
            yield low, high, UNLIKELY if _is_crossed(words, text, (start, end), (low, high)) else CERTAIN


def _is_crossed(words: Words, text: str, find: tuple[int, int], longer: tuple[int, int]) -> bool:
    """Whether a find and a word beside it that crosses the edge of `longer` are likelier than `longer` and what is left."""
    (start, end), (low, high) = find, longer
    beyond = [(text[end:to], text[high:to]) for to in range(high + 1, min(len(text), end + LONGEST) + 1) if end < high]
    ahead = [(text[at:start], text[at:low]) for at in range(max(0, start - LONGEST), low) if low < start]
    more = _weight(words, text[low:high]) - _weight(words, text[start:end])
    return any(
        words.known(word) and _weight(words, word) > more + _weight(words, left) for word, left in beyond + ahead
    )


def _weight(words: Words, text: str) -> float:
    """The natural logarithm of a word's frequency, or of its characters' if there is no such word."""
    weight = words.weight(text)
    return sum(words.weight(char) or RARE for char in text) if weight is None else weight


@cache
def opaque() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words, and what stands before and after them in longer ones that have nothing to do with them."""
    rows = (line.split(" ") for line in lines(OPAQUE))
    return {
        part: tuple((low, high) for low, _, high in (each.partition(STANDS) for each in longer))
        for part, *longer in rows
    }


def _beginning(lattice: Lattice, highs: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The names that begin with a find, and the log odds that its other edge must reach; `highs` is where they end."""
    text, words = lattice.text, lattice.words
    for high in highs:
        name = text[start:high]
        most = _needed(words, words.tag(name) or NAMES[0], text[end:high])
        if most == UNLIKELY and words.tag(name) == "ns" and high == end + 1:  # 北海道
            most = UNLIKELY if _is_crossed(words, text, (start, end), (start, high)) else CERTAIN
        if most is not None:
            yield start, high, most


def _ending(lattice: Lattice, lows: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The same for names that end with a find; `lows` is where the words begin that do."""
    text, words = lattice.text, lattice.words
    for low in lows:
        most = _needed_before(words, text[low:start], text[start:end])
        if _is_other_place(text[low:end], text[low:start]):
            most = UNLIKELY if _is_crossed(words, text, (start, end), (low, end)) else CERTAIN
        if most is not None:
            yield low, end, most


def _is_other_place(name: str, rest: str) -> bool:
    """Whether a well-known place that ends in a find is another one: 白俄罗斯, 内蒙古, not 古希腊."""
    return len(rest) == 1 and name in PLACES and rest not in TIMES


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
    if _begins_word(words, rest) or rest in ENDINGS or _begins_word(words, rest[-2:]):
        return None
    if tag in NAMES and rest not in SUFFIXES:
        return DOUBTFUL if len(rest) > 1 and not words.known(rest) else UNLIKELY
    whole = tag in FIRMS and len(rest) > 1 and rest[0] not in SUFFIXES and not words.known(rest)
    return DOUBTFUL if whole else None


def _begins_word(words: Words, rest: str) -> bool:
    """Whether an ordinary word begins what is left of a name: 特别行政区 after 澳门."""
    sizes = range(2, len(rest) + 1)
    return any(words.known(rest[:size]) and words.tag(rest[:size]) not in (*NAMES, "m") for size in sizes)
