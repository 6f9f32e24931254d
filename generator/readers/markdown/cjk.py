"""Emphasis that works in Chinese.

CommonMark decides by spaces and punctuation whether `**` opens or closes emphasis; Chinese has no spaces, so
`这是**「重要」**的`
stays unmarked (commonmark-spec issue 650). The rule here is that of the CJK-friendly amendments proposed there: next
to a
CJK character a delimiter run is neither hindered by punctuation on its other side nor by the lack of space on this one.
"""

import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.readers.breaks import within

CHARACTERS = tuple(
    "\u1100\u1200\u2e80\u303f\u3041\u4dc0\u4e00\ua000\ua960\ua980\uac00\ud800\uf900\ufb00\ufe10\ufe20\ufe30\ufe70"
    "\uff00\ufff0\U00016fe0\U00019000\U0001b000\U0001b300\U0001f200\U0001f300\U00020000\U0003fffe"
)
"""Characters whose Unicode scripts or East Asian Width make them CJK, as the proposal lists them; in ranges, see
`within`."""
VARIATION = frozenset("\ufe00\ufe01\ufe02\ufe0e\ufe0f")


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Rule of the inline parser: a run of `*` or `_`, each a delimiter that may open or close emphasis."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    opens, closes, length = flanks(state, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(marker=ord(marker), length=length, token=len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
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
        state.delimiters.append(
            Delimiter(marker=ord("~"), length=0, token=len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
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
    """Whether a run of `marker` between these two characters may open, and whether it may close; a blank stands for
    the end of a text.
    """
    space_before, space_after = before.isspace(), after.isspace()
    cjk_before, cjk_after = within(before, CHARACTERS), within(after, CHARACTERS)
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
