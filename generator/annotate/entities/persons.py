"""Persons: corrects the edges of Chinese and Japanese names, and caps the score of words that are rarely names."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities.foreign import CHARS, WORD
from generator.annotate.entities.guess import Guess
from generator.annotate.names import NAMES, PERSONS
from generator.annotate.normalize import is_han
from generator.core.patterns import late

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛"
    "邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹"
    "关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木"
    "穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
)
"""Surnames of one character."""
DOUBLE, JAPANESE, COMMON = (NAMES[key] for key in ("double surnames", "japanese surnames", "common words"))
GIVEN = frozenset(
    "华生明平军文林民龙国光东峰杰成安武哥仁正伟昌刚君荣强祥芳元才忠宗义良云飞兰阳海波辉春新贤玲臣宇梅斌娘敏南庆珍奇卿涛俊泉鹏心恩萍兴亚麟宝远松利宁雄青勇红森亮祖"
    "福凤秀天霞志江河霖风康源贞汉诚燕升钧泰胜瑞琴群健世铭秋莲宏寿城勤贵谦举智发鸣超虎培星珠冰言凯喜善娜琪坚治维丰丽"
)
"""Characters that are common at the end of given names."""
AFTER = re.compile(
    r"(?:表示|说|称|认为|指出|强调|宣布|发表|会见|出席|告诉|介绍|透露|回应|担任|当选|获得|率|将|先生|女士|教授|[，。、；：）)”」]|等|与|和|的|是|$)"
)
"""Characters that may follow a full name which the model ended one character early."""
ENDED = late(AFTER.pattern + "|[在到对向为于从以被把让给也都则还就又已曾赴因当并却同带主参前走发所作正会]")
"""Text that may follow a full name of two characters: 市长王强赴京, but 董事长魏哲家."""
TITLE = re.compile(
    r"(?:先生|女士|小姐|教授|博士|老师|医生|律师|主席|总统|总理|首相|部长|省长|市长|书记|主任|经理|总裁|董事长|导演|演员|歌手|队长|教练|作家|诗人|画家|记者|同学|师傅|叫|名叫)"
)
"""Titles, which accompany persons and never things."""
OFFICES = (
    "主席|总统|总理|首相|部长|省长|市长|书记|主任|经理|总裁|董事长|导演|教授|博士|院士|老师|医生|律师|演员|歌手|作家|诗人|画家|记者|总干事|"
    "秘书长|发言人|创始人|校长|院长|馆长|行长|会长|局长|司长|署长|外长|大使|执行官|教练|队长|专家|学者|研究员|设计师|工程师|科学家|学家|"
    "国务卿|特首|防长|财长|外相|支书|村支书|航天员|宇航员|球员|选手|球星|名将|老将|小将|主持人|合伙人"
)
"""Roles of persons, before or after their names and those of organisations."""
OFFICE = re.compile(rf"(?:{OFFICES}|[市村农牧渔居]民|商户|职工|工人|志愿者|民警|消防员|护士|司机|读者|患者)$")
BEARING = re.compile(
    "公主|王子|皇后|王后|女王|国王|亲王|伯爵|公爵|博士|教授|先生|女士|夫人|将军|元帅|总统|总理|首相|院士"
)
"""Titles and ranks after a person's name."""
COUNTED = re.compile("[0-9一二两三四五六七八九十百千万余多几数]名$")
"""A number before a word for a group of people: 一千名｜哈瑞迪."""
INTRODUCING = re.compile(rf"(?:{OFFICES}|主帅)([{''.join(sorted(CHARS))}]{{3,8}})")
"""A role before characters that transcribe sounds."""
NAMED, INTRODUCED = 0.45, 0.9
"""Least score of a well-formed name right after such a word to be raised, and its raised score."""
ROLE = late(r"(?:先生|女士|小姐|教授|博士|院士|同志|报道|摄(?![影像])|撰文)")
"""Words that follow full names only, so that the character before them belongs to the name: 郑明|如先生."""
APART = frozenset("和与及跟同对把被向给让在的是了为或等说讲老小大新前原该女男")
"""Characters that rarely end a given name before ROLE."""
FORMERLY = re.compile("曾(?=[任在于是经获为用多被有与因])")
"""曾 as an adverb."""
LIKELY, SHOWN = 0.7, 0.82
"""Least score of a transcribed foreign name to be raised, and its raised score: the encyclopaedia that the scores are fitted
to has few of them."""
FOREIGN_NAME, SHORT_NAME = 3, 2
"""Least length of such a name without a dot, in characters: by itself, and beside what its bearer is."""
UNNAMED = re.compile(f"[{''.join(sorted(SURNAMES))}]某{{1,2}}")
"""A person whose given name is withheld: 王某某."""
NUMBER = re.compile("[一二三四五六七八九十]{1,3}世$")
GENERATION = re.compile("[一二三四五六七八九十]{1,3}世(?![纪界代家])")
"""The number of a ruler at the end of a name (拿破仑三世), and after one."""
LATER = re.compile(
    "[\u4e00-\u9fff]{0,4}奖|[路街镇村县市区州省郡岛湖山陵墓庙祠府队杯奖馆号朝]|年(?![轻少幼老])|大[学道街桥厦]|公[园司]|[中小]学|医院|学院|机场|纪念|故居|广场|基金|书院|图书馆|集团|品牌|车型|"
    f"[\u4e00-\u9fff]{{0,2}}(?:山脉|板块|条约|公园|庄园|大陆|半岛|海峡)|派(?![出遣驻往])|属(?!于)|{GENERATION.pattern}"
)
"""Text after a person's name that is part of a longer name (拿破仑｜三世, 卡梅隆｜庄园), or that makes it the name of an era: 乾隆年间."""
MAX_DOUBTFUL = 0.6
"""Maximum score of a person that may be a thing."""


