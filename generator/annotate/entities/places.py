"""Well-known places, and typical endings of places and organisations.

The scores are fitted to an encyclopaedia whose annotators mark fewer places than those of news (not the country in
日本首相). For a well-known place a moderate score is raised.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities.foreign import CHARS
from generator.annotate.entities.guess import Guess
from generator.annotate.names import COUNTRIES, TOWNS
from generator.core.patterns import late

PEOPLE = re.compile(
    r"人(?![民士口均])|军(?![方事])|[语族籍裔式话菜文腔剧队]|官话|方言|比索|卢比|卢布|法郎|第纳尔|先令|教廷"
)
"""Suffixes that make a place name a word for its people or things."""
ROLE = re.compile(
    r"(?:会见|举行|外交部长|国防部长|财政部长|(?:外交|国防|防卫|财政|外务)大臣|首相|总统|总理|国王|女王|外长|财长|部长|大使|总领事|市长|省长|州长|政府|当局|警方|媒体|市场|企业|经济|股市|专家|学者|记者|球迷|游客|居民|"
    r"天皇|军方|报章|报纸|地震|电影|文学|局势|特首|作家|导演|歌手|演员|画家|诗人|教授|商人|渔民|农民|村民|牧民|志愿者|主权|楼市|房价|流域|水域|海域|沿海|附近|战役|"
    r"科学家|艺术家|企业家|宇航员|运动员|消费者|用户|选手|主教练|各地|境内|全国|东部|西部|南部|北部|地区|街头|市民|首都)"
)
"""Nouns that may follow a place name; others may form a longer name with it (南京官话, 中国足协杯)."""
LONGER = re.compile(
    "[长堂者人]|附[属中小]|[\u4e00-\u9fff]{0,6}?(?:学院|医院|法院|检察院|出版社|研究[院所室]|委员会|理事会|代表团|办公[室厅]|联合会|基金|协会|学会|中心|实验室|集团|公司|[中小]学|幼儿园"
    "|馆|教堂|监狱|公约|宪章|条约|协定|拍卖行|大厦|广场|机场|银行|俱乐部|乐团|电视台|杂志|日报)|[\u4e00-\u9fff]{0,5}?[杯队厅局署司处科系所站路桥街奖网社报台族窑](?!长)"
    "|[\u4e00-\u9fff]{1,4}?[市县区镇乡邨](?![场域委长民政分])|半岛|次大陆|论坛|电影节|音乐节|[\u4e00-\u9fff]{0,3}山脉"
)
"""Text after a name that is part of a longer name: 北京大学｜出版社."""
PROVINCES = "省市县区州"
HEAD = late("长(?![江城安期途沙春乐征])")
"""The end of 市长 and the like."""
ENDING = re.compile(
    "(?:公司|集团|大学|学院|委员会|政府|部|局|厅|院|会|队|社|报|台|党|军|银行|中学|医院|协会|联盟|俱乐部|乐团|组织|学校|小学)$"
)
"""Endings of organisations, as features of their scores (`scores`)."""
SUFFIXES = frozenset("省市县区州镇乡村路街江河湖海山岛湾洲港站国寺洋线城堡院馆园桥")
"""Last characters of places."""
SURE, LIKELY, POSSIBLE, LOCAL = 0.95, 0.6, 0.5, 0.3
"""Raised score of a well-known place, and its least score to be raised: by itself, before ROLE, and after LOCATED."""
FORMED = re.compile("[^和与及]{2,}(?:[山岛屿河湖湾堡县镇村州省]|山脉|(?<![地市城郊心宅])区)")
FORMED_LEAST, FORMED_SHOWN = 0.7, 0.82
"""Endings of places that are mostly right, their least score to be raised, and their raised score."""
LOCATED = tuple("在从到赴抵往至自于距达")
KNOWN, SHOWN = 0.6, 0.85
"""Least score of an organisation of the lexicon (国务院, 剑桥大学) to be raised, and its raised score."""
SITED = re.compile(
    "(?:位于|坐落[于在]|首府|首都|城市|城镇|到达|抵达|前往|攻[克占]|占领|飞往|逃[往奔]|迁[至往]|驻扎[于在]|定居[于在]?|注入|来自|流经|途经)$"
)
"""Text before a place, not before a person."""
FOUNDED = "立"
"""The last character of 国立, 市立 …, which belong to the name after them."""
APART = ("", "x", "f", "d", "m", "s", "t", "r", "u", "c", "v", "p")
"""Kinds of words that form no longer name with the place before them; empty at the end of a text. Nouns and adjectives
may: 中国|足协, 浙江省|高等审判厅."""


def known_places(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Countries and towns, and what transcribes sounds after a word such as 位于, as places, if the model took them for
    persons. A place before 长 ends before its 市: 高雄｜市长.
    """
    for guess in guesses:
        name = text[guess.start : guess.end]
        if guess.kind == "person" and (name in COUNTRIES or name in TOWNS):
            yield replace(guess, kind="place", known="LOC")
        elif (
            guess.kind == "person"
            and CHARS.issuperset(name)
            and SITED.search(text, max(0, guess.start - 3), guess.start)
        ):
            yield replace(guess, kind="place", known="")
        elif guess.kind == "place" and name[:-1] in TOWNS and name[-1] in PROVINCES and HEAD.match(text, guess.end):
            yield replace(guess, end=guess.end - 1, known="LOC", after="n", single=False)
        else:
            yield guess


def fame(name: str) -> str:
    """`country` or `town` for a well-known place (with 省, 市 and the like too); else empty."""
    if name in COUNTRIES:
        return "country"
    return "town" if name in TOWNS or (name[-1] in PROVINCES and name[:-1] in TOWNS) else ""


def raised_score(text: str, guess: Guess, score: float) -> float:
    """The score of a place or organisation, raised if it is a well-known place and not part of a longer name."""
    if guess.kind == "organization" and guess.known == "ORG" and score >= KNOWN and not guess.common:
        apart = guess.after[:1] in APART and not text.endswith(FOUNDED, 0, guess.start)
        return max(score, SHOWN) if apart else score
    least = LOCAL if text.endswith(LOCATED, 0, guess.start) and whole(text, guess.start, guess.end) else POSSIBLE
    if guess.kind != "place" or score < least or PEOPLE.match(text, guess.end):
        return score
    plain = guess.after[:1] in APART and (score >= LIKELY or text.endswith(LOCATED, 0, guess.start))
    known = fame(text[guess.start : guess.end])
    if not known:
        formed = (
            score >= FORMED_LEAST
            and FORMED.fullmatch(text, guess.start, guess.end)
            and whole(text, guess.start, guess.end)
        )
        return max(score, FORMED_SHOWN) if formed else score
    part = known == "town" and score >= LIKELY and LONGER.match(text, guess.end) is None
    return max(score, SURE) if known and (plain or part or ROLE.match(text, guess.end)) else score


def whole(text: str, start: int, end: int) -> bool:
    """Whether the place `text[start:end]` is not part of a longer name or of a word for its people."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    apart = "·" not in beside and not (CHARS.issuperset(text[start:end]) and any(char in CHARS for char in beside))
    return (
        apart
        and not text.endswith(tuple(PROVINCES), 0, start)
        and PEOPLE.match(text, end) is None
        and LONGER.match(text, end) is None
    )
