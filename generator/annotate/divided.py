"""Combinational ambiguity (组合型歧义): finds that read as two words here, such as 才｜能, 把｜手, 将｜来.

The lattice cannot detect them, since one word always scores higher than two. Grammar can: one half is a function word,
and the context is what that function word requires. Each rule covers a class of halves, not single words, and requires
evidence on both sides.
"""

import re
from collections.abc import Callable

from generator.annotate.beside import LONGEST, begins_word, ends_in_noun, is_bare, is_verb, last_tag, next_tag
from generator.annotate.normalize import is_han
from generator.annotate.words import Words
from generator.core.errors import Text

SWALLOWED = re.compile("大会堂|的确良|三人行|诉称|诉请")
"""Words that the models lack or underrate, and with which a common word shares characters."""
SWALLOWED_CHARS = frozenset(SWALLOWED.pattern) - {"|"}
MODAL = "将会能可要应须该"
LOCATIVE = "中上下里内外前后间"
PLACES = tuple(LOCATIVE)
RESULT = "会到完成好懂"
CONDITIONS = ("只有", "只要", "必须", "通过", "这样", "这么", "如何", "怎么", "怎样", "除非", "直到", "后", "时")
"""Conditions that 才 follows."""
PARTS = "手心脸头眼口嘴脚身脑"
BEFORE = 10
"""Characters of left context."""
AFTER = 14
"""Characters of right context."""
EXCEPT = re.compile("了?[^，。；：！？,;:!?]{1,10}?(?:之外|以外|外)")
"""除 as a preposition, with its object and its end."""
GIVEN_AWAY = "给掉到成出走光"
"""Complements of verbs of disposal."""
LEADING = re.compile("[^，。；：！？,;:!?]{0,6}(?:起|开始|以来|毕业|时)")
"""What 从 with a noun leads to."""
NO_VERB = re.compile("[上下里中]?(?:[，。；：！？、,;:!?的有是]|$)")
"""A localizer at most, and the end of the phrase."""
SEVERAL = re.compile("(?<![许众很诸更])[多两几数][国省市县校厂]$")
"""Several of something, not 许多 before a word: 多国｜有 企业."""
COUNTING = re.compile("[一二三四五六七八九十百千两几数半0-9]个?$")
MEASURES = "首门本人国年"
"""Measures that the dictionary has as nouns or numbers."""
ADVERBS = "都才就也还又却只会将"
OTHERS = re.compile(
    "(?:[一二三四五六七八九十两几数0-9]+|多)[人名位个家国地省市]|人(?![人才员物民格类口士群家选生])|地(?![位方区点面])"
)
"""What a list ends in after 等."""
RANKS = "上中下优劣头同初高特"
"""Words with 等 before 人."""
CONTESTED = tuple("说打比敌斗争抢跑瞒骗躲逃拗熬绕")
"""Verbs that 不过 completes."""
SCHOOLED = ("ns", "nt", "s", "t")
"""Tags of words that 到 leads to in a range: 从小学到大学."""

Rule = Callable[[Words, str, str, str], bool]
"""(words, left context, find, right context) → whether the find reads as two words."""


def split_reason(words: Words, text: str, start: int, end: int) -> Text | None:
    """Why `text[start:end]` is not a word here, or None."""
    if end - start == 2 and (text[start] in SWALLOWED_CHARS or text[end - 1] in SWALLOWED_CHARS):
        around = SWALLOWED.search(text, max(0, start - 2), end + 2)
        if around and around.start() < end and start < around.end():
            return Text(f"与“{around[0]}”重叠", f'shares characters with "{around[0]}"')
    if _reads_apart(words, text, start, end):
        cut = end - 1 if end - start == 3 and not _several(text, start) else start + 1
        one, other = text[start:cut], text[cut:end]
        return Text(f"这里读作 {one}｜{other}", f"it falls apart here: {one}｜{other}")
    return None


def _reads_apart(words: Words, text: str, start: int, end: int) -> bool:
    if _several(text, start):
        return True
    if end - start == 3:
        return _verb_and_noun(words, text, start, end)
    return end - start == 2 and _by_rule(words, text, start, end)


def _several(text: str, start: int) -> bool:
    """Whether 有 after a counted noun is the verb: 多国｜有 企业."""
    return (
        start > 0
        and text.startswith("有", start + 1)
        and SEVERAL.search(text[max(0, start - 2) : start + 1]) is not None
    )


def _by_rule(words: Words, text: str, start: int, end: int) -> bool:
    before = text[max(0, start - BEFORE) : start]
    if not (text[start] in FIRSTS or text[end - 1] in LASTS or before.endswith(("从", "不")) or "把" in before):
        return False
    return any(rule(words, before, text[start:end], text[end : end + AFTER]) for rule in RULES)


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


def holds(words: Words, text: str, start: int, end: int) -> bool:
    """Whether a noun of two characters stands although other words straddle its edges: 把手 in 门把手上, since 把 as a
    preposition needs a verb, and 小学 in 从小学到大学.
    """
    if end - start != 2:
        return False
    before, find = text[max(0, start - BEFORE) : start], text[start:end]
    if find[0] == "把":
        return ends_in_noun(words, before) and NO_VERB.match(text, end) is not None
    return before.endswith("从") and words.tag(find).startswith("n") and _range(words, find, text[end : end + AFTER])


def handled(words: Words, before: str, find: str, after: str) -> bool:
    """把｜手 拿开: preposition, object, verb. Not 门把手, 门的把手, 把手上, or the verb 把握."""
    return (
        find[0] == "把"
        and find[1] in PARTS
        and not after.startswith(PLACES)
        and next_tag(words, after).startswith("v")
        and not ends_in_noun(words, before)
        and not before.endswith(("的", "个", "只", "支"))
    )


