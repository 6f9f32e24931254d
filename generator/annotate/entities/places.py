"""Well-known places, and typical endings of places and organisations.

The scores are fitted to an encyclopaedia whose annotators mark fewer places than those of news (not the country in
日本首相). For a well-known place a moderate score is raised.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities import countries
from generator.annotate.entities.guess import Guess

TOWNS = frozenset(
    (
        "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 "
        "海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 "
        "香港 澳门 石家庄 太原 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 海口 成都 "
        "贵阳 昆明 西安 兰州 西宁 台北 呼和浩特 南宁 拉萨 银川 乌鲁木齐 深圳 "
        "苏州 无锡 常州 宁波 温州 青岛 大连 厦门 珠海 东莞 佛山 中山 惠州 汕头 烟台 徐州 南通 绍兴 嘉兴 金华 "
        "洛阳 桂林 三亚 唐山 保定 扬州 镇江 泉州 漳州 赣州 宜昌 襄阳 绵阳 遵义 "
        "大理 丽江 延安 敦煌 喀什 威海 潍坊 淄博 高雄 台中 台南 义乌 昆山 雄安 浦东 中关村 硅谷 华尔街 "
        "纽约 华盛顿 洛杉矶 旧金山 芝加哥 波士顿 西雅图 伦敦 巴黎 柏林 慕尼黑 法兰克福 罗马 米兰 威尼斯 "
        "马德里 巴塞罗那 莫斯科 圣彼得堡 东京 大阪 京都 横滨 首尔 釜山 平壤 曼谷 "
        "雅加达 吉隆坡 河内 马尼拉 新德里 孟买 迪拜 德黑兰 耶路撒冷 开罗 悉尼 墨尔本 多伦多 温哥华 日内瓦 "
        "苏黎世 维也纳 布鲁塞尔 阿姆斯特丹 斯德哥尔摩 哥本哈根 赫尔辛基 奥斯陆 "
        "雅典 里斯本 布拉格 华沙 布达佩斯 里约热内卢 加利福尼亚 加州 得克萨斯 欧洲 亚洲 非洲 北美 南美 南美洲 "
        "北美洲 大洋洲 东南亚 中东 长江 黄河 珠江 太平洋 大西洋 印度洋 东海 南海 "
        "长三角 珠三角 中国大陆"
    ).split(" ")
)
PEOPLE = re.compile(r"[人军语族籍裔式话菜文腔剧队]")
"""Suffixes that make a place name a word for its people or things."""
ROLE = re.compile(
    r"(?:会见|举行|首相|总统|总理|国王|女王|外长|财长|部长|大使|总领事|市长|省长|州长|政府|当局|警方|媒体|市场|企业|经济|股市|专家|学者|记者|球迷|游客|居民|"
    r"科学家|艺术家|企业家|宇航员|运动员|消费者|用户|选手|主教练|各地|境内|全国|东部|西部|南部|北部|地区|街头|市民|首都)"
)
"""Nouns that may follow a place name; others may form a longer name with it (南京官话, 中国足协杯)."""
PROVINCES = "省市县区州"
ENDING = re.compile(
    "(?:公司|集团|大学|学院|委员会|政府|部|局|厅|院|会|队|社|报|台|党|军|银行|中学|医院|协会|联盟|俱乐部|乐团|组织|学校|小学)$"
)
"""Endings of organisations, as features of their scores (`scores`)."""
SUFFIXES = frozenset("省市县区州镇乡村路街江河湖海山岛湾洲港站国寺洋线城堡院馆园桥")
"""Last characters of places."""
SURE, LIKELY = 0.95, 0.5
"""Raised score of a well-known place, and its least score to be raised."""
KNOWN, SHOWN = 0.6, 0.85
"""Least score of an organisation of the lexicon (国务院, 剑桥大学) to be raised, and its raised score."""
FOUNDED = "立"
"""The last character of 国立, 市立 …, which belong to the name after them."""
APART = ("", "x", "f", "d", "m", "s", "t", "r", "u", "c", "v", "p")
"""Kinds of words that form no longer name with the place before them; empty at the end of a text. Nouns and adjectives
may: 中国|足协, 浙江省|高等审判厅."""


def known_places(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Countries and towns as places, if the model took them for persons."""
    for guess in guesses:
        name = text[guess.start : guess.end]
        known = guess.kind == "person" and (name in countries.NAMES or name in TOWNS)
        yield replace(guess, kind="place", known="LOC") if known else guess


def fame(name: str) -> str:
    """`country` or `town` for a well-known place (with 省, 市 and the like too); else empty."""
    if name in countries.NAMES:
        return "country"
    return "town" if name in TOWNS or (name[-1] in PROVINCES and name[:-1] in TOWNS) else ""


def raised_score(text: str, guess: Guess, score: float) -> float:
    """The score of a place or organisation, raised if the name is a well-known place that stands by itself."""
    if guess.kind == "organization" and guess.known == "ORG" and score >= KNOWN and not guess.common:
        whole = guess.after[:1] in APART and not text.endswith(FOUNDED, 0, guess.start)
        return max(score, SHOWN) if whole else score
    if guess.kind != "place" or score < LIKELY or PEOPLE.match(text, guess.end):
        return score
    if guess.after[:1] not in APART and not ROLE.match(text, guess.end):
        return score
    return max(score, SURE) if fame(text[guess.start : guess.end]) else score
