"""Finds of a single character, which must be a word by itself: 链 in 这条链, not in 区块链 or 链家."""

from generator.annotate.matching.beside import LONGEST
from generator.annotate.matching.halves import PLACES
from generator.annotate.normalize import is_han
from generator.annotate.segmenting.words import Words
from generator.core.errors import Text
from generator.core.patterns import late

MEASURES = "条个只根张把本辆台座颗块件位名种类家片朵支幅篇首项"
CLASSIFIED = late(f"[这那每一两几某各][{MEASURES}]")
"""What a noun follows: 这条｜链 断了."""
FUNCTION = "pdcurmf"
"""Tags of prepositions, adverbs, conjunctions, particles, pronouns, numerals and localizers."""

COPULAS = "是有"
"""Verbs that jieba's model of unknown words joins with a subject of one character: 礼｜是."""


def new_word_reason(words: Words, text: str, start: int) -> Text | None:
    """Why the single character `text[start]` is part of a word that the dictionary lacks, or None.

    Either jieba's model of unknown words joins it with its neighbours (赋能, 链家), or it is a word's suffix (区块链).
    """
    if not is_han(text[start]):
        return None
    low, high = start, start + 1
    while low > max(0, start - LONGEST) and is_han(text[low - 1]):
        low -= 1
    while high < min(len(text), start + 1 + LONGEST) and is_han(text[high]):
        high += 1
    for first, last in words.cut(text[low:high]):
        if low + first <= start < low + last:
            if last - first > 1 and not _function_words(words, text, (low + first, low + last), start):
                word = text[low + first : low + last]
                return Text(f"可能是新词“{word}”的一部分", f'may be part of the new word "{word}"')
            if low + first == start and _compound(words, text[low:start], text[start], text[start + 1 : high]):
                return Text("可能是前面的词的词尾", "may be the ending of the word before it")
    return None


def _function_words(words: Words, text: str, word: tuple[int, int], start: int) -> bool:
    """Whether a guessed word holds a function word beside the character at `start`, so that the guess is wrong: 条｜链,
    上｜云｜用.
    """
    first, last = word
    if first == start and last == start + 2 and CLASSIFIED.fullmatch(text[max(0, first - 2) : first]):
        return words.tag(text[start + 1]).startswith("v") and text[last : last + 1] in "了着过"
    before = any(char in MEASURES or words.tag(char)[:1] in FUNCTION for char in text[first:start])
    return before or any(char in COPULAS or words.tag(char)[:1] in FUNCTION for char in text[start + 1 : last])


def _compound(words: Words, before: str, char: str, after: str) -> bool:
    """Whether a single-character noun is the suffix of the noun before it: 区块链."""
    cut = words.cut(before)
    last = before[slice(*cut[-1])] if cut else ""
    nouns = words.tag(char).startswith(("n", "z", "g")) and words.tag(last).startswith(("n", "z"))
    return len(last) > 1 and nouns and not after.startswith(PLACES)
