"""Phrases in which a find of two characters is two words: 照片存｜在 硬盘里, 他说的｜话 很有道理, 牵着｜手 走路.

Each rule asks for what the phrase needs on both sides of the find, as those of `halves` do.
"""

import re

from generator.annotate.matching.beside import LONGEST, begins_word, ends_in_noun, is_verb, last_tag, next_tag
from generator.annotate.matching.halves import Rule
from generator.annotate.matching.lattice import DIGITS
from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.segmenting.words import Words
from generator.core.patterns import late

END = re.compile("[，。；：！？、,;:!?…”）)]|$")
WITHIN = late("(?![其着过这那于])[^，。；：！？、,;:!?的了]{1,6}?[里上中内下](?:[，。；！？,;!?的]|$)")
"""A place: noun and localizer."""
SPOTS = tuple("末首端尾边旁侧底顶里中内上下外前后间")
"""Localizers that make a place of the noun before them: 行末, 场上."""
BETWEEN = ("的关系", "之间", "的区别", "的不同", "的差", "的比", "的距离", "的联系", "的交点", "两者", "分别")
"""What asks for two things joined by 和."""
IF = late("如果|要是|假如|倘若|万一|若|只要|不|没")
SPEAKING = tuple("说讲问喊骂")
HEARD = late("记[住得]|听|[相轻]?信|懂|想起|忘|重复|明白|理解|引用|转[述达告]|回[味想]|传|反驳|打断|接")
"""What is done with somebody's words."""
TELLING = tuple("很太真让使令是有刚像给带题语音尽总句")
"""What words of somebody are or do; after a condition comes a comma, or 就."""
NEGATED = ("开花", "不", "才")
MEASURED = tuple("了到得达有是为扣高低共点差剩占值满")
"""What comes before an amount."""
AMOUNT_ENDS = late(f"[{DIGITS}0-9]+秒|{END.pattern}")
MODALS = frozenset("要会可能应该需来去没在有")
"""Verbs that another verb follows."""
PERSONS = tuple("我你您他她它")
"""Subjects."""
TIMES = tuple("天年月周时后")
DIRECTIONS = ("下来", "下去", "起来", "出来", "上来", "回来")
"""Complements of a verb."""
THEN = late("[^，。；：！？、,;:!?]{0,7}就")
WHILE = late("[^，。；：！？,;:!?]{2,12}(?:时(?![常时刻候代间期])|的时候|之际|的时刻)")
FOR_OTHERS = ("着想", "所", "作嫁", "民")
SEVERALS = frozenset("件样个家处步事句字条")
"""What is doubled to mean each of them."""
LEAST_GAIN = 2.0