def only_then(words: Words, before: str, find: str, after: str) -> bool:
    """努力 才｜能 成功: adverb, modal verb, verb. Not 他的才能."""
    return (
        find[0] == "才"
        and find[1] in MODAL
        and not is_bare(before)
        and (not last_tag(words, before).startswith("v") or any(word in before for word in CONDITIONS))
        and any(words.tag(after[:size])[:1] in ("v", "a") for size in range(1, LONGEST + 1))
        and not after.startswith(("很", "非常", "是", "有"))
    )


def about_to(words: Words, before: str, find: str, after: str) -> bool:
    """他 将｜来 北京: adverb, verb, destination."""
    return find[0] == "将" and find[1] in "来去到" and next_tag(words, after) in ("ns", "nt") and not is_bare(before)


def on_top(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """骑在 马｜上: 在 and 从 require a place, and 马上 is an adverb."""
    return find[1] in "上下" and before.endswith(("在", "从", "骑")) and words.tag(find) == "d"


def managed(words: Words, before: str, find: str, after: str) -> bool:
    """学｜会 了 游泳: verb, result complement, 了. Not 完成了, whose 完成 is itself a verb."""
    return (
        words.tag(find).startswith("n")
        and find[1] in RESULT
        and after.startswith(("了", "过"))
        and not before.endswith(("个", "家", "的"))
        and is_verb(words, find[0])
    )


def inside_will(words: Words, before: str, find: str, after: str) -> bool:
    """地铁 中｜将 禁止: noun with localizer, modal verb, verb. Not 海军中将."""
    return (
        find[0] in LOCATIVE
        and find[1] in MODAL
        and ends_in_noun(words, before)
        and not before.endswith(("军", "团", "师", "衔"))
        and next_tag(words, after).startswith("v")
    )


def from_early(words: Words, before: str, find: str, after: str) -> bool:
    """从小｜学 画画: an adverb with 从, and a verb. Not 从小学到大学, 从中国人民."""
    return (
        before.endswith("从")
        and words.tag("从" + find[0]).startswith("d")
        and is_verb(words, find[1])
        and (words.tag(find[1] + after[:1]).startswith("v") or _object(words, find[1], after))
        and not _range(words, find, after)
    )


def apart_from(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """方程的解｜除了零以外: noun, preposition, object."""
    return find[1] == "除" and before.endswith("的") and EXCEPT.match(after) is not None


def disposed_of(words: Words, before: str, find: str, after: str) -> bool:
    """把羽毛球拍｜卖给: preposition, object, verb, complement."""
    at = before.rfind("把")
    noun = before[at + 1 :] + find[0]
    return (
        at >= 0
        and len(noun) > 1
        and words.known(noun)
        and words.tag(noun).startswith("n")
        and words.tag(find[1]).startswith("v")
        and after[:1] in GIVEN_AWAY
    )


def have_many(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """这个国｜有 很多湖泊: noun, verb, quantity. Not the verb 具有 or the adverb 仍有."""
    noun = words.tag(find)[:1] in ("n", "b") and words.tag(find[0])[:1] not in ("d", "v")
    return noun and find[1] == "有" and after.startswith(("很多", "许多", "不少", "一些"))


def counted(words: Words, before: str, find: str, after: str) -> bool:
    """这三首｜都 是儿歌: number, measure word, adverb, verb. Not 两名将军, 三首都市歌曲."""
    return (
        find[1] in ADVERBS
        and COUNTING.search(before) is not None
        and (words.tag(find[0]) == "q" or find[0] in MEASURES)
        and bool(after)
        and not words.known(find[1] + after[0])
        and next_tag(words, after)[:1] in ("v", "a", "d", "p")
    )


def and_others(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """李平｜等 人: a name and the end of a list. Not 人人平等, 高等人才, 上等人."""
    return (
        find[1] == "等"
        and bool(before)
        and is_han(before[-1])
        and OTHERS.match(after) is not None
        and not (find[0] in RANKS and after[0] == "人")
    )


def of_place(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """沿着 从｜来 的方向, 马｜上 的骑手: no 的 follows an adverb."""
    return words.tag(find) == "d" and after.startswith("的") and (find[0] in "从向" or find[1] in "上下")


def unable(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """谁也说｜不过 她, 说不出｜口: verb, negation, complement."""
    if before.endswith("不"):
        return len(before) > 1 and words.known(before[-2:] + find[0]) and is_verb(words, before[-2])
    return find == "不过" and before.endswith(CONTESTED) and (len(before) == 1 or not words.known(before[-2:]))


def _range(words: Words, find: str, after: str) -> bool:
    """Whether 到 after the find leads to the other end of a range: 从小学到大学."""
    if not after.startswith("到"):
        return False
    sizes = [size for size in range(LONGEST, 0, -1) if words.known(after[1 : 1 + size])]
    word = after[1 : 1 + sizes[0]] if sizes else ""
    return word.endswith(find[1]) or words.tag(word) in SCHOOLED


def _object(words: Words, verb: str, after: str) -> bool:
    """Whether an object of `verb` follows, and nothing that 从 with a noun leads to: 学画画, not 从小学毕业."""
    known = after != "" and words.known(verb + after[0]) and next_tag(words, after).startswith("n")
    return known and LEADING.match(after) is None


RULES: tuple[Rule, ...] = (
    handled,
    only_then,
    about_to,
    on_top,
    managed,
    inside_will,
    from_early,
    apart_from,
    disposed_of,
    have_many,
    counted,
    and_others,
    of_place,
    unable,
)
FIRSTS = frozenset("把才将从向" + LOCATIVE)
LASTS = frozenset("除有等过" + RESULT + LOCATIVE + ADVERBS)
"""First and last characters of finds that a rule may refuse without 从 or 把 before them."""
