"""Well-known organisations (国务院, 联合国, 北京大学): their scores are raised where they are whole."""

import re

from generator.annotate.entities.foreign import CHARS
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.persons import OFFICES
from generator.annotate.entities.places import APART, FOUNDED, LONGER
from generator.annotate.names import ORGANIZATIONS

DESCRIBED = re.compile("(?:部队|代表[队团]|探险队|考察队|团队|平台|项目组|课题组|警方)$")
MAX_DESCRIBED = 0.7
"""Endings of descriptions of people, which are not names of organisations, and their maximum score."""
FORMED = (
    (re.compile("(?!有限)[^和与及]{2,}(?:大学|学院|(?<!晚)会)"), 0.6),
    (re.compile("(?!有限)[^和与及]{2,}(?:公司|集团|党|(?<![部军])队|军|[^学]院)"), 0.7),
)
FORMED_SHOWN = 0.82
"""Forms of names that are mostly right, each with the least score to be raised, and their raised score."""
SHOWN = 0.9
LATIN = re.compile("[a-z0-9]{2}")
"""Two letters, one of them outside a name: nba in wnba."""
SHORT = 2
"""Names of so many characters may be parts of words: 北大｜门."""
HEAD = "长"
"""The last character of a title such as 外交部长."""
ACTS = re.compile(
    "电(?![\u4e00-\u9fff])|记者|创始人|总裁|副总裁|董事长|首席|高管|CEO|ceo|官方|官宣|旗下|方面|股价|财报|市值|发布|宣布|推出|公布|客场|主场|击败|不敌|战胜|逆转|主帅|主教练|球员|球迷|中锋|后卫|前锋|门将|外援|中场"
)
"""What only firms, teams and agencies have or do, after their names."""
THING = re.compile("派|河|雨林|流域|盆地|丛林|[\u4e00-\u9fff]{0,5}榜|拼音|指数|[牌号杯奖]|乐园|公路|大道")
"""Text after the name of something else that bears the organisation's name: 亚马逊｜雨林, 福布斯｜富豪榜."""
WHOLE = re.compile(
    rf"$|[^\u4e00-\u9fff]|[的在和与及等是于将已也都又对向从以由把被就还曾称说]|[副前原]?(?:{OFFICES})|"
    "首席|董事|学生|毕业|发布|发表|发出|宣布|公布|表示|认为|指出|强调|举行|举办|召开|总部|通报|报道|播出|刊登|上调|下调|决定|批准|公开|联合|作出|开设|成立"
)
"""Words that may follow a whole name."""


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
    return begun(text, start) and (ended(text, end) or (LONGER.match(text, end) is None and not THING.match(text, end)))


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
    return LATIN.fullmatch(text[end - 1 : end + 1]) is None and (WHOLE.match(text, end) is not None or acts(text, end))
