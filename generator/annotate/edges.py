"""The guard on Latin and digit edges: AI is not found in EMAIL, C2B not in B2C2B, C not in C++, nothing in a web
address.

Texts are folded: lower case, letters and their accents apart.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

ADDRESS = re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+")
ACCENT = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]")
FIRST_EAST_ASIAN = "\u2e80"
JOINING = "_@"
"""Signs that make one token of what they touch."""
LINKING = ".&'’"
"""Signs that make one token of what stands on both sides: `Node.js`, `R&D`, `don't`."""


def addresses(text: str) -> list[tuple[int, int]]:
    """Where `text` has web addresses."""
    if "://" not in text and "www." not in text:
        return []
    return [found.span() for found in ADDRESS.finditer(text)]


def whole(text: str, start: int, end: int, addresses: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether `text[start:end]` is not a piece of a longer Latin word, number or token, nor of one of the addresses."""
    if text[start] >= FIRST_EAST_ASIAN and text[end - 1] >= FIRST_EAST_ASIAN:
        return not ACCENT.match(text, end)
    return _left(text, start) and _right(text, end) and not _touches(addresses, start, end)


def _touches(addresses: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of `addresses`, which are in order and apart, has a character of `text[start:end]`."""
    before = bisect_left(addresses, (end, 0))
    return before > 0 and addresses[before - 1][1] > start


def _left(text: str, start: int) -> bool:
    if not start or text[start] >= FIRST_EAST_ASIAN:
        return True
    before = text[start - 1]
    if not _is_letter(text[start]):
        return not (text[start] in LINKING and _is_letter(before))
    if _is_letter(before) or before in JOINING:
        return False
    return not (before in LINKING and start > 1 and _is_letter(text[start - 2]))


def _right(text: str, end: int) -> bool:
    after = text[end : end + 2]
    if not after:
        return True
    if ACCENT.match(after):
        return False
    if text[end - 1] >= FIRST_EAST_ASIAN or not _is_letter(text[end - 1]):
        return True
    if _is_letter(after[0]) or after[0] in JOINING or after[0] == "#" or after == "++":
        return False
    return not (after[0] in LINKING and _is_letter(after[1:]))


def _is_letter(char: str) -> bool:
    """Whether this is a letter or digit of a script that divides words by blanks."""
    return char < FIRST_EAST_ASIAN and char.isalnum()
