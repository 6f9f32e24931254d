"""A fast path of the margin rule: most finds are crossed by no word at all."""

from generator.annotate.matching.lattice import NUMERALS, UNITS
from generator.annotate.segmenting.dictionary import Dictionary

FIRST_HAN = "\u3400"
REACH = 6
"""How far beyond an edge words are looked for, in characters."""


def is_clear(text: str, dictionary: Dictionary, start: int, end: int) -> bool:
    """A fast path of `judge`: true only if no dictionary word and no number straddles an edge of `text[start:end]`.

    Most finds are clear.
    """
    if end - start == 1:
        return False
    return _is_clear_after(text, dictionary, start, end) and _is_clear_before(text, dictionary, start, end)


def _is_clear_before(text: str, dictionary: Dictionary, start: int, end: int) -> bool:
    words, first = dictionary.words, start + 1
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


def _is_clear_after(text: str, dictionary: Dictionary, start: int, end: int) -> bool:
    if end == len(text):
        return True
    last, after = text[end - 1], text[end]
    if last < FIRST_HAN:
        return not (last.isdigit() and after in UNITS)
    words, two = dictionary.words, last + after
    if two in words[last]:
        return False
    reach = min(REACH + 1, dictionary.reaches[last].get(two, 2))
    for to in range(end + 2, min(len(text), end - 1 + reach) + 1):
        if text[end - 1 : to] in words[last]:
            return False
    for at in range(start + 1, end - 1):
        if text[at : end + 1] in words[text[at]]:
            return False
    return not NUMERALS.fullmatch(text, end - 1, end + 1)
