"""Emphasis that works in Chinese.

In CommonMark, spaces and punctuation decide whether `**` opens or closes emphasis. Chinese has no spaces, so
`这是**「重要」**的` is not emphasis (commonmark-spec issue 650). This module implements the CJK-friendly amendments
proposed there (github.com/tats-u/markdown-cjk-friendly): next to a CJK character, a delimiter run needs no space, even
if there is punctuation on its other side.
"""

import unicodedata

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.core.patterns import late
from generator.readers.breaks import within

CHARACTERS = tuple(
    "\u1100\u1200\u2e80\u303f\u3041\u4dc0\u4e00\ua000\ua960\ua980\uac00\ud800\uf900\ufb00\ufe10\ufe20\ufe30\ufe70"
    "\uff00\ufff0\U00016fe0\U00019000\U0001b000\U0001b300\U0001f200\U0001f300\U00020000\U0003fffe"
)
"""CJK characters as listed by the proposal, by script or East Asian Width. Ranges as in `within`."""
SELECTORS = tuple("\ufe00\ufe0f")
"""General variation selectors, which belong to the character before them. U+FE0F, which makes emoji, is excluded."""
IDEOGRAPHIC = tuple("\U000e0100\U000e01f0")
"""Ideographic variation selectors, which only follow CJK characters."""
SINGLE = late(r"(?<![\w~])~(?![\s~/\d])((?:[^~\n\\`]|\\[^\n])+?)(?<![\s~])~(?![\w~])")
QUOTES = frozenset("“”‘’")
FULLWIDTH = "\ufe01"
"""The variation selector that makes a quotation mark full-width, and so CJK punctuation."""


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Inline rule: a run of `*` or `_`, each a delimiter of emphasis."""
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
    """Inline rule: `~~`, with the same conditions as emphasis, and `~` as in GFM."""
    if silent or state.src[state.pos] != "~":
        return False
    opens, closes, length = flanks(state, "~")
    if length < 2:
        return _single(state)
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        state.push("text", "", 0).content = "~~"
        state.delimiters.append(
            Delimiter(marker=ord("~"), length=0, token=len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos += length
    return True


def _single(state: StateInline) -> bool:
    """`~deleted~`, only next to blanks and punctuation, as `3~5 天，7~9 天` are ranges in Chinese."""
    found = SINGLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    maximum = state.posMax
    state.pos, state.posMax = found.start(1), found.end(1)
    state.push("s_open", "s", 1)
    state.md.inline.tokenize(state)
    state.push("s_close", "s", -1)
    state.pos, state.posMax = found.end(), maximum
    return True


def flanks(state: StateInline, marker: str) -> tuple[bool, bool, int]:
    """Whether the run of `marker` at the current position can open, whether it can close, and its length."""
    src, start, maximum = state.src, state.pos, state.posMax
    end = start
    while end < maximum and src[end] == marker:
        end += 1
    before = src[max(start - 2, 0) : start]
    return *sides(before or " ", src[end] if end < maximum else " ", marker), end - start


def sides(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """Whether a run of `marker` can open, and whether it can close.

    `before` is the one or two characters before it, `after` the one after it; each is a space at the edge of the text.
    """
    main, cjk_before = _before(before)
    space_before, space_after = isWhiteSpace(ord(main)), isWhiteSpace(ord(after))
    cjk_after = within(after, CHARACTERS)
    sign_before = not cjk_before and _is_sign(main)
    sign_after = not cjk_after and _is_sign(after)
    left = not space_after and (not sign_after or space_before or sign_before or cjk_before)
    right = not space_before and (not sign_before or space_after or sign_after or cjk_after)
    if marker == "_":
        return left and (not right or _is_sign(main)), right and (not left or _is_sign(after))
    return left, right


def _before(text: str) -> tuple[str, bool]:
    """The character before a run, ignoring a variation selector, and whether it is CJK."""
    last = text[-1]
    if within(last, IDEOGRAPHIC):
        return last, True
    if len(text) == 1 or not within(last, SELECTORS):
        return last, within(last, CHARACTERS)
    main = text[-2]
    if unicodedata.category(main) == "Zs":
        return last, False
    return main, within(main, CHARACTERS) or (last == FULLWIDTH and main in QUOTES)


def _is_sign(char: str) -> bool:
    """Whether a character is punctuation in CommonMark: Unicode categories P and S."""
    return unicodedata.category(char)[0] in "PS"
