"""Rules: what the form of a name and its surroundings tell, whatever the model thinks.

Each takes the folded text and the guesses in it and gives the guesses back, mended. `RULES` lists them in order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities import countries, foreign, persons, places
from generator.annotate.entities.guess import Guess

Rule = Callable[[str, Sequence[Guess]], Iterable[Guess]]

TITLE = re.compile(
    r"(?:先生|女士|小姐|夫人|太太|教授|博士|院士|主席|总统|总理|首相|部长|省长|市长|县长|局长|处长|科长|厅长|书记|主任|经理|总裁|董事长|老师|医生|律师|"
    r"将军|上校|中校|少校|大使|同志|队长|教练|法官|导演|编辑|摄影|摄|报道)+$"
)
"""What follows a person's name and is no part of it."""
NAMED = re.compile(r"《([^《》\n\ufffc]{1,40})》")
"""A work in title marks; GB/T 15834-2011, 4.13: 书名号 mark titles of books, films, songs, papers and the like."""
WORK = 0.95
"""How often title marks hold the title of a work."""
OPEN, CLOSE = "（([【“「『《〈", "）)]】”」』》〉"
STRAY = frozenset("，。；：？！、,;:?!\n\ufffc")


def works(text: str) -> Iterator[Guess]:
    """What stands in title marks, without the marks."""
    for found in NAMED.finditer(text):
        title = found[1]
        if title.strip() == title:
            yield Guess(*found.span(1), "work", WORK)


def possible(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Without guesses that no name can look like: with stops, half a bracket, or without a letter."""
    for guess in guesses:
        if _possible(text[guess.start : guess.end]):
            yield guess


def _possible(name: str) -> bool:
    if STRAY & set(name) or name.count('"') % 2 or name.strip() != name or not any(char.isalpha() for char in name):
        return False
    depth = 0
    for char in name:
        depth += (char in OPEN) - (char in CLOSE)
        if depth < 0:
            return False
    return depth == 0


def untitled(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Persons without the title after their names: 王雷摄, 伊尔女士."""
    for guess in guesses:
        title = TITLE.search(text, guess.start + 1, guess.end) if guess.kind == "person" else None
        yield replace(guess, end=title.start(), known="") if title else guess


def untold(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Without those that are a whole title: 《纽约时报》 is a work (`works`), whatever else it may be."""
    for guess in guesses:
        if not (guess.start and text[guess.start - 1] == "《" and text.startswith("》", guess.end)):
            yield guess


def governments(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Of a country's government (日本政府) the country: so the annotators of encyclopaedia and of People's Daily have
    it.
    """
    for guess in guesses:
        name = text[guess.start : guess.end]
        country = name.removesuffix("政府")
        if guess.kind == "organization" and country != name and country in countries.NAMES:
            yield replace(guess, end=guess.end - 2, kind="place", known="LOC", after="n")
        else:
            yield guess


def pairs(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Two countries in two characters (中美) as two places."""
    for guess in guesses:
        if (
            guess.kind == "place"
            and guess.end - guess.start == 2
            and countries.SHORT.issuperset(text[guess.start : guess.end])
        ):
            yield replace(guess, end=guess.start + 1, known="", after="j")
            yield replace(guess, start=guess.start + 1, known="", before="j")
        else:
            yield guess


RULES: tuple[Rule, ...] = (untitled, foreign.whole, persons.grown, places.placed, possible, untold, governments, pairs)


def mended(text: str, guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses after all rules, in order."""
    for rule in RULES:
        guesses = list(rule(text, guesses))
    return list(guesses)