def extended(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Extend persons by what the model dropped: the last character of Chinese names (李家|超), the first or the last two of
    Japanese ones (岸|田文雄, 植田|和男), the number of rulers (拿破仑|三世). Remove a final 曾 that is an adverb: 吴|曾任.
    """
    for at, guess in enumerate(guesses):
        start, end = guess.start, guess.end
        if guess.kind == "person" and "·" not in text[start:end]:
            before = guesses[at - 1].end if at else 0
            after = guesses[at + 1].start if at + 1 < len(guesses) else len(text)
            if start > before and end - start > 1 and text[start - 1 : start + 1] in JAPANESE:
                start -= 1
            elif (
                text[start:end] in JAPANESE
                and end + 2 <= after
                and all(map(is_han, text[end : end + 2]))
                and not ENDED.match(text, end)
                and ENDED.match(text, end + 2)
            ):
                end += 2
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
        number = GENERATION.match(text, end) if guess.kind == "person" else None
        end = number.end() if number else end
        yield guess if (start, end) == (guess.start, guess.end) else replace(guess, start=start, end=end, known="")


def introduced(text: str, guesses: Sequence[Guess]) -> list[Guess]:
    """Change places and organisations right after a role to persons: 总理欧尔班. Add transcribed names there that the model
    missed or found a part of: 主席拉波尔塔.
    """
    more = list(_missed(text, guesses))
    found = [
        replace(guess, kind="person")
        if guess.kind != "person" and not guess.known and _introduced(text, guess)
        else guess
        for guess in guesses
        if not any(guess.start < one.end and one.start < guess.end for one in more)
    ]
    return sorted([*found, *more], key=lambda guess: guess.start) if more else found


def _missed(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    for found in INTRODUCING.finditer(text):
        start, end = found.span(1)
        end = next(
            (at for at in range(start + 2, end) if WORD.match(text, at) and text[at + 1 : at + 2] not in CHARS), end
        )
        over = [guess for guess in guesses if guess.start < end and start < guess.end]
        parts = all(
            start <= guess.start and guess.end <= end and guess.end - guess.start < end - start for guess in over
        )
        if parts and end - start >= FOREIGN_NAME and text[end : end + 1] != "·":
            yield Guess(start, end, "person", NAMED, sure=True)


def capped_score(text: str, guess: Guess, score: float) -> float:
    """The score of a person, capped at MAX_DOUBTFUL for names that may be words, unless a title is adjacent."""
    name = NUMBER.sub("", text[guess.start : guess.end])
    if COUNTED.search(text, max(0, guess.start - 2), guess.start):
        return min(score, MAX_DOUBTFUL)
    if _certain(text, guess, name, score):
        return max(score, INTRODUCED)
    if score > MAX_DOUBTFUL and _doubtful(text, guess, name):
        return MAX_DOUBTFUL
    likely = score >= LIKELY and _transcribed(name, FOREIGN_NAME) and _apart(text, guess)
    return max(score, SHOWN) if likely else score


def _certain(text: str, guess: Guess, name: str, score: float) -> bool:
    """Whether a name is well known, or well formed beside what its bearer is, or one with 某 in place of the given name."""
    if name in PERSONS and whole(text, guess.start, guess.end) and not _goes_on(text, guess, name):
        return True
    return score >= NAMED and bool(UNNAMED.fullmatch(name) or _introduced(text, guess) or _bears(text, guess))


def _doubtful(text: str, guess: Guess, name: str) -> bool:
    """Whether a name may be a word, more than one name, or a part of one."""
    cut = (
        _transcribed(name, SHORT_NAME) and text[guess.end : guess.end + 1] in CHARS and not WORD.match(text, guess.end)
    )
    if cut or LATER.match(text, guess.end) or not _formed(name):
        return True
    return not titled(text, guess) and (name in COMMON or _nickname(name))


def _introduced(text: str, guess: Guess) -> bool:
    """Whether a name, Chinese or transcribed, comes right after what its bearer is: 总理朔尔茨."""
    name = text[guess.start : guess.end]
    if not OFFICE.search(text, max(0, guess.start - 3), guess.start):
        return False
    after = text[guess.end : guess.end + 1]
    if len(name) in (2, 3) and name[0] in SURNAMES:
        return not _goes_on(text, guess, name)
    return _transcribed(name, SHORT_NAME) and after != "·" and after not in CHARS


def _goes_on(text: str, guess: Guess, name: str) -> bool:
    """Whether the character after a Chinese name of two may be its third: 陈云｜霁, but not 陈云｜在."""
    short = guess.single and len(name) == 2 and name[0] in SURNAMES
    return short and is_han(text[guess.end : guess.end + 1]) and ENDED.match(text, guess.end) is None


def _bears(text: str, guess: Guess) -> bool:
    """Whether a title follows a name, Chinese or transcribed: 玛丽娜公主."""
    name = text[guess.start : guess.end]
    formed = (len(name) in (2, 3) and name[0] in SURNAMES) or _transcribed(name, SHORT_NAME)
    return formed and BEARING.match(text, guess.end) is not None and text[guess.start - 1 : guess.start] not in CHARS


def _transcribed(name: str, least: int) -> bool:
    """Whether this is a foreign name in whole: dotted, or of `least` characters and more that transcribe sounds."""
    return ("·" in name and name.replace("·", "").isalpha()) or (len(name) >= least and CHARS.issuperset(name))


def _apart(text: str, guess: Guess) -> bool:
    """Whether the characters around a transcribed name cannot belong to it: 塔|里克·拉马丹."""
    beside = text[max(0, guess.start - 1) : guess.start] + text[guess.end : guess.end + 1]
    return not guess.known and not any(char == "·" or char in CHARS for char in beside)


def whole(text: str, start: int, end: int) -> bool:
    """Whether the person's name `text[start:end]` is not part of a longer name."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    apart = "·" not in beside and not (CHARS.issuperset(text[start:end]) and any(char in CHARS for char in beside))
    return apart and LATER.match(text, end) is None


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
