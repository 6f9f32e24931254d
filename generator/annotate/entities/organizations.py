"""Well-known organisations (国务院, 联合国, 北京大学): found where the model misses them, and their scores raised."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate import automaton
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.persons import OFFICES
from generator.annotate.entities.places import APART
from generator.core.tables import words

NAMES = tuple(words("names.txt")["organizations"])
KNOWN = frozenset(NAMES)
SHORTEST = 3
"""Least length of a name, in code points, that is found by rule; shorter ones may be parts of other words (北京东路)."""
DOUBT = 0.5
"""The probability of a name found by rule; what counts is the raised score."""
SHOWN = 0.9
WHOLE = re.compile(
    rf"$|[^\u4e00-\u9fff]|[的在和与及等是于将已也都又对向从以由把被就还曾称说]|[副前原]?(?:{OFFICES})|"
    "首席|董事|学生|毕业|发布|发表|发出|宣布|公布|表示|认为|指出|强调|举行|举办|召开|总部|通报|报道|播出|刊登|上调|下调|决定|批准|公开|联合|作出|开设|成立"
)
"""Words that may follow a whole name; other nouns make a longer name (北京大学出版社)."""


def known(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Well-known organisations as such if the model took them for something else, and those that it missed."""
    found = [(guess.start, guess.end) for guess in guesses]
    for guess in guesses:
        other = guess.kind != "organization" and text[guess.start : guess.end] in KNOWN
        yield replace(guess, kind="organization", known="ORG") if other else guess
    last = 0
    for start, end in sorted(((start, end) for _, start, end in FIND(text)), key=lambda place: (place[0], -place[1])):
        if start < last:
            continue
        last = end
        free = end - start >= SHORTEST and not any(one < end and start < other for one, other in found)
        if free and WHOLE.match(text, end):
            yield Guess(start, end, "organization", DOUBT, known="ORG")


def raised_score(text: str, guess: Guess, score: float) -> float:
    """The score of an organisation, raised if its name is well known and not part of a longer one."""
    if text[guess.start : guess.end] not in KNOWN:
        return score
    whole = (guess.after and guess.after[:1] in APART) or WHOLE.match(text, guess.end)
    return max(score, SHOWN) if whole else score


FIND = automaton.finder(NAMES)
