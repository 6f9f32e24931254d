"""Organisations: those named after a place are whole (江西省水利厅), and scores of well-known ones (国务院, 北京大学) are raised."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities.foreign import CHARS
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.persons import OFFICES
from generator.annotate.entities.places import APART, FOUNDED, LONGER, fame
from generator.annotate.names import ORGANIZATIONS
from generator.core.patterns import late

DESCRIBED = re.compile("(?:部队|代表[队团]|探险队|考察队|团队|平台|项目组|课题组|警方)$")
MAX_DESCRIBED = 0.7
"""Endings of descriptions of people, which are not names of organisations, and their maximum score."""
FORMED = (
    (re.compile("(?!有限)[^和与及]{2,}(?:大学|学院|(?<!晚)会)"), 0.6),
    (re.compile("国家[^和与及]{2,8}(?:局|署|委员会)"), 0.4),
    (re.compile("(?!有限)[^和与及]{2,}(?:公司|集团|党|(?<![部军])队|军|[^学]院)"), 0.7),
)
FORMED_SHOWN = 0.82
"""Forms of names that are mostly right, each with the least score to be raised, and their raised score."""
SHOWN = 0.9
LATIN = re.compile("[a-z0-9] ?[a-z0-9]")
"""The last letter of a name and one after it (google｜ earth), or the first and one before it: w｜nba."""
FOUNDERS = ("国立", "公立", "私立")
"""Words that begin the name of a school or hospital."""
SHORT = 2
"""Names of so many characters may be parts of words: 北大｜门."""
HEAD = "长"
"""The last character of a title such as 外交部长."""
ACTS = re.compile(
    " ?(?:电(?![\u4e00-\u9fff])|记者|创始人|总裁|副总裁|董事长|首席|高管|CEO|ceo|官方|官宣|旗下|方面|股价|财报|市值|发布|宣布|推出|公布|"
    "客场|主场|击败|不敌|战胜|逆转|主帅|主教练|球员|球迷|中锋|后卫|前锋|门将|外援|中场)"
)
"""What only firms, teams and agencies have or do, after their names."""
THING = re.compile("门|派|河|雨林|流域|盆地|丛林|[\u4e00-\u9fff]{0,5}榜|拼音|指数|[牌号杯奖]|乐园|公路|大道")
"""Text after the name of something else that bears the organisation's name (亚马逊｜雨林, 福布斯｜富豪榜) or a word: 公安部｜门."""
SEATED = re.compile(
    "(?P<within>[\u4e00-\u9fff]{0,8}?)(?:(?<![政格结布大僵全战票残时骗当])局|(?<![客餐大歌舞])厅|(?<!部)署|委员会|(?:人民)?(?:法院|检察院)|学院|大学|医院|博物馆|美术馆|图书馆|研究[院所]|科学院|"
    "出版社|协会|联合会|基金会|商会|总工会|[中小]学|[总支]队|海关|电视台|动物园|乐团|剧院)(?![长们员门里生])"
)
"""What makes an organisation's name with the place before it: 江西省｜水利厅, 中国｜民用航空局."""
OUTSIDE = late(
    "[的了在是和与及或到从对将把被让向于为等来去说又也都就还有个间所某各最任多几两前查赴请送称]|著名|会见|访问|参加|举行|人民"
)
"""Words that are in no such name."""
WHOLE = re.compile(
    rf"$|[^\u4e00-\u9fff]|[的在和与及等是于将已也都又对向从以由把被就还曾称说]|[副前原]?(?:{OFFICES})|"
    "首席|董事|学生|毕业|发布|发表|发出|宣布|公布|表示|认为|指出|强调|举行|举办|召开|总部|通报|报道|播出|刊登|上调|下调|决定|批准|公开|联合|作出|开设|成立"
)
"""Words that may follow a whole name."""


def seated(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Join well-known places with the rest of an organisation's name, which the model missed or found a part of, and a name
    with the word for its founder before it: 国立|中央大学.
    """
    last = 0
    for guess in guesses:
        if guess.start < last:
            continue
        end = _seat_end(text, guess, guesses)
        if end:
            yield Guess(guess.start, end, "organization", guess.low, sure=True)
        elif guess.kind == "organization" and text.endswith(FOUNDERS, last, guess.start):
            yield replace(guess, start=guess.start - len(FOUNDERS[0]), known="")
        else:
            yield guess
        last = max(end, guess.end)


def _seat_end(text: str, place: Guess, guesses: Sequence[Guess]) -> int:
    """The end of the organisation's name that begins with a place; 0 if there is none."""
    rest = SEATED.match(text, place.end) if place.kind == "place" and fame(text[place.start : place.end]) else None
    if rest is None or OUTSIDE.search(rest["within"]) or not whole(text, place.start, rest.end()):
        return 0
    over = [guess for guess in guesses if place.end <= guess.start < rest.end()]
    apart = all(guess.kind != "person" and guess.end <= rest.end() for guess in over)
    return rest.end() if apart else 0


def raised_score(text: str, guess: Guess, score: float) -> float:
    """The score of an organisation, raised if its name is well known and not part of a longer one."""
    if text[guess.start : guess.end] not in ORGANIZATIONS:
        if DESCRIBED.search(text, guess.start, guess.end):
            return min(score, MAX_DESCRIBED)
        formed = any(score >= least and form.fullmatch(text, guess.start, guess.end) for form, least in FORMED)
        return (
            max(score, FORMED_SHOWN) if formed and not guess.common and whole(text, guess.start, guess.end) else score
        )
    apart = guess.after and guess.after[:1] in APART and not text.startswith(HEAD, guess.end)
    long = guess.end - guess.start > SHORT
    sure = apart or ended(text, guess.end) or (long and whole(text, guess.start, guess.end))
    return max(score, SHOWN) if sure and begun(text, guess.start) else score


def whole(text: str, start: int, end: int) -> bool:
    """Whether the name is not part of a longer one, by the text before and after it."""
    longer = LONGER.match(text, end) or THING.match(text, end) or LATIN.match(text, end - 1)
    return begun(text, start) and (ended(text, end) or not longer)


def begun(text: str, start: int) -> bool:
    """Whether no longer name ends with the one from `start`: 国立｜清华大学, 华特｜迪士尼, w｜nba."""
    before, first = text[max(0, start - 1) : start], text[start : start + 1]
    if before == FOUNDED or (before in CHARS and first in CHARS):
        return False
    return LATIN.fullmatch(before + first) is None


def acts(text: str, end: int) -> bool:
    """Whether what follows tells of a firm, a team or an agency."""
    return ACTS.match(text, end) is not None


def ended(text: str, end: int) -> bool:
    """Whether what follows shows that a name ends here."""
    return acts(text, end) or (LATIN.match(text, end - 1) is None and WHOLE.match(text, end) is not None)
