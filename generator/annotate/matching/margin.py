"""The margin rule: tells real occurrences of a term from accidental strings (中台 in 集中台湾).

It compares two readings of the lattice: the best one with a boundary at each edge of the find, and the best one in which
one word *straddles* exactly one edge. The difference is the margin, which must reach a threshold.

 * For finds of up to three characters the whole context is weighed, by the lattice alone and again by pairs of words
   (`pairs`); close calls ask the boundary model (`boundary`). A word that jieba knows needs more than a new one, since
   accidental strings are often words. Three characters need more than two, as they are often a word and a suffix
   (大学生, 哈尔滨市) that may belong to what follows.
 * Four characters and more rarely meet by accident. The find itself is not in doubt, and only the characters beyond the
   edge are weighed: 能够 against 够 in 人工智能够.
 * A single character must be a word by itself; longer finds may be part of a longer word (互联网 in 互联网公司).
 * A word of four or more characters with two or more on each side of the edge is a compound that divides there
   (北京大学｜出版社), so it does not straddle.

Its numbers were chosen with the PKU test set of SIGHAN 2005 and UD Chinese GSDSimp both in view; see
docs/quality-matching.md.
"""

from collections.abc import Iterable, Iterator
from math import exp
from typing import NamedTuple

from generator.annotate.matching.boundary import Boundaries
from generator.annotate.matching.clear import REACH
from generator.annotate.matching.given import is_called
from generator.annotate.matching.lattice import DIGITS, IMPOSSIBLE, Lattice, Readings, readings_around
from generator.annotate.matching.pairs import Pairs, Weighed, divides, weigh
from generator.core.errors import Text

LONG = 4
"""From this many characters on, only the text beyond the edge is weighed."""
DECIDED = 8.0
"""A margin of the lattice this far from its threshold decides by itself."""
UNCONTESTED = 8.0
"""The lattice's margin if only a word that jieba lacks straddles an edge."""
NEEDED_PLACE = -0.5
"""Threshold for a place name before a word in OF_PLACES (上海｜港, not 上｜海港), and for 人大 or 人手 after one of PLACES
(河南｜人大, not 河南人｜大).
"""
NEEDED_CALLED = 5.5
"""What is added to the threshold after 小 or 老 if a find begins with a surname: 老江｜南下."""
PLACES = ("ns", "s")
"""Tags of places."""
OF_PLACES = ("港", "站", "湾", "湖", "路", "城")
OF_PAIRS = 0.6
"""What the margin by pairs counts beside that of the lattice."""
MOST_BY_PAIRS = 15.0
REFUSED_BY_PAIRS = -2.0
"""A margin by pairs up to which they refuse a find by themselves, for a word of two characters across its edge."""
OF_REFUSED = 0.2
"""What a negative margin of the lattice counts: words weighed one by one refuse too easily."""
OF_ODDS = 0.7
"""What the boundary model's log odds count."""
MOST_ODDS = 1.0
"""The most that they count for in favour of a find."""
LEAST_ODDS = -6.0
NEEDED_END, NEEDED_END_BY_PAIRS = -2.0, -4.0
"""Thresholds for the last word of a long find against the same word with what follows."""
NEEDED_CROSSED = -1.0
"""Margin by pairs up to which a long find is refused if its end is not SURE."""
SURE = 3.0
"""The boundary model's log odds of an edge that is in no doubt."""
NEEDED_NEW, NEEDED_KNOWN, NEEDED_THREE, NEEDED_LONG, NEEDED_ALONE = 0.6, 1.75, 4.5, -0.5, 0.6


class Straddler(NamedTuple):
    """A word that crosses one edge of a find."""

    start: int
    end: int
    weight: float


class Verdict(NamedTuple):
    """The rule's verdict on one find."""

    margin: float | None
    """Weight of the reading with the find minus that of the other; None if no word straddles an edge."""
    needed: float
    """The threshold."""
    reason: Text | None
    """Why the find is refused; None if it is kept."""


CLEAR = Verdict(None, 0.0, None)
"""The verdict if no word straddles an edge."""


def judge(
    lattice: Lattice, start: int, end: int, boundaries: Boundaries | None = None, pairs: Pairs | None = None
) -> Verdict:
    """The verdict on `text[start:end]`. `pairs` and `boundaries` weigh in on finds of two and three characters."""
    around = readings_around(lattice, start, end)
    rivals = list(straddlers(around, start, end))
    short = 1 < end - start < LONG
    if around.up_to(start) == IMPOSSIBLE or around.from_offset(end) == IMPOSSIBLE:
        return CLEAR
    if not rivals and not (short and pairs is not None and pairs.crosses(lattice.text, start, end)):
        return CLEAR
    known = lattice.words.known(lattice.text[start:end])
    needed = _needed(end - start, known=known)
    if _is_placed(lattice, start, end):
        needed = NEEDED_PLACE
    elif short and is_called(lattice.text, start):
        needed += NEEDED_CALLED
    margin, straddler = UNCONTESTED, None
    if rivals:
        rule = _beyond if end - start >= LONG else _whole
        margin, straddler = min(zip(rule(around, start, end, rivals), rivals, strict=True))
    if straddler is not None and (not short or pairs is None or abs(margin - needed) > DECIDED):
        reason = _reason(around, start, end, straddler, margin, needed) if margin < needed else None
        other = None
        if reason is None and end - start >= LONG and pairs is not None:
            other = (
                _going_on(around, (start, end), rivals, pairs)
                or _begun(around, start, straddler, margin, boundaries)
                or _crossed(around, (start, end), rivals, pairs, boundaries)
            )
        return other or Verdict(margin, needed, reason)
    if pairs is None:
        return CLEAR
    verdict = _weighed(around, (start, end), margin, needed, pairs, boundaries)
    if verdict.reason is not None and straddler is not None and margin < 0:
        return verdict._replace(reason=_reason(around, start, end, straddler, margin, needed))
    return verdict


