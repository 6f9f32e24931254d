"""Well-known organisations (国务院, 联合国, 北京大学): found where the model misses them, and their scores raised."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate import automaton
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.persons import OFFICES
from generator.annotate.entities.places import APART, FOUNDED, LONGER
from generator.core.tables import words

NAMES = tuple(words("names.txt")["organizations"])
KNOWN = frozenset(NAMES)
SHORTEST = 3
"""Least length of a name, in code points, that is found by rule; shorter ones may be parts of other words (北京东路)."""
DESCRIBED = re.compile("(?:部队|代表[队团]|探险队|考察队|团队|平台|项目组|课题组|警方)$")
MAX_DESCRIBED = 0.7
"""Endings of descriptions of people, which are not names of organisations, and their maximum score."""
DOUBT = 0.5
"""The probability of a name found by rule; what counts is the raised score."""
SHOWN = 0.9
HEAD = "长"
"""The last character of a title such as 外交部长."""
WHOLE = re.compile(
    rf"$|[^\u4e00-\u9fff]|[的在和与及等是于将已也都又对向从以由把被就还曾称说]|[副前原]?(?:{OFFICES})|"
    "首席|董事|学生|毕业|发布|发表|发出|宣布|公布|表示|认为|指出|强调|举行|举办|召开|总部|通报|报道|播出|刊登|上调|下调|决定|批准|公开|联合|作出|开设|成立"
)
"""Words that may follow a whole name."""


def known(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Well-known organisations as such if the model took them for something else, and those that it missed."""
    named = [place for place in _named(text) if _stands(text, guesses, *place)]
    for guess in guesses:
        if any(start <= guess.start and guess.end <= end for start, end in named):
            continue
        other = guess.kind != "organization" and text[guess.start : guess.end] in KNOWN
        yield replace(guess, kind="organization", known="ORG") if other else guess
    yield from (Guess(start, end, "organization", DOUBT, known="ORG") for start, end in named)


def _named(text: str) -> Iterator[tuple[int, int]]:
    """The well-known names of SHORTEST characters and more in a text, leftmost-longest."""
    last = 0
    for start, end in sorted(((start, end) for _, start, end in FIND(text)), key=lambda place: (place[0], -place[1])):
        if start >= last:
            last = end
            if end - start >= SHORTEST:
                yield start, end


def _stands(text: str, guesses: Sequence[Guess], start: int, end: int) -> bool:
    """Whether the model missed the name `text[start:end]`, or found only a part of it: 宁德 in 宁德时代."""
    over = [(guess.start, guess.end) for guess in guesses if guess.start < end and start < guess.end]
    if not over:
        return _whole(text, start, end)
    parts = all(start <= one and other <= end for one, other in over) and (start, end) not in over
    return parts and WHOLE.match(text, end) is not None


def raised_score(text: str, guess: Guess, score: float) -> float:
    """The score of an organisation, raised if its name is well known and not part of a longer one."""
    if text[guess.start : guess.end] not in KNOWN:
        return min(score, MAX_DESCRIBED) if DESCRIBED.search(text, guess.start, guess.end) else score
    apart = guess.after and guess.after[:1] in APART and not text.startswith(HEAD, guess.end)
    whole = apart or _whole(text, guess.start, guess.end)
    return max(score, SHOWN) if whole else score


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the name is not part of a longer one, by the text before and after it."""
    whole = WHOLE.match(text, end) is not None or LONGER.match(text, end) is None
    return whole and not text.endswith(FOUNDED, 0, start)


FIND = automaton.finder(NAMES)
