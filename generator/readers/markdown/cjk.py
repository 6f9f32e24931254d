"""Emphasis that works in Chinese.

CommonMark decides by spaces and punctuation whether `**` opens or closes emphasis; Chinese has no spaces, so `这是**「重要」**的`
stays unmarked (commonmark-spec issue 650). The rule here is that of the CJK-friendly amendments proposed there: next to a
CJK character a delimiter run is neither hindered by punctuation on its other side nor by the lack of space on this one.
"""

import re
import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

CHARACTERS = (
    "\u1100-\u11ff\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef\U00016fe0-\U00018fff\U0001b000-\U0001b2ff\U0001f200-\U0001f2ff\U00020000-\U0003fffd")
"""Characters whose Unicode scripts or East Asian Width make them CJK, as the proposal lists them, in ranges."""
CJK = re.compile(f"[{CHARACTERS}]")
VARIATION = frozenset("\ufe00\ufe01\ufe02\ufe0e\ufe0f")


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Rule of the inline parser: a run of `*` or `_`, each a delimiter that may open or close emphasis."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    opens, closes, length = flanks(state, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(marker=ord(marker), length=length, token=len(state.tokens) - 1, end=-1,
                                          open=opens, close=closes))
    state.pos += length
    return True


def strikethrough(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Rule of the inline parser: `~~`, with the same sense for Chinese as emphasis."""
    if silent or state.src[state.pos] != "~":
        return False
    opens, closes, length = flanks(state, "~")
    if length < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        state.push("text", "", 0).content = "~~"
        state.delimiters.append(Delimiter(marker=ord("~"), length=0, token=len(state.tokens) - 1, end=-1,
                                          open=opens, close=closes))
    state.pos += length
    return True


def flanks(state: StateInline, marker: str) -> tuple[bool, bool, int]:
    """Whether the run of `marker` at the state's position may open, whether it may close, and its length."""
    src, start, maximum = state.src, state.pos, state.posMax
    end = start
    while end < maximum and src[end] == marker:
        end += 1
    return *sides(_before(src, start), src[end] if end < maximum else " ", marker), end - start


def sides(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """Whether a run of `marker` between these two characters may open, and whether it may close; a blank stands for the end of a text."""
    space_before, space_after = before.isspace(), after.isspace()
    cjk_before, cjk_after = CJK.match(before) is not None, CJK.match(after) is not None
    sign_before = not cjk_before and _is_sign(before)
    sign_after = not cjk_after and _is_sign(after)
    left = not space_after and (not sign_after or space_before or sign_before or cjk_before)
    right = not space_before and (not sign_before or space_after or sign_after or cjk_after)
    if marker == "_":
        return left and (not right or _is_sign(before)), right and (not left or _is_sign(after))
    return left, right


def _before(src: str, start: int) -> str:
    """The character before a run; a variation selector belongs to the one before it."""
    if start > 1 and src[start - 1] in VARIATION:
        return src[start - 2]
    return src[start - 1] if start else " "


def _is_sign(char: str) -> bool:
    """Whether CommonMark counts a character as punctuation: Unicode categories P and S."""
    return unicodedata.category(char)[0] in "PS"
