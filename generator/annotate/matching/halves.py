"""Rules for finds of two characters that read as two words here: 才｜能, 把｜手, 将｜来.

One half is a function word, and the context is what that function word requires. Each rule covers a class of halves,
not single words, and requires evidence on both sides.
"""

import re
from collections.abc import Callable

from generator.annotate.matching.beside import LONGEST, ends_in_noun, is_bare, is_verb, last_tag, next_tag
from generator.annotate.matching.counted import ADVERBS, are_people, counts, in_hand, is_counted
from generator.annotate.matching.lattice import DIGITS
from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.normalize import is_han
from generator.annotate.segmenting.words import Words
from generator.core.patterns import late

MODAL = "将会能可要应须该"
LOCATIVE = "中上下里内外前后间"
PLACES = tuple(LOCATIVE)
RESULT = "会到完成好懂"
CONDITIONS = ("只有", "只要", "必须", "通过", "这样", "这么", "如何", "怎么", "怎样", "除非", "直到", "后", "时")
"""Conditions that 才 follows."""
PARTS = "手心脸头眼口嘴脚身脑"
HANDLING = "伸放搭贴按插举抽缩递抬收背洗擦挥搁摁扶捂甩拿弄冻划割烫碰握"
"""What is done with a hand."""
HAVING_HANDLES = tuple("门窗车屉柜箱锅壶杯刀包桶桌机")
LEARNING = "就才刚已也都还又再便没未要能想先"
"""Adverbs and modal verbs that verbs follow."""
HERE = re.compile("(?:我|我们|本|贵|你们|咱们)(?:国|省|市|县|区|镇|村|校|院|厂|店|班|团|公司|单位|学校|地|处|家)")
EXCEPT = late("了?[^，。；：！？,;:!?]{1,10}?(?:之外|以外|外)")
"""除 as a preposition, with its object and its end."""
GIVEN_AWAY = "给掉到成出走光了完"
"""Complements of verbs of disposal."""
LEADING = late("[^，。；：！？,;:!?]{0,6}(?:起|开始|以来|毕业|时)")
"""What 从 with a noun leads to."""
OTHERS = late(
    "(?:[一二三四五六七八九十两几数0-9]+|多)[人名位个家国地省市]|人(?![人才员物民格类口士群家选生])|地(?![位方区点面])"
)
"""What a list ends in after 等."""
RANKS = "上中下优劣头同初高特"
"""Words with 等 before 人."""
CONTESTED = tuple("说打比敌斗争抢跑瞒骗躲逃拗熬绕")
"""Verbs that 不过 completes."""
SCHOOLED = ("ns", "nt", "s", "t")
"""Tags of words that 到 leads to in a range: 从小学到大学."""

QUANTITY = late(f"[{DIGITS}0-9]+(?:分之|多?[个座条名位种万亿])")
COMPARED = late("比[^，。；：！？]{1,10}$")

Rule = Callable[[Words, str, str, str], bool]
"""(words, left context, find, right context) → whether the find reads as two words."""


def handled(words: Words, before: str, find: str, after: str) -> bool:
    """把｜手 拿开: preposition, object, verb. Not 门把手, 门的把手, 把手上, or the verb 把握."""
    return (
        find[0] == "把"
        and find[1] in PARTS
        and not after.startswith(PLACES)
        and next_tag(words, after).startswith("v")
        and not before.endswith(("的", "个", "只", "支"))
        and (not ends_in_noun(words, before) or (after[0] in HANDLING and not before.endswith(HAVING_HANDLES)))
    )


def only_then(words: Words, before: str, find: str, after: str) -> bool:
    """努力 才｜能 成功: adverb, modal verb, verb. Not 他的才能."""
    return (
        find[0] == "才"
        and find[1] in MODAL
        and (not is_bare(before) or (before.endswith("了") and _leads(find[1], find, after)))
        and not _belongs(before, find)
        and (
            not last_tag(words, before).startswith("v")
            or _leads(find[1], find, after)
            or any(word in before for word in CONDITIONS)
        )
        and any(words.tag(after[:size])[:1] in ("v", "a") for size in range(1, LONGEST + 1))
        and not after.startswith(("很", "非常", "是", "有"))
    )


def _belongs(before: str, find: str) -> bool:
    """Whether the word before a find goes with it, and less with its first character: 领导 才能."""
    return any(
        pairs.gain(before[-size:], find) > pairs.gain(before[-size:], find[0]) + 2
        for size in range(2, min(LONGEST, len(before)) + 1)
    )


def _leads(char: str, find: str, after: str) -> bool:
    """Whether what follows goes with the last character of a find rather than with the whole: 才能｜出发."""
    sizes = range(1, min(LONGEST, len(after)) + 1)
    return any(pairs.gain(char, after[:size]) >= pairs.gain(find, after[:size]) + 3 for size in sizes)


