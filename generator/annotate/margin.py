"""The margin rule: a string that looks like a term may stand in the text as words, or by chance (中台 in 集中台湾).

Both readings are weighed over the lattice: the best one with a boundary at each edge of the find, and the best one in
which one word *straddles* exactly one edge. Their difference is the margin; it must reach a threshold.

 * A find of up to three characters is weighed with all that stands around it. The thresholds (`needed`) are small: a
 word
   that jieba knows needs a little more than a new one, since the strings that turn up by chance are often words
   themselves; and
   three characters more than two, as they are most often a word and an ending (大学生, 哈尔滨市) which may belong to
   what follows.
 * Four characters and more hardly ever meet by chance, so the find itself is not in doubt and only the characters
 beyond the
   edge are weighed: 能够 against 够 in 人工智能够.
 * A single character must be a word by itself; longer finds may be part of a longer word (互联网 in 互联网公司).
 * A word of four or more characters that leaves two or more on each side of the edge is a compound that divides there
   (北京大学｜出版社) and straddles nothing.

Tuned on the PKU test set of SIGHAN 2005 and on the words of UD Chinese GSDSimp, each checked on the other; see
docs/quality-matching.md.
"""

from collections.abc import Iterator, Mapping
from math import exp
from typing import NamedTuple

from generator.annotate.boundary import Boundaries
from generator.annotate.lattice import DIGITS, NONE, NUMERALS, UNITS, Readings, Ways, stretch
from generator.core.errors import Text

FIRST_HAN = "\u3400"
LONG = 4
"""Characters from which on only what lies beyond the edge is weighed."""
COMPOUND = 4
REACH = 6
"""No word that matters reaches further beyond an edge."""
NEEDED_PLACE = -0.5
"""For names of places before what a place has (OF_PLACES): 上海｜港, not 上｜海港."""
OF_PLACES = ("港", "站", "湾", "湖", "路", "城")
COUNTED = frozenset(
    "分钟 小时 公里 公斤 公顷 千克 千米 毫米 厘米 毫升 秒钟 年代 世纪 点钟 月份 人次 周年 平方米 美元 欧元 英镑 日元".split()
)
"""Measures: after a Chinese numeral they are words, and the numeral is none with their first character (十分｜钟)."""
DOUBT = 2.0
"""A margin so near to what it must reach is in doubt, and the model of boundaries is asked."""
AGAINST_KNOWN, FOR_KNOWN = 1.0, 2.0
AGAINST_NEW, FOR_NEW = -1.0, 1.0
"""Logarithms of odds below which the model speaks against a find, and above which for it."""
PAIR = 2
"""Characters of finds for which the model may speak. Longer ones are most often a word and an ending, and corpora differ
in whether these are two words; it only speaks against them."""
NEEDED_NEW, NEEDED_KNOWN, NEEDED_THREE, NEEDED_LONG = 0.0, 0.6, 1.5, -0.5


class Straddler(NamedTuple):
    """A word that crosses one edge of a find."""

    start: int
    end: int
    weight: float


class Verdict(NamedTuple):
    """What the rule says of one find."""

    margin: float | None
    """By how much the reading with the find is better; None where no word straddles an edge."""
    needed: float
    """What the margin must reach."""
    reason: Text | None
    """Why the find is refused; None where it is kept."""


CLEAR = Verdict(None, 0.0, None)
"""The verdict where nothing speaks against a find."""


def judge(ways: Ways, start: int, end: int, boundaries: Boundaries | None = None) -> Verdict:
    """Whether `text[start:end]` stands as words. `boundaries` is asked where the lattice is in doubt."""
    rivals = list(straddlers(ways, start, end))
    if not rivals:
        return CLEAR
    around = stretch(ways, start, end)
    counted = start > 0 and ways.text[start - 1] in DIGITS and ways.text[start:end] in COUNTED
    rivals = [
        each
        for each in rivals
        if around.start <= each.start and each.end <= around.end and not (counted and each.start == start - 1)
    ]
    if not rivals or around.up_to(start) == NONE or around.onwards(end) == NONE:
        return CLEAR
    needed = _needed(end - start, known=ways.words.known(ways.text[start:end]))
    if ways.text.startswith(OF_PLACES, end) and ways.words.tag(ways.text[start:end]) == "ns":
        needed = min(needed, NEEDED_PLACE)
    weigh = _beyond if end - start >= LONG else _whole
    margin, straddler = min((weigh(around, start, end, each), each) for each in rivals)
    if boundaries is None or abs(margin - needed) > DOUBT:
        reason = None if margin >= needed else _reason(around, start, end, straddler, margin, needed)
        return Verdict(margin, needed, reason)
    edge, odds = _odds(ways, boundaries, (start, end), straddler)
    total = margin + _evidence(odds, end - start, known=ways.words.known(ways.text[start:end]))
    if total >= needed:
        return Verdict(total, needed, None)
    if margin < needed:
        return Verdict(total, needed, _reason(around, start, end, straddler, margin, needed))
    return Verdict(total, needed, _joined(ways.text, edge, odds))


def is_clear(text: str, words: Mapping[str, Mapping[str, int]], start: int, end: int) -> bool:
    """Whether surely no word of the dictionary and no number straddles an edge of `text[start:end]`: what `judge` would
    find, faster.

    `words` is `Dictionary.words`. Most finds are clear, so that this alone decides how fast annotating is.
    """
    if end - start == 1:
        return False
    return _is_clear_before(text, words, start, end) and _is_clear_after(text, words, start, end)


