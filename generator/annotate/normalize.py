"""Text as it is compared: widths, case, and traditional characters made equal, every offset kept.

`fold` maps each character by itself: compatibility decomposition (Unicode normalisation form KD, so that composed and
decomposed
letters meet), case folding, simplified for traditional, invisible characters dropped. Then blanks are made equal:
none between
Han characters across a line break, none between Han and Latin (a matter of layout: `A/B 测试`, `A/B测试`), else one.
`Folded.original` leads back from offsets in the folded text to the text as it was written.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator.core.han import WRITTEN

BY_NEIGHBOURS = re.compile(r"(?<![显专名原巨论编译土昭卓新遗])著(?![名作述者称录书])|瞭(?!望)")
"""Where 著 is the particle 着 and 瞭 is 了: the only two common characters that a table one to one gets wrong."""
BLANKS = re.compile(r"\s{2,}|[^\S ]")
ODD_BLANKS = ("  ", *"\n\t\r\v\f\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029")
"""One of these is in every text in which BLANKS finds something; looking for them is faster."""
LETTERS = r"a-z0-9\u00b5-\u024f\u0370-\u052f"
LOOSE = re.compile(rf" (?:(?=[{LETTERS}])(?<=[{WRITTEN}] )|(?=[{WRITTEN}])(?<=[{LETTERS}] ))")
"""A blank between Han and Latin. The pattern begins with the blank itself, as that is searched fast."""
SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
"""Variation selectors belong to the character before them."""
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of the Unicode Character Database, in the main."""
SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2022\u2027\u30fb\u2219\u22c5\u2e31\u0387", "·"),
    **dict.fromkeys("「」『』“”„‟〝〞", '"'),
    **dict.fromkeys("‘’‛", "'"),
}
"""Hyphens, 间隔号 and quotation marks that stand for each other, each with the sign that it is compared as."""
SPACED_DOT = re.compile(rf"(?<=[{WRITTEN}{LETTERS}])(?: · ?|· )(?=[{WRITTEN}{LETTERS}])")
QUOTING = re.compile(rf"'(?=[{WRITTEN}])|(?<=[{WRITTEN}])'")
"""A single quotation mark beside Han characters, where it is no apostrophe."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Steps(NamedTuple):
    """How offsets of a changed text lead back: from `at[i]` on, up to `at[i + 1]`, offsets lead to `to[i]` and further
    on.
    """

    at: list[int]
    to: list[int]

    def back(self, offset: int) -> int:
        """The offset before the change."""
        step = bisect_right(self.at, offset) - 1
        return self.to[step] + offset - self.at[step]


class Folded(Struct, frozen=True):
    """A folded text and the way back."""

    text: str
    written: str
    """The text as it was."""
    steps: Steps | None = None
    """None where the offsets of both texts are the same."""

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in `written` of `text[start:end]`; None where an edge falls inside one written character (`㈱`)."""
        if self.steps is None:
            return start, end
        at, to = self.steps
        step = bisect_right(at, start) - 1
        if at[step] < start and (
            step + 1 == len(at) or end < at[step + 1]
        ):  # as most finds do, it lies within one step
            shift = to[step] - at[step]
            return start + shift, end + shift
        back = self.steps.back
        first, last = back(start), back(end - 1)
        if (start and back(start - 1) == first) or (end < len(self.text) and back(end) == last):
            return None
        selectors = SELECTORS.match(self.written, last + 1)
        return first, selectors.end() if selectors else last + 1


@lru_cache(maxsize=8)  # an article's text is folded when it is annotated and again for its cache key
def fold(text: str) -> Folded:
    """`text` as it is compared, with the way back to its offsets."""
    changed = {char: folded for char in set("".join(_changing().findall(text))) if (folded := _char(char)) != char}
    result, steps = text, None
    uneven = [char for char, folded in changed.items() if len(folded) != 1]
    if uneven:
        result, steps = _replaced(
            result, re.compile("|".join(map(re.escape, uneven))), lambda found: changed[found[0]], steps
        )
    for char, folded in changed.items():
        if len(folded) == 1:
            result = result.replace(char, folded)
    if "著" in result or "瞭" in result:
        result = BY_NEIGHBOURS.sub(lambda found: "着" if found[0] == "著" else "了", result)
    if any(blank in result for blank in ODD_BLANKS):
        result, steps = _replaced(result, BLANKS, _blank, steps)
    if "·" in result and (" ·" in result or "· " in result):
        result, steps = _replaced(result, SPACED_DOT, lambda _: "·", steps)
    if "'" in result:
        result = QUOTING.sub('"', result)
    result, steps = _tightened(result, steps)
    return Folded(result, text, steps)


def plain(text: str) -> str:
    """`text` as it is compared, where offsets do not matter."""
    return fold(text).text


def cased(text: str) -> str:
    """The letters of `text` that have two cases, as written: what entries with `case = true` are compared by as well."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.lower() != char.upper())


def is_han(char: str) -> bool:
    """Whether a character is one of `han.WRITTEN`; a regular expression for as many takes milliseconds to make."""
    return "\u3400" <= char <= "\u9fff" or char in ("々", "〇") or "\U00020000" <= char <= "\U0003ffff"


def _replaced(
    text: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], before: Steps | None
) -> tuple[str, Steps | None]:
    """`text` with each find of `pattern` replaced, and the steps back, those `before` it included."""
    pieces: list[str] = []
    at, to = [0], [0]
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
    steps = Steps(at, to)
    return "".join(pieces) + text[last:], steps if before is None else _joined(before, steps)


def _tightened(text: str, before: Steps | None) -> tuple[str, Steps | None]:
    """`text` without the blanks between Han and Latin, which a text may have hundreds of, and the steps back."""
    pieces = LOOSE.split(text)
    if len(pieces) == 1:
        return text, before
    at = [0, *accumulate(map(len, pieces[:-1]))]
    steps = Steps(at, [place + number for number, place in enumerate(at)])
    return "".join(pieces), steps if before is None else _joined(before, steps)


def _joined(first: Steps, then: Steps) -> Steps:
    """Two changes as one. A step of the first lies where the second one moved it; where it was dropped, one of the
    second's does.
    """
    places = set(then.at)
    for offset in first.at:
        step = bisect_right(then.to, offset) - 1
        places.add(then.at[step] + offset - then.to[step])
    return Steps(sorted(places), [first.back(then.back(place)) for place in sorted(places)])


def _blank(found: re.Match[str]) -> str:
    """What is left of several blanks, or of one that is no space: nothing where lines of Han characters meet."""
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
    """Runs of characters that folding may change. Most of a text are others, and to look at each of those takes longer
    than all else.

    Of the Han characters that stay, only those of the first level of GB 2312 are left out: 99 of 100 in a text, and a
    sixth of all.
    """
    usual = bytes(
        byte for first in range(0xB0, 0xD8) for second in range(0xA1, 0xFF) for byte in (first, second)
    ).decode("gb2312", "ignore")
    same = "".join(char for char in usual if char not in simplified())
    return re.compile(f"[^a-z0-9 。、{same}]+")


@cache
def simplified() -> Mapping[str, str]:
    """Traditional character → simplified one."""
    table = (Path(__file__).parents[1] / "data/t2s.txt").read_text("utf-8")
    traditional, simple = (line for line in table.splitlines() if not line.startswith("#"))
    return dict(zip(traditional, simple, strict=True))