def about_to(words: Words, before: str, find: str, after: str) -> bool:
    """他 将｜来 北京, 将｜来 我校: adverb, verb, destination."""
    where = next_tag(words, after) in ("ns", "nt") or HERE.match(after) is not None
    return find[0] == "将" and find[1] in "来去到" and where and not is_bare(before)


def on_top(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """骑在 马｜上: 在 and 从 require a place, and 马上 is an adverb."""
    return find[1] in "上下" and before.endswith(("在", "从", "骑")) and words.tag(find) == "d"


def managed(words: Words, before: str, find: str, after: str) -> bool:
    """学｜会 了 游泳, 就 学｜会: verb, result complement, 了. Not 完成了, whose 完成 is itself a verb."""
    if find == "学会" and (before.endswith(tuple(LEARNING)) or last_tag(words, before) == "d"):
        return not before.endswith(("总", "全"))
    return (
        words.tag(find).startswith("n")
        and find[1] in RESULT
        and after.startswith(("了", "过"))
        and not before.endswith(("个", "家", "的"))
        and is_verb(words, find[0])
    )


def in_degree(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """草会｜长 得很快: modal verb, verb, 得, degree."""
    return find[0] in MODAL and after[:1] == "得" and next_tag(words, after[1:])[:1] in ("d", "a")


def inside_will(words: Words, before: str, find: str, after: str) -> bool:
    """地铁 中｜将 禁止: noun with localizer, modal verb, verb. Not 海军中将."""
    return (
        find[0] in LOCATIVE
        and find[1] in MODAL
        and ends_in_noun(words, before)
        and not before.endswith(("军", "团", "师", "衔"))
        and next_tag(words, after).startswith("v")
    )


def inside_learn(words: Words, before: str, find: str, after: str) -> bool:
    """在游戏中｜学算术: preposition, noun, localizer, verb, object. Not 在重点中学 教书, whose 重点中学 belongs together."""
    if find != "中学" or "在" not in before[:-1] or next_tag(words, after) != "n":
        return False
    nouns = [before[-size:] for size in range(2, LONGEST + 1)]
    return any(pairs.gain(noun, "中") > max(2, pairs.gain(noun, find)) for noun in nouns)


def from_early(words: Words, before: str, find: str, after: str) -> bool:
    """从小｜学 画画: an adverb with 从, and a verb. Not 从小学到大学, 从中国人民."""
    return (
        before.endswith("从")
        and words.tag("从" + find[0]).startswith("d")
        and is_verb(words, find[1])
        and (words.tag(find[1] + after[:1]).startswith("v") or _object(words, find[1], after))
        and not is_range(words, find, after)
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


def more_than(words: Words, before: str, find: str, after: str) -> bool:
    """成绩比弟弟 要｜强 得多: compared, adverb, adjective."""
    return (
        find[0] == "要"
        and words.tag(find[1]).startswith("a")
        and next_tag(words, after)[:1] in ("", "u")
        and COMPARED.search(before) is not None
    )


def have_many(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """这个国｜有 很多湖泊: noun, verb, quantity. Not the verb 具有 or the adverb 仍有."""
    noun = words.tag(find)[:1] in ("n", "b") and words.tag(find[0])[:1] not in ("d", "v")
    if not noun or find[1] != "有":
        return False
    if after.startswith(("很多", "许多", "不少", "一些")):
        return True
    return words.tag(find[0]).startswith("n") and QUANTITY.match(after) is not None


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
    return (
        words.tag(find) == "d" and after.startswith(("的", "处", "时的")) and (find[0] in "从向" or find[1] in "上下")
    )


def unable(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """谁也说｜不过 她, 说不出｜口: verb, negation, complement."""
    if before.endswith("不"):
        return len(before) > 1 and words.known(before[-2:] + find[0]) and is_verb(words, before[-2])
    return find == "不过" and before.endswith(CONTESTED) and (len(before) == 1 or not words.known(before[-2:]))


def is_range(words: Words, find: str, after: str) -> bool:
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


BY_FIRST: tuple[tuple[str, Rule], ...] = (
    ("把", handled),
    ("才", only_then),
    ("将", about_to),
    (LOCATIVE, inside_will),
    ("从向", of_place),
    ("要", more_than),
    ("一", counts),
    (MODAL, in_degree),
    ("中", inside_learn),
)
"""Characters, and a rule that asks for one of them at the beginning of a find."""
BY_LAST: tuple[tuple[str, Rule], ...] = (
    ("上下", on_top),
    ("上下", of_place),
    (RESULT, managed),
    ("除", apart_from),
    ("有", have_many),
    (ADVERBS, is_counted),
    ("人", are_people),
    ("手", in_hand),
    ("等", and_others),
    ("过", unable),
)
"""The same for the end of a find."""
BY_ONE_BEFORE: tuple[tuple[str, Rule], ...] = (("从", from_early), ("不", unable))
"""The same for the character before a find. `disposed_of` asks for 把 anywhere before."""
