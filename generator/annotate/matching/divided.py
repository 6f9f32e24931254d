"""Combinational ambiguity (组合型歧义): finds that read as several words here, such as 才｜能, 三百｜度, 学生｜会.

The lattice cannot detect them, since one word always scores higher than two. Grammar can (`halves`), and so can numbers
before them (`counted`) and names around them (`given`).
"""

import re

from generator.annotate.matching import halves, phrases
from generator.annotate.matching.beside import LONGEST, begins_word, ends_in_noun, next_tag
from generator.annotate.matching.counted import begins_inside
from generator.annotate.matching.given import in_name
from generator.annotate.matching.halves import HANDLING, HAVING_HANDLES, LOCATIVE, Rule, is_range
from generator.annotate.matching.lattice import DIGITS
from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.segmenting.words import Words
from generator.core.errors import Text
from generator.core.patterns import late

SWALLOWED = re.compile("大会堂|的确良|三人行|诉称|诉请")
"""Words that the models lack or underrate, and with which a common word shares characters."""
SWALLOWED_CHARS = frozenset(SWALLOWED.pattern) - {"|"}
BEFORE = 10
"""Characters of left context."""
AFTER = 14
"""Characters of right context."""
NO_VERB = late("[上下里中]?(?:[，。；：！？、,;:!?的有是]|$)")
"""A localizer at most, and the end of the phrase."""
STUDIED = ("学的是", "学了", "学过", "学完")
"""What is done in 本科, which 科学 straddles."""
WANTED = tuple("需得获耗费致涉含")
"""Verbs of one character after 所."""
COMPLETED = late(
    "了(?!解)|着(?!手|重|力|眼)|过(?![程度渡滤])|[得给](?!到|力|予)|出(?![口版现入台产]|生)|不了|起来|一下"
)
"""What follows a verb and no noun."""
GOVERNED = late("[把将从用靠凭][^，。；：！？、,;:!?]{0,7}$")
"""A preposition, and what may stand between it and its noun."""
COUNTED = late(f"[{DIGITS}几这那每某半](台|辆|架|座|艘|部|组|套|张|块|本)[^，。；：！？、,;:!?]{{0,6}}$")
"""A measure word of things, and what may stand between it and a noun."""
PLURAL = tuple("些 有的 许多 很多 不少 多数 每个 每位 几位 几个 几名 所有 其他 如果 部分 项 种".split())
"""What comes before several persons, not before a body of them."""


def _by_character(*rules: tuple[str, Rule]) -> dict[str, tuple[Rule, ...]]:
    """Character → the rules that ask for it."""
    return {char: tuple(rule for chars, rule in rules if char in chars) for asked, _ in rules for char in asked}


BY_FIRST = _by_character(*halves.BY_FIRST, *phrases.BY_FIRST)
BY_LAST = _by_character(*halves.BY_LAST, *phrases.BY_LAST)
BY_ONE_BEFORE = _by_character(*halves.BY_ONE_BEFORE, *phrases.BY_ONE_BEFORE)


def split_reason(words: Words, text: str, start: int, end: int) -> Text | None:
    """Why `text[start:end]` is not a word here, or None."""
    if text[start] in SWALLOWED_CHARS or text[end - 1] in SWALLOWED_CHARS:
        around = SWALLOWED.search(text, max(0, start - 2), end + 2)
        if around and around.start() < end and start < around.end() and around[0] not in text[start:end]:
            return Text(f"与“{around[0]}”重叠", f'shares characters with "{around[0]}"')
    if in_name(words, text, start, end):
        name = text[start - 1 : start + 1]
        return Text(f"可能是人名“{name}”的一部分", f'may be part of a name, "{name}"')
    if _reads_apart(words, text, start, end):
        inside = begins_inside(words, text, start, end)
        cut = start + 1 if inside or end - start == 2 else start + 2
        one, other = text[start:cut], text[cut:end]
        return Text(f"这里读作 {one}｜{other}", f"it falls apart here: {one}｜{other}")
    return None


