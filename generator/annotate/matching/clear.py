"""A fast path of the margin rule: most finds are crossed by no word at all."""

from collections.abc import Mapping

from generator.annotate.matching.lattice import NUMERALS, UNITS

FIRST_HAN = "\u3400"
REACH = 6
"""How far beyond an edge words are looked for, in characters."""


def is_clear(text: str, words: Mapping[str, Mapping[str, int]], start: int, end: int) -> bool:
    """A fast path of `judge`: true only if no dictionary word and no number straddles an edge of `text[start:end]`.

    `words` is `Dictionary.words`. Most finds are clear, so this function dominates the time of annotation.
    """
    if end - start == 1:
        return False
    return _is_clear_before(text, words, start, end) and _is_clear_after(text, words, start, end)


def _is_clear_before(text: str, words: Mapping[str, Mapping[str, int]], start: int, end: int) -> bool:
    first = start + 1
    for at in range(start - 1, max(0, start - REACH) - 1, -1):
        char = text[at]
        if char < FIRST_HAN:
            if at == start - 1:
                return not (char.isdigit() and text[start] in UNITS)
            break
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
