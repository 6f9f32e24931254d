"""Folding: text normalised for matching (width, case, traditional to simplified), with offsets mapped back.

`fold` maps each character by itself: compatibility decomposition (NFKD, so that composed and decomposed letters match),
case folding, traditional to simplified, invisible characters dropped. Then blanks are normalised: none between Han
characters across a line break, none between Han and Latin (`A/B 测试` is `A/B测试`), otherwise one space.
`Folded.original` maps offsets in the folded text back to the written text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from generator.core.han import WRITTEN
from generator.core.patterns import late
from generator.core.tables import lines

BY_NEIGHBOURS = late(r"(?<![显专名原巨论编译土昭卓新遗])著(?![名作述者称录书])|瞭(?!望)")
"""Contexts in which 著 is the particle 着 and 瞭 is 了: the two common characters that a one-to-one table gets wrong.
"""
BLANKS = re.compile(r"\s(?:(?<! )\s*|\s+)")
"""Blanks other than a single space."""
ODD_BLANKS = ("  ", *"\n\t\r\v\f\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029")
"""Every match of BLANKS contains one of these. A fast pre-check."""
LETTERS = r"a-z0-9\u00b5-\u024f\u0370-\u052f"
LOOSE = re.compile(rf" (?:(?=[{LETTERS}])(?<=[{WRITTEN}] )|(?=[{WRITTEN}])(?<=[{LETTERS}] ))")
"""A blank between Han and Latin. The pattern begins with a literal, which `re` searches fast."""
SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
"""Variation selectors belong to the character before them."""
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Most of Default_Ignorable_Code_Point in the Unicode Character Database."""
SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2022\u2027\u30fb\u2219\u22c5\u2e31\u0387", "·"),
    **dict.fromkeys("「」『』“”„‟〝〞", '"'),
    **dict.fromkeys("‘’‛", "'"),
}
"""Equivalent hyphens, 间隔号 and quotation marks → the one that replaces them."""
SPACED_DOT = late(rf"(?<=[{WRITTEN}{LETTERS}])(?: · ?|· )(?=[{WRITTEN}{LETTERS}])")
QUOTING = late(rf"'(?:(?=[{WRITTEN}])|(?<=[{WRITTEN}]'))")
"""A single quotation mark next to a Han character, so not an apostrophe."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class OffsetMap(NamedTuple):
    """A piecewise offset map: offsets from `at[i]` up to `at[i + 1]` map to `to[i]` onwards.

    Arrays, as a list takes 36 bytes for each number, and in some texts every character is a piece.
    """

    at: "array[int]"
    to: "array[int]"

    def back(self, offset: int) -> int:
        """The offset before the change."""
        step = bisect_right(self.at, offset) - 1
        return self.to[step] + offset - self.at[step]


class Folded(Struct, frozen=True):
    """A folded text with the map back to the written text."""

    text: str
    written: str
    """The text before folding."""
    offsets: OffsetMap | None = None
    """None if both texts have the same offsets."""

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in `written` of `text[start:end]`; None if an edge falls inside a written character (`㈱`)."""
        if self.offsets is None:
            return start, end
        at, to = self.offsets
        step = bisect_right(at, start) - 1
        # The common case: the range lies within one step.
        if at[step] < start and (step + 1 == len(at) or end < at[step + 1]):
            shift = to[step] - at[step]
            return start + shift, end + shift
        back = self.offsets.back
        first, last = back(start), back(end - 1)
        if (start and back(start - 1) == first) or (end < len(self.text) and back(end) == last):
            return None
        selectors = SELECTORS.match(self.written, last + 1)
        return first, selectors.end() if selectors else last + 1


