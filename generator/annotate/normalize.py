"""Text as it is compared: widths, case, and traditional characters made equal, every offset kept.

`fold` maps each character by itself: compatibility decomposition (Unicode normalisation form KD, so that composed and decomposed
letters meet), case folding, simplified for traditional, invisible characters dropped. Then blanks are made equal: none between
Han characters across a line break, none between Han and Latin (a matter of layout: `A/B 测试`, `A/B测试`), else one.
`Folded.original` leads back from offsets in the folded text to the text as it was written.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

HAN = r"\u3005\u3007\u3400-\u9fff\U00020000-\U0003ffff"
"""Han characters as the inside of a regular expression's class: with 々 and 〇, after compatibility ideographs are mapped."""
BY_NEIGHBOURS = re.compile(r"(?<![显专名原巨论编译土昭卓新遗])著(?![名作述者称录书])|瞭(?!望)")
"""Where 著 is the particle 着 and 瞭 is 了: the only two common characters that a table one to one gets wrong."""
BLANKS = re.compile(rf"\s{{2,}}|[^\S ]|(?<=[{HAN}]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=[{HAN}])")
IS_HAN = re.compile(rf"[{HAN}]")
IS_LATIN = re.compile(r"[a-z0-9]")
SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
"""Variation selectors belong to the character before them."""
INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
                       r"\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]")
"""Default_Ignorable_Code_Point of the Unicode Character Database, in the main."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back."""

    text: str
    written: str
    """The text as it was."""
    starts: Sequence[int] | None = None
    """For each folded character the offset of the one it comes from; None where the two texts have the same offsets."""

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in `written` of `text[start:end]`; None where an edge falls inside one written character (`㈱`)."""
        if self.starts is None:
            return start, end
        starts = self.starts
        if start and starts[start - 1] == starts[start]:
            return None
        if end < len(starts) and starts[end - 1] == starts[end]:
            return None
        selectors = SELECTORS.match(self.written, starts[end - 1] + 1)
        return starts[start], selectors.end() if selectors else starts[end - 1] + 1


def fold(text: str) -> Folded:
    """`text` as it is compared, with the way back to its offsets."""
    changed = {char: folded for char in set(text) if (folded := _char(char)) != char}
    starts: Sequence[int] | None = None
    if all(len(folded) == 1 for folded in changed.values()):
        result = text
        for char, folded in changed.items():
            result = result.replace(char, folded)
    else:
        pieces = [changed.get(char, char) for char in text]
        starts = [at for at, piece in enumerate(pieces) for _ in piece]
        result = "".join(pieces)
    if "著" in result or "瞭" in result:
        result = BY_NEIGHBOURS.sub(lambda found: "着" if found[0] == "著" else "了", result)
    return _blanks(Folded(result, text, starts))


def plain(text: str) -> str:
    """`text` as it is compared, where offsets do not matter."""
    return fold(text).text


def cased(text: str) -> str:
    """The letters of `text` that have two cases, as written: what entries with `case = true` are compared by as well."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.lower() != char.upper())


def _blanks(folded: Folded) -> Folded:
    text = folded.text
    if not BLANKS.search(text):
        return folded
    starts = folded.starts if folded.starts is not None else range(len(text))
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for blank in BLANKS.finditer(text):
        start, end = blank.span()
        left = "" if _closes(text[start - 1:start], blank[0], text[end:end + 1]) else " "
        pieces += text[last:start], left
        kept += starts[last:start + len(left)]
        last = end
    pieces.append(text[last:])
    kept += starts[last:]
    return Folded("".join(pieces), folded.written, kept)


def _closes(before: str, blank: str, after: str) -> bool:
    """Whether nothing is left of a blank between two characters (empty at an end of the text)."""
    if IS_HAN.match(before):
        return bool(IS_LATIN.match(after) or ("\n" in blank and IS_HAN.match(after)))
    return bool(IS_LATIN.match(before) and IS_HAN.match(after))


@cache
def _char(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return REPLACEMENT
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(simplified().get(each, each) for each in INVISIBLE.sub("", folded))


@cache
def simplified() -> Mapping[str, str]:
    """Traditional character → simplified one."""
    table = files("generator").joinpath("data/t2s.txt").read_text("utf-8")
    traditional, simple = (line for line in table.splitlines() if not line.startswith("#"))
    return dict(zip(traditional, simple, strict=True))