def kept_in(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """照片都存｜在 硬盘里: verb, preposition, place. Not 问题存在于 此."""
    return find[1] == "在" and is_verb(words, find[0]) and WITHIN.match(after) is not None


def stands_in(words: Words, before: str, find: str, after: str) -> bool:
    """错误出在｜行末: a verb with 在, and a place."""
    spot = find[0] == "在" and after.startswith(SPOTS) and not begins_word(words, after[:LONGEST])
    return spot and last_tag(words, before).startswith("v")


def joins(words: Words, before: str, find: str, after: str) -> bool:
    """直径和｜弦 的关系: two things, and what is between them."""
    return find[0] in "和与" and after.startswith(BETWEEN) and ends_in_noun(words, before)


def spoken(words: Words, before: str, find: str, after: str) -> bool:
    """他说的｜话 很有道理, 记住老师的｜话: what somebody says. Not 下雨的话 就不去了."""
    if find != "的话" or not before or IF.search(before):
        return False
    if before.endswith(SPEAKING) or last_tag(words, before)[:1] in ("r", "n"):
        return after.startswith(TELLING) or (END.match(after) is not None and HEARD.search(before) is not None)
    return False


def bears(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """果树三年才结｜果: verb, object."""
    return find == "结果" and before.endswith(NEGATED)


def amounts(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """扣了十｜分, 降了一｜度: the clause ends with the amount."""
    return find in ("十分", "一度") and before.endswith(MEASURED) and AMOUNT_ENDS.match(after) is not None


def holding(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """牵着｜手 走路: a verb of one character, 着, its object. Not 开始着手."""
    if find[0] != "着" or not before or before[-1] in MODALS or not is_verb(words, before[-1]):
        return False
    return not words.known(before[-2:]) and pairs.gain(before[-1], "着") >= LEAST_GAIN


def for_others(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """为｜人 着想: preposition, object, verb. Not 为人正直."""
    return find == "为人" and after.startswith(FOR_OTHERS)


def has_learned(words: Words, before: str, find: str, after: str) -> bool:
    """三天学｜会 骑车, 他学｜会 做饭: who or when, and a verb. Not 物理学会 举办."""
    if find != "学会":
        return False
    when = before.endswith((*PERSONS, *TIMES, "们")) or last_tag(words, before).startswith("t")
    return when and (next_tag(words, after).startswith("v") or is_verb(words, after[:1]))


def up_on(words: Words, before: str, find: str, after: str) -> bool:
    """跃到马｜上: no clause ends with an adverb after 到."""
    return (
        find[1] in "上下"
        and before.endswith(("到", "到了"))
        and words.tag(find) == "d"
        and END.match(after) is not None
    )


def as_soon_as(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """一｜定 下来就 开工: 一, a verb with its complement, 就. Not 一起 回来就好."""
    return find[0] == "一" and find[1] != "起" and after.startswith(DIRECTIONS) and THEN.match(after) is not None


def must_go(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """你得｜到 窗口去 办: modal verb, way, 去. Not 得到越来越多的支持."""
    if find != "得到":
        return False
    sizes = (size for size in range(2, LONGEST + 1) if after[size : size + 1] in ("去", "来"))
    return any(words.tag(after[:size])[:1] in ("n", "s") and not begins_word(words, after[size:]) for size in sizes)


def just_when(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """正｜当 大家要走时: 当 … 时. Not 正当权益."""
    return find == "正当" and END.match(before[-1:]) is not None and WHILE.match(after) is not None


def once(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """会｜议一议, 条｜件件: the last character is said again."""
    if after.startswith("一" + find[1]):
        return is_verb(words, find[1])
    return find[1] in SEVERALS and after.startswith((find[1] + "都", find[1] + "要", find[1] + "是", find[1] + "皆"))


def displayed(words: Words, before: str, find: str, after: str) -> bool:
    """墙角立着一｜面 屏风: a verb with its particle, number, measure word, what is there. Not 一块 去."""
    if find[0] != "一" or find[1] not in MEASURES or not before.endswith(SHOWN):
        return False
    sizes = range(1, min(LONGEST, len(after)) + 1)
    return next_tag(words, after).startswith("n") and not any(pairs.gain(find, after[:size]) for size in sizes)


def taken(words: Words, before: str, find: str, after: str) -> bool:
    """他乘｜客机 飞往 广州: subject, verb of one character, object. Not 居民 in 其他居民."""
    if not before.endswith(PERSONS) or before.endswith("其他") or not words.tag(find).startswith("n"):
        return False
    noun = find[1] + after[:1]
    return words.tag(find[0]).startswith("v") and len(noun) == 2 and words.tag(noun).startswith("n")


def evenly(words: Words, before: str, find: str, after: str) -> bool:
    """参加的人｜均可 领取: adverb, verb."""
    return find == "人均" and before.endswith(("的", "者")) and next_tag(words, after)[:1] in ("v", "d")


SHOWN = tuple("着了过有出这那每另")
MEASURES = frozenset("面块把片幅张条根枝支颗粒座辆台件套串堆捆束瓶杯碗盘盒箱包袋份双对排扇身样栋架艘匹")
"""Measure words of things."""
BY_FIRST: tuple[tuple[str, Rule], ...] = (
    ("在", stands_in),
    ("和与", joins),
    ("十一", amounts),
    ("着", holding),
    ("为", for_others),
    ("学", has_learned),
    ("一", as_soon_as),
    ("一", displayed),
    ("得", must_go),
    ("正", just_when),
)
"""Characters, and a rule that asks for one of them at the beginning of a find."""
BY_LAST: tuple[tuple[str, Rule], ...] = (
    ("在", kept_in),
    ("话", spoken),
    ("果", bears),
    ("上下", up_on),
    ("均", evenly),
    ("".join(SEVERALS), once),
)
"""The same for the end of a find. `once` also asks for one that is said again after 一."""
BY_ONE_BEFORE: tuple[tuple[str, Rule], ...] = (("".join(PERSONS), taken),)
"""The same for the character before a find."""
