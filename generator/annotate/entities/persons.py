"""Persons: corrects the edges of Chinese and Japanese names, and caps the score of words that are rarely names."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities.foreign import CHARS
from generator.annotate.entities.guess import Guess
from generator.annotate.normalize import is_han

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛"
    "邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹"
    "关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木"
    "穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
)
"""Surnames of one character."""
DOUBLE = frozenset("欧阳 上官 司马 诸葛 夏侯 司徒 慕容 令狐 尉迟 皇甫 公孙 长孙 东方 南宫 西门 端木 独孤 宇文".split())
"""Surnames of two."""
GIVEN = frozenset(
    "华生明平军文林民龙国光东峰杰成安武哥仁正伟昌刚君荣强祥芳元才忠宗义良云飞兰阳海波辉春新贤玲臣宇梅斌娘敏南庆珍奇卿涛俊泉鹏心恩萍兴亚麟宝远松利宁雄青勇红森亮祖"
    "福凤秀天霞志江河霖风康源贞汉诚燕升钧泰胜瑞琴群健世铭秋莲宏寿城勤贵谦举智发鸣超虎培星珠冰言凯喜善娜琪坚治维丰丽"
)
"""Characters that are common at the end of given names."""
AFTER = re.compile(
    r"(?:表示|说|称|认为|指出|强调|宣布|发表|会见|出席|告诉|介绍|透露|回应|担任|当选|获得|率|将|先生|女士|教授|[，。、；：）)”」]|等|与|和|的|是|$)"
)
"""What may follow a full name, if the model ended it one character early."""
JAPANESE = frozenset(
    "岸田 安倍 石破 小泉 麻生 福田 鸠山 野田 田中 佐藤 铃木 高桥 渡边 伊藤 山本 中村 小林 加藤 吉田 山田 "
    "山口 松本 井上 木村 清水 斋藤 阿部 池田 桥本 石川 中岛 "
    "前田 藤田 小川 后藤 冈田 长谷川 村上 近藤 石井 坂本 远藤 青木 藤井 西村 太田 三浦 藤原 松田 中野 "
    "竹内 宫崎 大谷 羽生 茂木 河野 菅野 二阶堂 佐佐木 大江 黑泽 "
    "川端 夏目 东野 三岛 樱井 森田 上野 上田 内田 柴田 酒井 工藤 宫本 横山 今井 高木 丸山 小野 增田 杉山 "
    "平野 武田 野村 松下 本田 丰田 稻盛 孙正 早川 林芳 高市".split()
)
"""Japanese surnames, of which the model may drop the first character."""
COMMON = frozenset(
    "白雪 黄鹤 白云 黄金 黄土 黄沙 黄昏 白杨 白鹤 白鹭 白霜 白露 白银 白玉 白莲 红梅 雪莲 牡丹 高山 高峰 "
    "高原 高粱 高潮 金星 金山 金光 金秋 金桂 金鱼 江山 江河 "
    "马兰 马鞍 马蹄 石林 石榴 石英 石竹 林海 林荫 苏木 苏醒 龙舟 龙虎 龙井 云海 云霞 彩霞 晨曦 朝霞 明月 "
    "明珠 明星 星光 秋月 秋风 秋水 春风 春雨 春花 春梅 春雷 夏日 "
    "梅花 兰花 桂花 杜鹃 芙蓉 海棠 茉莉 玉兰 丁香 水仙 杨柳 杨梅 柳树 松柏 安康 安宁 安心 安全 康乐 欢乐 "
    "和平 平安 成长 成功 方正 方圆 周全 周到 温和 温柔 温暖 温馨 "
    "文明 文静 文雅 文化 常青 常态 常春 高兴 高明 高尚 高洁 雷电 雷达 雷霆 史诗 时光 时空 时尚 万物 万象 "
    "千里 大雁 喜鹊 燕子 凤凰 麒麟 玉米 花生 花草 向阳 向日 于是 于此 "
    "段落 章节 单元 单纯 童话 童年 路灯 路程 景观 景色 景气 游泳 祝福 祝愿 解释 解除 顾客 顾问 管理 全新 "
    "连续 连接 简单 简洁 古典 古老 原始 冷静 计算 商量 蓝天 蓝海 "
    "黄河 长江 泰山 华山 黄山 黄海 白领 红利 黎明 伍员 施工 陶瓷 陶醉 牛市 熊市 熊猫 熊掌 马达 马路 马车 "
    "钟表 钟声 钟情 管家 包容 包袱 边缘 毛笔 毛利 毛病 严冬 盛夏 "
    "严寒 初雪 飞雪 瑞雪 白马 黑马 孔雀 丁字 车轮 房东 米粉 池塘 宫殿 华丽 华夏 季风 季节 田园 田野 谷雨 谷物".split()
)
"""Common words that are names now and then."""
TITLE = re.compile(
    r"(?:先生|女士|小姐|教授|博士|老师|医生|律师|主席|总统|总理|首相|部长|省长|市长|书记|主任|经理|总裁|董事长|导演|演员|歌手|队长|教练|作家|诗人|画家|记者|同学|师傅|叫|名叫)"
)
"""Titles, which accompany persons and never things."""
ROLE = re.compile(r"(?:先生|女士|小姐|教授|博士|院士|同志|报道|摄(?![影像])|撰文)")
"""What follows a full name alone, so that the character before it belongs to the name: 郑明|如先生."""
APART = frozenset("和与及跟同对把被向给让在的是了为或等说讲老小大新前原该女男")
"""Characters that rarely end a given name before ROLE."""
FORMERLY = re.compile("曾(?=[任在于是经获为用多被有与因])")
"""曾 as an adverb."""
LIKELY, SHOWN = 0.6, 0.82
"""Least score of a transcribed foreign name to be raised, and its raised score: the encyclopaedia that the scores are fitted
to has few of them."""
FOREIGN_NAME = 3
"""Least length of such a name without a dot, in characters."""
MAX_DOUBTFUL = 0.6
"""Maximum score of a person that may be a thing."""


def extended(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Extend persons by a character that the model dropped: the last of Chinese names (李家|超), the first of Japanese
    ones (岸|田文雄). Remove a final 曾 that is an adverb: 吴|曾任.
    """
    for at, guess in enumerate(guesses):
        start, end = guess.start, guess.end
        if guess.kind == "person" and "·" not in text[start:end]:
            before = guesses[at - 1].end if at else 0
            after = guesses[at + 1].start if at + 1 < len(guesses) else len(text)
            if start > before and end - start > 1 and text[start - 1 : start + 1] in JAPANESE:
                start -= 1
            elif (
                end - start == 2
                and text[start] in SURNAMES
                and end < after
                and (
                    (text[end] in GIVEN and AFTER.match(text, end + 1))
                    or (is_han(text[end]) and text[end] not in APART and ROLE.match(text, end + 1))
                )
            ):
                end += 1
            elif FORMERLY.match(text, end - 1) and end - start > 1:
                end -= 1
        yield guess if (start, end) == (guess.start, guess.end) else replace(guess, start=start, end=end, known="")


