"""Finds inside a person's name: 明天 in 陈明｜天没亮, 文明 in 队长王文明, 张力 in 演员张力维."""

from generator.annotate.matching.beside import LONGEST, next_tag
from generator.annotate.normalize import is_han
from generator.annotate.segmenting.words import Words
from generator.core.patterns import late

SURNAMES = frozenset(
    "王李张刘陈杨赵吴徐孙朱郭罗郑梁宋冯邓曹彭袁董潘蔡蒋杜吕沈姚卢崔谭廖贾傅邹孟邱侯薛阎贺郝龚邵乔庞樊倪"
)
"""Frequent surnames that are hardly words by themselves."""
AMBIGUOUS = frozenset("黄周高林何马胡谢唐许韩于程叶魏苏丁任田范石金江史陶方白毛钱秦段雷龙万常武文安温")
"""Surnames that are words as well, so that only a title before them tells."""
FIRST = frozenset(
    "明文建国志伟华平军杰海晓丽红春秋玉美永金光东荣新天学立世德庆成长家正宏福贵祥生云龙飞鹏磊洋涛勇强刚敏静艳娟芳英和高大小子思佳雨雪冰向爱卫振"
)
"""Characters that given names begin with."""
LAST = frozenset(
    "华生明平军文林民龙国光东峰杰成武仁伟昌刚君荣强祥芳元宗义良云飞兰阳海波辉春贤玲宇梅斌敏南庆珍奇卿涛俊泉鹏恩兴亚宝远松宁雄青勇红森亮祖维"
    "福秀霞志江河霖康贞诚燕升泰胜瑞琴健铭莲宏寿勤贵谦智鸣超虎星珠言凯喜善娜琪坚治丰丽"
)
"""Characters that given names of two characters end in."""
OFFICES = late(
    "大夫|大爷|大妈|大娘|大叔|大姐|大哥|大嫂|大使|大臣|大帅|学长|学姐|学士|小姐|家[人里族父母家]|子[女孙]|国[王务]|军长|文员|太[后子]|夫人"
)
"""What stands after a surname and is no name."""
TITLE = (
    "记者|同学|老师|先生|女士|队长|教练|选手|演员|歌手|导演|作家|司机|工人|村民|医生|护士|主任|经理|主席|书记|市长|县长|校长|部长|局长|院长|教授"
    "|博士|院士|律师|班长|师傅|同志|战士|球员|队员|画家|诗人|总裁|董事长|会长|同桌|邻居|老板|青年|姑娘|小伙|丈夫|妻子|儿子|名叫|叫做|[我他她]叫|采访[了过]|[本原化艺]名"
)
PERSONS = frozenset("长警员者家师手生工民兵友人匠商星迷官士姐哥弟妹爷奶叔姨婶妈爸父母女婿")
"""What nouns of persons end in."""
TITLED = late(f"(?:{TITLE})$")
BEGUN = late(f"(?:^|[^\u4e00-\u9fff]|[和与跟向给让被叫请问]|{TITLE})$")
"""What a name comes after."""
AFTER = tuple("vdpftmrc")
"""Tags of what follows a name: no noun, and nothing that the dictionary lacks."""
FAMILIAR = "小老"
"""What stands before the surnames of acquaintances."""
RARE = -11.0
"""Weight up to which what jieba takes for a name is one; 文明 is an ordinary word as well."""


def in_name(words: Words, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, of two characters, is part of a person's name here."""
    if end - start != 2 or not start:
        return False
    if text[start - 1] in SURNAMES:
        return _after_surname(words, text, start, end)
    if text[start - 1] in AMBIGUOUS:
        return text[start] in FIRST and _is_titled(words, text, start - 1) and _after_surname(words, text, start, end)
    return _ends_in_surname(words, text, start, end) or _begins_in_surname(words, text, start, end)


def _begins_in_surname(words: Words, text: str, start: int, end: int) -> bool:
    """小高｜等了 半天, 演员张力维: whether a find begins with a surname here."""
    if text[start] not in SURNAMES and text[start] not in AMBIGUOUS:
        return False
    if text[start - 1] in FAMILIAR:
        return is_called(text, start) and text.startswith("了", end) and is_han(text[end + 1 : end + 2] or "。")
    if text[end : end + 1] not in LAST or TITLED.search(text, max(0, start - 3), start) is None:
        return False
    return _ends(words, text, end + 1) and not _is_given(words, text[start:end])


def _ends_in_surname(words: Words, text: str, start: int, end: int) -> bool:
    """Whether the first character of a find ends a title, the last is a surname, and a given name follows: 队长｜江小川."""
    if text[end - 1] not in SURNAMES and text[end - 1] not in AMBIGUOUS:
        return False
    if text[end : end + 1] not in FIRST or TITLED.search(text, max(0, start - 2), start + 1) is None:
        return False
    return not _begins_ordinary(words, text, end) and any(_ends(words, text, end + size) for size in (1, 2))


def _begins_ordinary(words: Words, text: str, at: int) -> bool:
    """Whether a word that is no name begins at `text[at]`."""
    said = (text[at:to] for to in range(at + 2, at + LONGEST + 1))
    return any(words.known(word) and not words.tag(word).startswith("nr") for word in said)


def is_called(text: str, start: int) -> bool:
    """Whether a clause begins with 小 or 老 and a surname at `start`: 小高｜等了 半天."""
    if not start or text[start - 1] not in FAMILIAR or not (text[start] in SURNAMES or text[start] in AMBIGUOUS):
        return False
    return start == 1 or BEGUN.search(text, max(0, start - 4), start - 1) is not None


def _after_surname(words: Words, text: str, start: int, end: int) -> bool:
    """王文明, 记者李解放: whether a word after a surname is a given name here."""
    if OFFICES.match(text, start) is not None or not words.known(text[start:end]):
        return False
    return _is_titled(words, text, start - 1) or (text[start] in FIRST and _begins(words, text, start - 1))


def _is_titled(words: Words, text: str, at: int) -> bool:
    """Whether what a person is stands before `text[at]`: 记者, 护林员."""
    if at < 2 or words.known(text[at - 1 : at + 1]):
        return False
    if TITLED.search(text, max(0, at - 3), at):
        return True
    return text[at - 1] in PERSONS and any(words.known(text[at - size : at]) for size in (2, 3))


def _begins(words: Words, text: str, at: int) -> bool:
    """Whether a name can begin at `text[at]`."""
    if BEGUN.search(text, max(0, at - 3), at):
        return True
    return words.tag(text[at - 2 : at]) == "n" and not words.known(text[at - 1 : at + 1])


def _ends(words: Words, text: str, at: int) -> bool:
    """Whether a name can end before `text[at]`."""
    if at == len(text) or not is_han(text[at]) or text[at] == "的":
        return True
    return next_tag(words, text[at : at + LONGEST])[:1] in AFTER


def _is_given(words: Words, find: str) -> bool:
    """Whether jieba has the find as a name, and it is rare."""
    return words.tag(find).startswith("nr") and (words.weight(find) or RARE) <= RARE