def _is_clear_before(text: str, words: Mapping[str, Mapping[str, int]], start: int, end: int) -> bool:
    first = start + 1
    for at in range(start - 1, max(0, start - REACH) - 1, -1):
        char = text[at]
        if char < FIRST_HAN:
            return at < start - 1 or not (char.isdigit() and text[start] in UNITS)
        if text[at:first] in words[char]:
            return False
    for to in range(start + 2, end if start else 0):
        if text[start - 1 : to] in words[text[start - 1]]:
            return False
    return not NUMERALS.fullmatch(text, start - 1, first) if start else True


def _is_clear_after(text: str, words: Mapping[str, Mapping[str, int]], start: int, end: int) -> bool:
    after = text[end : end + REACH]
    if not after:
        return True
    last = text[end - 1]
    if last < FIRST_HAN:
        return not (last.isdigit() and after[0] in UNITS)
    known = words[last]
    for to, char in enumerate(after, end + 1):
        if char < FIRST_HAN:
            break
        if text[end - 1 : to] in known:
            return False
    for at in range(start + 1, end - 1):
        if text[at : end + 1] in words[text[at]]:
            return False
    return not NUMERALS.fullmatch(text, end - 1, end + 1)


def straddlers(ways: Ways, start: int, end: int) -> Iterator[Straddler]:
    """The words that cross exactly one edge of `text[start:end]`, or hold it, where it is a single character."""
    alone = end - start == 1
    for at in range(max(0, start - REACH), start):
        for to, weight in ways[at]:
            if (start < to < end and not _divides(at, start, to)) or (alone and to >= end):
                yield Straddler(at, to, weight)
    for at in range(start + (not alone), end):
        for to, weight in ways[at]:
            if to > end and (alone or not _divides(at, end, to)):
                yield Straddler(at, to, weight)


def longer_words(ways: Ways, start: int, end: int) -> Iterator[tuple[int, int]]:
    """All words that share characters with `text[start:end]` and reach beyond it, compounds too."""
    for at in range(max(0, start - REACH), end):
        for to, _ in ways[at]:
            if to > start and (at < start or to > end):
                yield at, to


def _needed(length: int, *, known: bool) -> float:
    if length >= LONG:
        return NEEDED_LONG
    return (NEEDED_KNOWN if known else NEEDED_NEW) + (NEEDED_THREE if length == 3 else 0.0)


def _odds(ways: Ways, boundaries: Boundaries, find: tuple[int, int], rival: Straddler) -> tuple[int, float]:
    """The edge of a find that is less likely to be one by the model, and its odds: the straddled edge, or the other."""
    straddled, other = find if rival.start < find[0] else find[::-1]
    odds = boundaries.odds(ways, straddled) or 0.0
    if odds <= -DOUBT:  # enough to refuse the find, so the other edge is not asked
        return straddled, odds
    beside = boundaries.odds(ways, other)
    return (straddled, odds) if beside is None or odds <= beside else (other, beside)


def _evidence(odds: float, length: int, *, known: bool) -> float:
    """What the model's odds add to a margin: nothing between two bounds, and what is beyond them."""
    against, in_favour = (AGAINST_KNOWN, FOR_KNOWN) if known else (AGAINST_NEW, FOR_NEW)
    return min(0.0, odds - against) + (max(0.0, odds - in_favour) if length <= PAIR else 0.0)


def _joined(text: str, edge: int, odds: float) -> Text:
    pair, chance = text[edge - 1 : edge + 1], 1 / (1 + exp(-odds))
    return Text(
        f"“{pair}”之间在这里多半不断词（断的可能是 {chance:.0%}）",
        f"a word hardly ends inside “{pair}” here (a chance of {chance:.0%})",
    )


def _divides(start: int, edge: int, end: int) -> bool:
    return end - start >= COMPOUND and edge - start >= 2 and end - edge >= 2


def _whole(around: Readings, start: int, end: int, rival: Straddler) -> float:
    """The best reading of the whole stretch with the find, less the best one with the straddler."""
    with_find = around.up_to(start) + around.within() + around.onwards(end)
    return with_find - (around.up_to(rival.start) + rival.weight + around.onwards(rival.end))


def _beyond(around: Readings, start: int, end: int, rival: Straddler) -> float:
    """The same, but the find costs nothing, nor does what the straddler leaves of it."""
    if rival.end > end:
        return around.onwards(end) - (rival.weight + around.onwards(rival.end))
    return around.up_to(start) - (around.up_to(rival.start) + rival.weight)


def _reason(around: Readings, start: int, end: int, rival: Straddler, margin: float, needed: float) -> Text:
    text = around.ways.text
    mine = [*around.words_up_to(start), text[start:end], *around.words_onwards(end)]
    if end - start < LONG:
        other = [*around.words_up_to(rival.start), text[rival.start : rival.end], *around.words_onwards(rival.end)]
    elif rival.end > end:
        other = [
            *around.words_up_to(start),
            text[start : rival.start],
            text[rival.start : rival.end],
            *around.words_onwards(rival.end),
        ]
    else:
        other = [
            *around.words_up_to(rival.start),
            text[rival.start : rival.end],
            text[rival.end : end],
            *around.words_onwards(end),
        ]
    find, better = _differing(mine, other)
    if margin < 0:
        return Text(f"{better} 比 {find} 高 {-margin:.1f}", f"{better} is {-margin:.1f} better than {find}")
    return Text(
        f"{find} 比 {better} 只高 {margin:.1f}，至少要高 {needed:.1f}",
        f"{find} is only {margin:.1f} better than {better}; it takes {needed:.1f}",
    )


def _differing(one: list[str], other: list[str]) -> tuple[str, str]:
    """Two readings of one stretch without the words that they share at both ends."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return "｜".join(one), "｜".join(other)
