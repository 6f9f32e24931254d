"""Finds that begin inside a number or a quantity: 百度 in 三百度, 元宇宙 in 十亿元｜宇宙飞船, 一起 in 发生了一｜起 事故."""

import re
from collections.abc import Sequence

from generator.annotate.matching.beside import LONGEST, next_tag
from generator.annotate.matching.lattice import DIGITS
from generator.annotate.segmenting.words import Words
from generator.core.patterns import late

NUMBER = re.compile(f"(?:[{DIGITS}0-9几数半]|(?<![更许众很诸])多)个?$")
POWERS = "十百千万亿"
PREFIXED = "米克瓦伏卡赫帕焦"
"""千 before them is a part of the unit."""
CHAINS = "元角 块角 角分 点分 时分 分秒".split()
CHAIN = re.compile("|".join(f"[{DIGITS}0-9]{one}[{DIGITS}]{{1,2}}{two}" for one, two in map(tuple, CHAINS)))
"""Two units, the smaller one after the larger one: 两元｜三角."""
HOUR = re.compile(f"(?:[上下]午|中午|凌晨|清晨|早晨|早上|晚上|[今昨明]晚|傍晚|深夜|半夜|夜里)[{DIGITS}]{{1,3}}点")
DATE = late(f"月[{DIGITS}]{{1,3}}日")
UNITS = "元度米克吨岁倍年月号分秒"
HAVING = "国省市县校厂"
SEVERAL = late(f"(?<![许众很诸更])[多两几数][{HAVING}]$")
"""Several of something, not 许多 before a word: 多国｜有 企业."""
INSIDE = frozenset(DIGITS + "日" + UNITS + HAVING)
"""What a find begins with that begins inside a number or a quantity."""
STATES = late("[中美英法德日韩朝俄印越老泰欧澳加意西巴]{3}$")
COUNTED_STATES = ("三国", "四国", "五国")
MEASURES = "首门本人国年"
"""Measure words that the dictionary has as nouns or numbers."""
ADVERBS = "都才就也还又却只会将"
COUNTS = {
    "起": "案|事故|事件|纠纷|官司|诉讼|火灾|车祸|冲突|袭击",
    "道": "题|菜|光|门|关|工序|程序|手续|风景|防线|命令|彩虹|闪电|伤口|疤痕|缝|口子|河|墙",
    "行": "字|诗|泪|代码|脚印|足迹|树|大雁|白鹭|注释",
    "手": "好(?![坏处])|绝活",
}
"""What these measure words count. With 一 they are adverbs as well: 一起吃饭."""
COUNTED = {measure: late(f"[^，。；：！？、,;:!?]{{0,8}}?(?:{said})") for measure, said in COUNTS.items()}
OUTCOME = tuple("了过着这那另每第又")
EACH = late("一[本份册张面束枝支杯瓶套盒只个把台部件条根顶块朵](?![来直])")
"""What everybody has in hand: 人手｜一册."""
PEOPLE = late(f"[{DIGITS}0-9几半这那每多]$")


def begins_inside(words: Words, text: str, start: int, end: int) -> bool:
    """Whether the first character of a find belongs to a number or a quantity before it."""
    if text[start] not in INSIDE or not start:
        return False
    before = text[max(0, start - 3) : start]
    if text[start] in DIGITS:
        return _goes_on(text, start) or _ends((CHAIN, HOUR), text, start, end) or _is_listed(before, text[start:end])
    if text[start] == "日":
        return _ends((DATE,), text, start, start + 1)
    return is_several(text, start) or _is_unit(words, text, start, end)


def is_several(text: str, start: int) -> bool:
    """Whether 有 after a counted noun is the verb: 多国｜有 企业."""
    return text.startswith("有", start + 1) and SEVERAL.search(text[max(0, start - 2) : start + 1]) is not None


def counts(words: Words, before: str, find: str, after: str) -> bool:
    """一｜起 严重的事故: number, measure word, what is counted. Not 一起 吃饭, 决定一起 处理事故."""
    if find[0] != "一" or (what := COUNTED.get(find[1])) is None or not what.match(after):
        return False
    return not next_tag(words, after).startswith("v") or before.endswith(OUTCOME)


def is_counted(words: Words, before: str, find: str, after: str) -> bool:
    """这三首｜都 是儿歌: number, measure word, adverb, verb. Not 两名将军, 三首都市歌曲."""
    return (
        find[1] in ADVERBS
        and NUMBER.search(before) is not None
        and (words.tag(find[0]) == "q" or find[0] in MEASURES)
        and bool(after)
        and not words.known(find[1] + after[0])
        and next_tag(words, after)[:1] in ("v", "a", "d", "p")
    )


def are_people(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """两个｜人 回来了: number, measure word, noun. Not 一个 个人 账户."""
    return find == "个人" and PEOPLE.search(before) is not None


def in_hand(words: Words, before: str, find: str, after: str) -> bool:  # noqa: ARG001 — a rule
    """代表们人手｜一册: everybody has one."""
    return find == "人手" and EACH.match(after) is not None


def _goes_on(text: str, start: int) -> bool:
    """三百｜度, 两千｜万: the last characters of a number. Not 千 of 千米."""
    if text[start] not in POWERS or text[start - 1] not in DIGITS:
        return False
    return text[start] != "千" or not text.startswith(tuple(PREFIXED), start + 1)


def _ends(patterns: Sequence[re.Pattern[str]], text: str, start: int, end: int) -> bool:
    """两元｜三角, 下午｜一点, 三月十一日｜夜: a time or an amount that begins before `text[start:end]` ends with it."""
    low = max(0, start - 6)
    return any(
        found.start() < start and found.end() == end for one in patterns for found in one.finditer(text, low, end)
    )


def _is_listed(before: str, find: str) -> bool:
    """中日韩｜三国: as many states as are named before."""
    return find in COUNTED_STATES and STATES.search(before) is not None


def _is_unit(words: Words, text: str, start: int, end: int) -> bool:
    """十亿元｜宇宙飞船: a unit, and a longer word with what is left of the find."""
    if text[start] not in UNITS or not NUMBER.search(text, max(0, start - 3), start):
        return False
    return any(words.known(text[start + 1 : to]) for to in range(end + 1, min(len(text), end + LONGEST) + 1))