def _weighed(
    around: Readings,
    find: tuple[int, int],
    margin: float,
    needed: float,
    pairs: Pairs,
    boundaries: Boundaries | None,
) -> Verdict:
    """The verdict on a short find by the lattice's margin, pairs of words and the boundary model."""
    lattice, start = around.lattice, find[0]
    weighed = weigh(lattice, pairs, (around.start, around.end), find)
    by_pairs = max(-MOST_BY_PAIRS, min(MOST_BY_PAIRS, weighed.margin))
    total = (margin if margin > 0 else OF_REFUSED * margin) + OF_PAIRS * by_pairs
    if by_pairs < REFUSED_BY_PAIRS and _is_apart(lattice, find, weighed.straddler):
        total = min(total, needed + by_pairs)
    edge, odds = start, 0.0
    if boundaries is not None and needed - OF_ODDS * MOST_ODDS <= total < needed - OF_ODDS * LEAST_ODDS:
        edge, odds = _odds(lattice, boundaries, find)
    if total + OF_ODDS * odds >= needed:
        return Verdict(total + OF_ODDS * odds, needed, None)
    reason = _joined(lattice.text, edge, odds) if total >= needed else _better(lattice.text, weighed, total, needed)
    return Verdict(total + OF_ODDS * odds, needed, reason)


def _going_on(around: Readings, find: tuple[int, int], rivals: Iterable[Straddler], pairs: Pairs) -> Verdict | None:
    """The verdict on a long find whose last word goes on beyond it, by its frequency and by pairs of words: 登山队 in
    中国登山｜队. None if it does not.
    """
    lattice, (start, end) = around.lattice, find
    margins = [
        (around.from_offset(end) + weight - each.weight - around.from_offset(each.end), each)
        for each in rivals
        if each.end > end > each.start + 1
        and (weight := lattice.words.weight(lattice.text[each.start : end])) is not None
    ]
    margin, rival = min(margins, default=(0.0, None))
    if rival is None or margin >= NEEDED_END:
        return None
    last = lattice.text[rival.start : end]
    if any(pairs.gain(lattice.text[at : rival.start], last) for at in range(start, rival.start)):
        return None  # words that belong together: 数据分析 in 数据分析师
    weighed = weigh(lattice, pairs, (around.start, around.end), find)
    if weighed.split - weighed.straddled >= NEEDED_END_BY_PAIRS:
        return None
    straddled = weighed._replace(straddler=(rival.start, rival.end))
    return Verdict(margin, NEEDED_END, _better(lattice.text, straddled, margin, NEEDED_END))


def _begun(
    around: Readings, start: int, rival: Straddler, margin: float, boundaries: Boundaries | None
) -> Verdict | None:
    """The verdict on a long find whose first character belongs to the word before it by the boundary model too: 国有企业
    in 在中国｜有企业. None if it does not.
    """
    if boundaries is None or rival.start >= start or margin + OF_ODDS * LEAST_ODDS >= NEEDED_LONG:
        return None
    odds = boundaries.odds(around.lattice, start)
    if odds is None or margin + OF_ODDS * min(MOST_ODDS, odds) >= NEEDED_LONG:
        return None
    return Verdict(margin + OF_ODDS * odds, NEEDED_LONG, _joined(around.lattice.text, start, odds))


def _crossed(
    around: Readings, find: tuple[int, int], rivals: Iterable[Straddler], pairs: Pairs, boundaries: Boundaries | None
) -> Verdict | None:
    """The verdict on a long find whose end a word crosses by pairs of words, where the boundary model is in doubt: 北京大学
    in 北京｜大学生. None if there is no such word. Not on numbers.
    """
    lattice, (start, end) = around.lattice, find
    if boundaries is None or lattice.text[start] in DIGITS:
        return None
    if not any(each.start < end < each.end for each in rivals):
        return None  # 党派人士 in 无党派人士
    odds = boundaries.odds(lattice, end)
    if odds is None or odds >= SURE:
        return None
    weighed = weigh(lattice, pairs, (around.start, around.end), find)
    if weighed.margin > NEEDED_CROSSED:
        return None
    return Verdict(weighed.margin, NEEDED_CROSSED, _better(lattice.text, weighed, weighed.margin, NEEDED_CROSSED))