@lru_cache(maxsize=8)  # an article is folded for its cache key, and for each annotator
def fold(text: str) -> Folded:
    """`text` normalised for matching, with the map back to its offsets."""
    changed = {char: folded for char in set(_changing().findall(text)) if (folded := _char(char)) != char}
    result, offsets = text, None
    uneven = [char for char, folded in changed.items() if len(folded) != 1]
    if uneven:
        result, offsets = _replaced(
            result, re.compile("|".join(map(re.escape, uneven))), lambda found: changed[found[0]], offsets
        )
    for char, folded in changed.items():
        if len(folded) == 1:
            result = result.replace(char, folded)
    if "著" in result or "瞭" in result:
        result = BY_NEIGHBOURS.sub(lambda found: "着" if found[0] == "著" else "了", result)
    if any(blank in result for blank in ODD_BLANKS):
        result, offsets = _replaced(result, BLANKS, _blank, offsets)
    if "·" in result and (" ·" in result or "· " in result):
        result, offsets = _replaced(result, SPACED_DOT, lambda _: "·", offsets)
    if "'" in result:
        result = QUOTING.sub('"', result)
    result, offsets = _tightened(result, offsets)
    return Folded(result, text, offsets)


def plain(text: str) -> str:
    """The folded text, without the offset map."""
    return fold(text).text


def cased(text: str) -> str:
    """The cased letters of `text`, as written; entries with `case = true` compare these too."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.lower() != char.upper())


def is_han(char: str) -> bool:
    """Whether a character is one of `han.WRITTEN`, without compiling a large regular expression (milliseconds)."""
    return "\u3400" <= char <= "\u9fff" or char in ("々", "〇") or "\U00020000" <= char <= "\U0003ffff"


def _replaced(
    text: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], before: OffsetMap | None
) -> tuple[str, OffsetMap | None]:
    """`text` with each match of `pattern` replaced, and the offset map, composed with `before`."""
    pieces: list[str] = []
    at, to = array("q", [0]), array("q", [0])
    last = size = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        new = by(found)
        pieces += text[last:start], new
        size += start - last
        at.extend(range(size, size + len(new) + 1))
        to.extend([start] * len(new) + [end])
        size += len(new)
        last = end
    if not pieces:
        return text, before
    offsets = OffsetMap(at, to)
    return "".join(pieces) + text[last:], offsets if before is None else _composed(before, offsets)


def _tightened(text: str, before: OffsetMap | None) -> tuple[str, OffsetMap | None]:
    """`text` without blanks between Han and Latin, and the offset map. Faster than `_replaced` for hundreds of them."""
    pieces = LOOSE.split(text)
    if len(pieces) == 1:
        return text, before
    at = array("q", [0, *accumulate(map(len, pieces[:-1]))])
    offsets = OffsetMap(at, array("q", [place + number for number, place in enumerate(at)]))
    return "".join(pieces), offsets if before is None else _composed(before, offsets)


def _composed(first: OffsetMap, then: OffsetMap) -> OffsetMap:
    """The composition of two offset maps. Its breakpoints are those of both, in the final text."""
    places = set(then.at)
    for offset in first.at:
        step = bisect_right(then.to, offset) - 1
        places.add(then.at[step] + offset - then.to[step])
    at = array("q", sorted(places))
    return OffsetMap(at, array("q", [first.back(then.back(place)) for place in at]))


def _blank(found: re.Match[str]) -> str:
    """The replacement for a run of blanks: nothing between two lines of Han characters, else a space."""
    text, start, end = found.string, found.start(), found.end()
    wrapped = "\n" in found[0] and is_han(text[start - 1 : start]) and is_han(text[end : end + 1])
    return "" if wrapped else " "


@cache
def _char(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return REPLACEMENT
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(SIGNS.get(each) or simplified().get(each, each) for each in INVISIBLE.sub("", folded))


@cache
def _changing() -> re.Pattern[str]:
    """Characters that folding may change. Skipping the rest, most of a text, is what makes folding fast.

    Of the unchanged Han characters only level 1 of GB 2312 is excluded: it covers 99 % of a text and keeps the pattern
    small.
    """
    usual = bytes(
        byte for first in range(0xB0, 0xD8) for second in range(0xA1, 0xFF) for byte in (first, second)
    ).decode("gb2312", "ignore")
    same = "".join(char for char in usual if char not in simplified())
    return re.compile(f"[^a-z0-9 。、{same}]")


@cache
def simplified() -> Mapping[str, str]:
    """Traditional → simplified character."""
    return dict(zip(*lines("t2s.txt"), strict=True))
