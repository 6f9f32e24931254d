"""Combinational ambiguity (组合型歧义): finds that read as two words here, such as 才｜能, 把｜手, 将｜来.

The lattice cannot detect them, since one word always scores higher than two. Grammar can: one half is a function word,
and the context is what that function word requires. Each rule covers a class of halves, not single words, and requires
evidence on both sides.
"""

import re
from collections.abc import Callable

from generator.annotate.normalize import is_han
from generator.annotate.words import Words
from generator.core.errors import Text

UNLISTED = re.compile("诉称|辩称|诉请|尝鲜|大会堂|的确良|三人行")
"""Words that jieba's dictionary lacks or underrates, and that overlap common words."""
UNLISTED_CHARS = frozenset(UNLISTED.pattern) - {"|"}
MODAL = "将会能可要应须该"
LOCATIVE = "中上下里内外前后间"
PLACES = tuple(LOCATIVE)
RESULT = "会到完成好懂"
COUNTED = re.compile("[这那每一两几某各][个位名]$")
BARE = ("的", "了", "和", "与", "、", "有", "是", "及", "或", "等")
"""Text before a find that begins a phrase, so that its first half is not part of what precedes."""
CONDITIONS = ("只有", "只要", "必须", "通过", "这样", "这么", "如何", "怎么", "怎样", "除非", "直到", "后", "时")
"""Conditions that 才 follows."""
MEASURES = "条个只根张把本辆台座颗块件位名种类家片朵支幅篇首项"
FUNCTION = "pdcurmf"
"""Tags of prepositions, adverbs, conjunctions, particles, pronouns, numerals and localizers."""
PARTS = "手心脸头眼口嘴脚身脑"
LONGEST = 4
BEFORE = 10
"""Characters of left context."""

Rule = Callable[[Words, str, str, str], bool]
"""(words, left context, find, right context) → whether the find reads as two words."""


def split_reason(words: Words, text: str, start: int, end: int) -> Text | None:
    """Why `text[start:end]` is not a word here, or None. Only finds of two characters are checked."""
    if end - start == 2 and (text[start] in UNLISTED_CHARS or text[end - 1] in UNLISTED_CHARS):
        around = UNLISTED.search(text, max(0, start - 2), end + 2)
        if around and around.start() < end and start < around.end():
            return Text(f"与“{around[0]}”重叠", f"shares characters with “{around[0]}”")
    if end - start != 2 or not (text[start] in FIRSTS or text[end - 1] in LASTS):
        return None
    before, find, after = text[max(0, start - BEFORE) : start], text[start:end], text[end : end + LONGEST]
    if any(rule(words, before, find, after) for rule in RULES):
        return Text(f"这里读作 {find[0]}｜{find[1]}", f"it falls apart here: {find[0]}｜{find[1]}")
    return None


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
                return Text(f"可能是新词“{word}”的一部分", f"may be part of the new word “{word}”")
            if low + first == start and _compound(words, text[low:start], text[start], text[start + 1 : high]):
                return Text("可能是前面的词的词尾", "may be the ending of the word before it")
    return None


def _function_words(words: Words, text: str, word: tuple[int, int], start: int) -> bool:
    """Whether a guessed word holds a function word beside the character at `start`, so that the guess is wrong: 条｜链,
    上｜云｜用.
    """
    first, last = word
    before = any(char in MEASURES or words.tag(char)[:1] in FUNCTION for char in text[first:start])
    return before or any(words.tag(char)[:1] in FUNCTION for char in text[start + 1 : last])


def _compound(words: Words, before: str, char: str, after: str) -> bool:
    """Whether a single-character noun is the suffix of the noun before it: 区块链."""
    cut = words.cut(before)
    last = before[slice(*cut[-1])] if cut else ""
    nouns = words.tag(char).startswith(("n", "z", "g")) and words.tag(last).startswith(("n", "z"))
    return len(last) > 1 and nouns and not after.startswith(PLACES)


def _next(words: Words, after: str) -> str:
    """The tag of the longest word at the start of `after`; empty if none."""
    for size in range(min(LONGEST, len(after)), 0, -1):
        if words.known(after[:size]):
            return words.tag(after[:size])
    return ""


def _last(words: Words, before: str) -> str:
    """The tag of the longest word at the end of `before`; empty if none."""
    for size in range(min(LONGEST, len(before)), 0, -1):
        if words.known(before[-size:]):
            return words.tag(before[-size:])
    return ""


def handled(words: Words, before: str, find: str, after: str) -> bool:
    """把｜手 拿开: preposition, object, verb. Not 门把手, 把手上, or the verb 把握."""
    return (
        find[0] == "把"
        and find[1] in PARTS
        and not after.startswith(PLACES)
        and _next(words, after).startswith("v")
        and not _noun(words, before)
    )


def only_then(words: Words, before: str, find: str, after: str) -> bool:
    """努力 才｜能 成功: adverb, modal verb, verb. Not 他的才能."""
    return (
        find[0] == "才"
        and find[1] in MODAL
        and not _bare(before)
        and (not _last(words, before).startswith("v") or any(word in before for word in CONDITIONS))
        and any(words.tag(after[:size])[:1] in ("v", "a") for size in range(1, LONGEST + 1))
        and not after.startswith(("很", "非常", "是", "有"))
    )


def about_to(words: Words, before: str, find: str, after: str) -> bool:
    """他 将｜来 北京: adverb, verb, destination."""
    return find[0] == "将" and find[1] in "来去到" and _next(words, after) in ("ns", "nt") and not _bare(before)


def on_top(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """骑在 马｜上: 在 requires a place, and 马上 is an adverb."""
    return find[1] in "上下" and before.endswith(("在", "骑")) and words.tag(find) == "d"


def managed(words: Words, before: str, find: str, after: str) -> bool:
    """学｜会 了 游泳: verb, result complement, 了. Not 完成了, whose 完成 is itself a verb."""
    return (
        words.tag(find).startswith("n")
        and find[1] in RESULT
        and after.startswith(("了", "过"))
        and not before.endswith(("个", "家", "的"))
        and _verb(words, find[0])
    )


def inside_will(words: Words, before: str, find: str, after: str) -> bool:
    """地铁 中｜将 禁止: noun with localizer, modal verb, verb. Not 海军中将."""
    return (
        find[0] in LOCATIVE
        and find[1] in MODAL
        and _noun(words, before)
        and not before.endswith(("军", "团", "师", "衔"))
        and _next(words, after).startswith("v")
    )


def of_people(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """这个 人｜手 很巧: 个 is a measure word for 人, not for 人手."""
    return find[0] == "人" and find[1] in PARTS and COUNTED.search(before) is not None


def _bare(before: str) -> bool:
    return not before or before.endswith(BARE)


def _noun(words: Words, before: str) -> bool:
    return bool(before) and is_han(before[-1]) and _last(words, before).startswith("n")


def _verb(words: Words, char: str) -> bool:
    return words.tag(char).startswith("v") or char in "学看听做说写读想"


RULES: tuple[Rule, ...] = (handled, only_then, about_to, on_top, managed, inside_will, of_people)
FIRSTS = frozenset("把才将人" + LOCATIVE)
LASTS = frozenset("上下" + RESULT)