def straddlers(around: Readings, start: int, end: int) -> Iterator[Straddler]:
    """The words that cross exactly one edge of `text[start:end]`, or that contain it if it is a single character."""
    alone, lattice, last = end - start == 1, around.lattice, around.end
    for at in range(max(around.start, start - REACH), start):
        for to, weight in lattice[at]:
            if last >= to > start and ((to < end and not divides(at, start, to)) or (alone and to >= end)):
                yield Straddler(at, to, weight)
    for at in range(start + (not alone), end):
        for to, weight in lattice[at]:
            if last >= to > end and (alone or not divides(at, end, to)):
                yield Straddler(at, to, weight)


def _is_placed(lattice: Lattice, start: int, end: int) -> bool:
    """Whether a find is a place before one of OF_PLACES, or begins with 人 after a place."""
    text, words = lattice.text, lattice.words
    if text.startswith(OF_PLACES, end):
        return words.tag(text[start:end]) == "ns"
    if text[start] != "人" or end - start != 2 or start < 2 or words.known(text[start + 1 : end + 1]):
        return False
    return words.tag(text[start - 2 : start]) in PLACES


def _needed(length: int, *, known: bool) -> float:
    if length >= LONG:
        return NEEDED_LONG
    if length == 1:
        return NEEDED_ALONE if known else 0.0
    return NEEDED_NEW + (NEEDED_KNOWN if known else 0.0) + (NEEDED_THREE if length == 3 else 0.0)


def _is_apart(lattice: Lattice, find: tuple[int, int], straddler: tuple[int, int]) -> bool:
    """Whether a straddler is a word of two characters that is no part of one word with the find, as 合物 in 化合物 is.
    Not 并不, 也不 and the like, which only the model of pairs takes for words.
    """
    text, words = lattice.text, lattice.words
    low, high = straddler
    if high - low != 2 or (text[high - 1] == "不" and not words.known(text[low:high])):
        return False
    return not words.known(text[min(find[0], low) : max(find[1], high)])


def _odds(lattice: Lattice, boundaries: Boundaries, find: tuple[int, int]) -> tuple[int, float]:
    """The edge of a find that the boundary model finds less likely, and its log odds, clipped."""
    odds = {edge: boundaries.odds(lattice, edge) for edge in find}
    least, edge = min((MOST_ODDS if each is None else each, edge) for edge, each in odds.items())
    return edge, max(LEAST_ODDS, min(MOST_ODDS, least))


def _better(text: str, weighed: Weighed, total: float, needed: float) -> Text:
    low, high = weighed.straddler
    word = text[low:high]
    return Text(
        f"跨界的“{word}”更像一个词（{total:.1f}，至少要 {needed:.1f}）",
        f'"{word}", across its edge, is likelier a word ({total:.1f}; it takes {needed:.1f})',
    )


def _joined(text: str, edge: int, odds: float) -> Text:
    pair, chance = text[edge - 1 : edge + 1], 1 / (1 + exp(-odds))
    return Text(
        f"“{pair}”之间在这里多半不断词（断的可能是 {chance:.0%}）",
        f'a word hardly ends inside "{pair}" here (a chance of {chance:.0%})',
    )


def _whole(around: Readings, start: int, end: int, rivals: Iterable[Straddler]) -> list[float]:
    """Weight of the best reading of the stretch with the find, minus that with each straddler."""
    with_find = around.up_to(start) + around.within() + around.from_offset(end)
    return [with_find - (around.up_to(each.start) + each.weight + around.from_offset(each.end)) for each in rivals]


def _beyond(around: Readings, start: int, end: int, rivals: Iterable[Straddler]) -> list[float]:
    """The same, but without the weights of the find and of what the straddler leaves of it."""
    after, before = around.from_offset(end), around.up_to(start)
    return [
        after - (each.weight + around.from_offset(each.end))
        if each.end > end
        else before - (around.up_to(each.start) + each.weight)
        for each in rivals
    ]


def _reason(around: Readings, start: int, end: int, rival: Straddler, margin: float, needed: float) -> Text:
    text = around.lattice.text
    mine = [*around.words_up_to(start), text[start:end], *around.words_from(end)]
    if end - start < LONG:
        other = [*around.words_up_to(rival.start), text[rival.start : rival.end], *around.words_from(rival.end)]
    elif rival.end > end:
        other = [
            *around.words_up_to(start),
            text[start : rival.start],
            text[rival.start : rival.end],
            *around.words_from(rival.end),
        ]
    else:
        other = [
            *around.words_up_to(rival.start),
            text[rival.start : rival.end],
            text[rival.end : end],
            *around.words_from(end),
        ]
    find, better = _differing(mine, other)
    if margin < 0:
        return Text(f"{better} 比 {find} 高 {-margin:.1f}", f"{better} is {-margin:.1f} better than {find}")
    return Text(
        f"{find} 比 {better} 只高 {margin:.1f}，至少要高 {needed:.1f}",
        f"{find} is only {margin:.1f} better than {better}; it takes {needed:.1f}",
    )


def _differing(one: list[str], other: list[str]) -> tuple[str, str]:
    """Two readings without their common prefix and suffix."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return "｜".join(one), "｜".join(other)