def _reads_apart(words: Words, text: str, start: int, end: int) -> bool:
    if begins_inside(words, text, start, end):
        return True
    if end - start == 3:
        return any(rule(words, text, start, end) for rule in (_verb_and_noun, _several_will, _what_is))
    if end - start == 4:
        return _noun_and_verb(words, text, start, end)
    return end - start == 2 and _by_rule(words, text, start, end)


def _by_rule(words: Words, text: str, start: int, end: int) -> bool:
    one, other = text[start], text[end - 1]
    rules = BY_FIRST.get(one, ()) + BY_LAST.get(other, ()) + BY_ONE_BEFORE.get(text[start - 1 : start], ())
    if text.startswith("一" + other, end):
        rules += (phrases.once,)
    if "把" in text[max(0, start - BEFORE) : start]:
        rules += (halves.disposed_of,)
    if not rules:  # most finds
        return False
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    return any(rule(words, before, one + other, after) for rule in rules)


def _verb_and_noun(words: Words, text: str, start: int, end: int) -> bool:
    """Whether three characters are a verb and the beginning of a noun here: 出租｜车间 厂房."""
    verb, noun, after = text[start : end - 1], text[end - 1 : end + 1], text[end + 1 : end + 1 + LONGEST]
    if len(noun) < 2 or not words.tag(verb).startswith("v"):
        return False
    if not words.known(noun) or not words.tag(noun).startswith("n") or words.tag(noun[1])[:1] not in "nfq":
        return False
    if begins_word(words, text[end : end + LONGEST]):
        return False
    return noun[1] not in LOCATIVE or next_tag(words, after).startswith("n")


def _several_will(words: Words, text: str, start: int, end: int) -> bool:
    """Whether 会 after several persons is the verb: 这些学生｜会 说外语. Not 这个学生会."""
    if text[end - 1] != "会" or not text.endswith(PLURAL, max(0, start - 3), start):
        return False
    return next_tag(words, text[end : end + LONGEST])[:1] in ("v", "d", "p")


def _what_is(words: Words, text: str, start: int, end: int) -> bool:
    """Whether 所 after a verb makes a noun of the verb after it: 研究｜所需 的经费. Not 研究所 得到资助."""
    if text[end - 1] != "所" or text[end : end + 1] not in WANTED or begins_word(words, text[end : end + LONGEST]):
        return False
    return words.tag(text[start : end - 1]).startswith("v")


def _noun_and_verb(words: Words, text: str, start: int, end: int) -> bool:
    """Whether four characters are a noun and a verb here, for what follows the verb or counts the noun: 把三个项目｜管理得
    很好, 用这台机器｜学习 一周.
    """
    noun, verb, after = text[start : start + 2], text[start + 2 : end], text[end : end + LONGEST]
    if not words.tag(noun).startswith("n") or not words.tag(verb).startswith("v"):
        return False
    if COMPLETED.match(after) and GOVERNED.search(text, max(0, start - BEFORE), start):
        return True
    counted = COUNTED.search(text, max(0, start - BEFORE), start)
    if counted is None or not pairs.gain(counted[1], noun) or pairs.gain(counted[1], text[start:end]):
        return False
    objects = any(pairs.gain(verb, after[:size]) for size in range(2, len(after) + 1))
    return objects or next_tag(words, after)[:1] in ("m", "r")


def holds(words: Words, text: str, start: int, end: int) -> bool:
    """Whether a noun of two characters stands although other words straddle its edges: 把手 in 门把手上, since 把 as a
    preposition needs a verb, 小学 in 从小学到大学, 工人 in 但工人们.
    """
    if end - start != 2:
        return False
    before, find = text[max(0, start - BEFORE) : start], text[start:end]
    if find[1] == "人" and text.startswith("们", end):
        return words.tag(find).startswith("n")
    if find[1] == "科" and text.startswith(STUDIED, end):
        return True
    if find[0] == "把":
        if before.endswith(HAVING_HANDLES):
            return text[end : end + 1] not in HANDLING
        return ends_in_noun(words, before) and NO_VERB.match(text, end) is not None
    return before.endswith("从") and words.tag(find).startswith("n") and is_range(words, find, text[end : end + AFTER])