def capped_score(text: str, guess: Guess, score: float) -> float:
    """The score of a person, capped at MAX_DOUBTFUL for names that may be words, unless a title is adjacent."""
    name = text[guess.start : guess.end]
    if score <= MAX_DOUBTFUL or titled(text, guess):
        return score
    if name in COMMON or _nickname(name) or not _formed(name):
        return MAX_DOUBTFUL
    return max(score, SHOWN) if score >= LIKELY and _transcribed(name) and _whole(text, guess) else score


def _transcribed(name: str) -> bool:
    """Whether this is a foreign name in whole: dotted, or of three characters and more that transcribe sounds."""
    return ("·" in name and name.replace("·", "").isalpha()) or (len(name) >= FOREIGN_NAME and CHARS.issuperset(name))


def _whole(text: str, guess: Guess) -> bool:
    """Whether nothing beside a transcribed name may belong to it: 塔|里克·拉马丹."""
    beside = text[max(0, guess.start - 1) : guess.start] + text[guess.end : guess.end + 1]
    return not guess.known and not any(char == "·" or char in CHARS for char in beside)


def titled(text: str, guess: Guess) -> bool:
    """Whether a title is adjacent to the name."""
    before = TITLE.search(text, max(0, guess.start - 3), guess.start)
    return before is not None or TITLE.match(text, guess.end) is not None


def _nickname(name: str) -> bool:
    return len(name) == 2 and name[0] in "小老阿大"


def _formed(name: str) -> bool:
    """Whether a name is well-formed: long ones need a two-character surname or must be foreign."""
    return (
        len(name) <= 3
        or not name.isalpha()
        or name[:2] in DOUBLE
        or name[:2] in JAPANESE
        or name[:3] in JAPANESE
        or CHARS.issuperset(name)
        or not all("\u4e00" <= char <= "\u9fff" for char in name)
    )
