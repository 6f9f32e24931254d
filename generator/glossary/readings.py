"""Corrections of pypinyin for characters with several readings: surnames, and words of technology and science."""

import re
from functools import cache

from generator.core.tables import lines

TRANSCRIBED = re.compile(
    r"查[理尔德韦普克]|华[盛莱兹纳]|盖[茨乌伊尔特叫]|任天|那[不什]|哈[利里维姆德]|葛[兰]|曾祖|单[一身]|柏[拉林]|应用|车[尔臣]"
)
"""Beginnings of transcribed names and of stage names (盖叫天, who surpasses 叫天), which are not surnames."""
SHORT = 2
DIVISIONS = "省市区州"
"""Characters that precede the name of a county of one character: 河北省任县, not 五华县."""
MAX_NAME = 4
"""Maximum characters of a Chinese name."""


@cache
def table(name: str) -> dict[str, str]:
    """First word of each line of a file in `generator/data` → the rest, which is its reading."""
    return dict(line.split(" ", 1) for line in lines(name))


def whole_names() -> dict[str, str]:
    """Names whose readings survive from older Chinese or from a dialect → their syllables."""
    return table("readings.txt")


@cache
def rules(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of one character in context → its reading, from such a file."""
    return tuple((re.compile(pattern), reading) for pattern, reading in table(name).items())


def corrected(han: str, syllables: list[str], *, person: bool) -> list[str]:
    """The syllables of `han`, one per character, corrected. `person`: it is the full name of a person."""
    if len(syllables) != len(han):
        return syllables
    found = list(syllables)
    if person and len(han) <= MAX_NAME:
        return _person(han, found)
    if _any_rule().search(han):
        for pattern, reading in rules("readings-rules.txt"):
            for place in pattern.finditer(han):
                found[place.start()] = reading
    return _whole(han, found)


@cache
def _any_rule() -> re.Pattern[str]:
    """Matches what any of the rules matches, which is little: they need not be tried one by one."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in rules("readings-rules.txt")))


@cache
def _any_name() -> re.Pattern[str]:
    """Matches any of `whole_names`."""
    return re.compile("|".join(map(re.escape, whole_names())))


def _person(han: str, found: list[str]) -> list[str]:
    if TRANSCRIBED.match(han):
        return found
    surnames = table("readings-surnames.txt")
    surname = next((name for name in (han[:2], han[:1]) if name in surnames), "")
    for pattern, reading in rules("readings-given.txt"):
        for place in pattern.finditer(han, max(1, len(surname))):
            found[place.start()] = reading
    found[: len(surname)] = surnames[surname].split() if surname else []
    return _whole(han, found)


def _whole(han: str, found: list[str]) -> list[str]:
    if not _any_name().search(han):
        return found
    for name, reading in whole_names().items():
        at = han.find(name)
        if at == 0 or (at > 0 and (len(name) > SHORT or han[at - 1] in DIVISIONS or not name.endswith("县"))):
            found[at : at + len(name)] = reading.split()
    return found
