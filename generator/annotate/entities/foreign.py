"""Corrects the edges of transcribed foreign names, whose parts are joined by dots or hyphens.

A transcribed name has parts joined by a dot (约翰·史密斯) or a hyphen (让-保罗·萨特). A model that reads words often
begins or ends it inside a part. Here the middle parts belong to the name entirely, the first and the last as far as they
consist of transcription characters.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities.guess import Guess
from generator.core.han import BASIC
from generator.core.patterns import late

CHARS = frozenset(
    "阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼毕宾波博勃伯布查达大戴丹道德登邓迪蒂丁东杜顿多额恩尔法凡范菲费芬丰冯夫弗福盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫"
    "亨洪侯胡华怀霍基吉加贾简杰金津京久卡凯坎康考柯科可克肯孔库夸奎昆拉莱赖兰朗劳勒雷蕾黎李里理丽利莉连列林琳隆卢鲁路露伦罗洛马玛迈麦曼芒毛梅门蒙米密敏明莫"
    "默姆木穆拿纳娜乃奈南内尼妮年宁纽农努诺欧帕派潘庞佩彭皮平珀普奇齐恰乔切琴丘琼热日荣儒瑞若萨塞赛桑瑟森沙珊尚绍舍申圣施石史士舒朔斯丝思司松苏索塔台泰坦汤"
    "唐陶特滕提廷通图托瓦万旺威韦维魏温翁沃乌吾伍武西希锡席夏香肖谢辛欣休许雅亚延扬耶叶伊易因英尤于雨约泽扎詹珍芝朱兹卓宗祖佐"
    "妥孜龙买卜依江玉甫艾合吐肉丽娅迦伽让彻狄芙坎寇撒缪耿骆央嘉措仁顿珠姬黛碧妲茨茹莎阔曲惠索厄弥岑迭古柏拉底荷"
)
"""Characters used to transcribe foreign names."""
WORD = re.compile(r"[通达于因加多列任开让可大高明来连合依出道想年日里本内和与]|提[出到供议及前交升起]|拉[开着]")
"""Those that are also words. A name with an uncertain end does not continue with one."""
HEADS = late(
    r"(?:总理|经理|助理|代理|助手|博士|护士|骑士|武士|女士|将士|上司|官司|公司|教练|队长|外长|部长|家|歌手|选手|明星|球星|球员|导演|演员|总统|首相|主席|国王|女王|教授|老师)$"
)
"""Words before a name that may end in one of `CHARS`."""
PART = late(rf"[{BASIC}]+")
CHAIN = re.compile(rf"(?<![{BASIC}])[{BASIC}]+(?:[·\-][{BASIC}]+)+")
GLOSS = "("
"""What a name may be followed by, not a word that begins the next clause: 埃切维里（Echeverri）."""
LONGEST = 8
"""Maximum characters in one part."""
SHORT = 4
"""Maximum characters in a part between two dots that has one other character: 威廉, 爱默生."""
APART = frozenset("和与及跟同对把被向给让在的是了为或、")
"""Characters that divide two names."""


def merged(text: str, guesses: Sequence[Guess]) -> list[Guess]:
    """Merge all guesses within a name with dots or hyphens into one person, if any of them is a person."""
    for start, end in _names(text, guesses):
        within = [guess for guess in guesses if guess.start < end and guess.end > start]
        persons = [guess for guess in within if guess.kind == "person"]
        if persons:
            best = max(persons, key=lambda guess: guess.low)
            kept = [guess for guess in guesses if guess not in within]
            changed = (best.start, best.end) != (start, end)
            kept.append(replace(best, start=start, end=end, known="") if changed else best)
            guesses = sorted(kept, key=lambda guess: guess.start)
    return list(guesses)


def _names(text: str, guesses: Sequence[Guess]) -> Iterator[tuple[int, int]]:
    """Ranges of names with dots or hyphens in `text`."""
    for chain in CHAIN.finditer(text):
        parts = [(chain.start() + part.start(), chain.start() + part.end()) for part in PART.finditer(chain[0])]
        first = 0
        for at in range(1, len(parts)):
            start, end = parts[at]
            inside = at + 1 < len(parts) and _middle(text[start:end])
            if not inside:
                name = _start(text, parts[first], guesses), _end(text, parts[at], guesses)
                sure = text[parts[first][1]] == "·" or _foreign(text, *name)
                if name[0] < parts[first][1] and name[1] > start and sure:
                    yield name
                first = at


def _middle(part: str) -> bool:
    """Whether a part between two dots belongs to one name: 威廉 in 卡尔·威廉·雷, not 史密斯和玛丽 in 约翰·史密斯和玛丽·李."""
    others = [char for char in part if char not in CHARS]
    return len(part) <= LONGEST and (not others or (len(others) == 1 and len(part) <= SHORT and others[0] not in APART))


def _foreign(text: str, start: int, end: int) -> bool:
    """Whether a name consists of transcription characters. Hyphens alone join much else (长-短)."""
    return all(char in "·-" or char in CHARS for char in text[start:end])


def _start(text: str, part: tuple[int, int], guesses: Sequence[Guess]) -> int:
    """The start of a name in its first part: the model's, or that of the trailing transcription characters."""
    first, end = part
    said = [guess.start for guess in guesses if first <= guess.start < end <= guess.end and guess.kind == "person"]
    if said:
        return said[0]
    start = end
    while start > first and end - start < LONGEST and text[start - 1] in CHARS:
        start -= 1
    head = next((size for size in range(1, 3) if HEADS.search(text, first, start + size) and start + size < end), 0)
    return start + head


def _end(text: str, part: tuple[int, int], guesses: Sequence[Guess]) -> int:
    """The end of a name in its last part: the model's, extended over further transcription characters."""
    start, last = part
    said = [guess.end for guess in guesses if guess.start <= start < guess.end <= last and guess.kind == "person"]
    end = said[0] if said else start
    while end < last and end - start < LONGEST and text[end] in CHARS:
        word = WORD.match(text, end) if end > start else None
        after = text[word.end() : word.end() + 1] if word else GLOSS
        if after != GLOSS and after not in CHARS:
            break
        end += 1
    return end
