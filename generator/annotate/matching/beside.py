"""The words before and after a find, by the dictionary and its tags."""

from generator.annotate.normalize import is_han
from generator.annotate.segmenting.words import Words

LONGEST = 4
"""Longest word that is looked up, in characters."""
BARE = ("的", "了", "和", "与", "、", "有", "是", "及", "或", "等")
"""Text before a find that begins a phrase, so that its first half is not part of what precedes."""


def next_tag(words: Words, after: str) -> str:
    """The tag of the longest word at the start of `after`; empty if none."""
    for size in range(min(LONGEST, len(after)), 0, -1):
        if words.known(after[:size]):
            return words.tag(after[:size])
    return ""


def last_tag(words: Words, before: str) -> str:
    """The tag of the longest word at the end of `before`; empty if none."""
    for size in range(min(LONGEST, len(before)), 0, -1):
        if words.known(before[-size:]):
            return words.tag(before[-size:])
    return ""


def begins_word(words: Words, after: str) -> bool:
    """Whether a word of two characters or more begins here."""
    return any(words.known(after[:size]) for size in range(2, len(after) + 1))


def is_bare(before: str) -> bool:
    """Whether a phrase begins after `before`."""
    return not before or before.endswith(BARE)


def ends_in_noun(words: Words, before: str) -> bool:
    """Whether the longest word at the end of `before` is a noun."""
    return bool(before) and is_han(before[-1]) and last_tag(words, before).startswith("n")


def is_verb(words: Words, char: str) -> bool:
    """Whether a character is a verb by itself."""
    return words.tag(char).startswith("v") or char in "学看听做说写读想谈议"
