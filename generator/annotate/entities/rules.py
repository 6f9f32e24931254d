"""Rules that correct the model's guesses by the form and context of a name.

Each takes the folded text and its guesses, and returns the corrected guesses, none without any. `RULES` lists them in
order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities import famous, foreign, organizations, persons, places
from generator.annotate.entities.guess import Guess
from generator.annotate.names import COUNTRIES

Rule = Callable[[str, Sequence[Guess]], Iterable[Guess]]

TITLE = re.compile(
    rf"(?:{persons.OFFICES}|先生|女士|小姐|夫人|太太|县长|处长|科长|厅长|将军|上校|中校|少校|同志|法官|编辑|摄影|摄|报道|团队|夫妇)+$"
)
"""Titles and roles after a person's name, not part of it."""
TITLE_MARKS = re.compile(r"《([^《》\n\ufffc]{1,40})》")
"""A work in title marks (书名号; GB/T 15834-2011, 4.13: titles of books, films, songs, papers and the like)."""
WORK = 0.95
"""Score of a title in title marks."""
OPEN, CLOSE = "（([【“「『《〈", "）)]】”」』》〉"
SHORT_COUNTRIES = frozenset("中美俄日英法德韩朝印巴以")
"""Countries by the single characters of pairs such as 中美."""
PUNCTUATION = frozenset("，。；：？！、,;:?!\n\ufffc")


def works(text: str) -> Iterator[Guess]:
    """Titles in title marks, without the marks."""
    for found in TITLE_MARKS.finditer(text):
        title = found[1]
        if title.strip() == title:
            yield Guess(*found.span(1), "work", WORK)


def plausible(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Drop guesses with punctuation, unbalanced brackets or no letter."""
    for guess in guesses:
        if _plausible(text[guess.start : guess.end]):
            yield guess


def _plausible(name: str) -> bool:
    if (
        PUNCTUATION & set(name)
        or name.count('"') % 2
        or name.strip() != name
        or not any(char.isalpha() for char in name)
    ):
        return False
    depth = 0
    for char in name:
        depth += (char in OPEN) - (char in CLOSE)
        if depth < 0:
            return False
    return depth == 0


def without_titles(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Remove the title at the end of persons: 王雷摄, 伊尔女士."""
    for guess in guesses:
        title = TITLE.search(text, guess.start + 1, guess.end) if guess.kind == "person" else None
        yield replace(guess, end=title.start(), known="") if title else guess


def outside_titles(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Drop guesses that fill title marks: 《纽约时报》 is a work (`works`)."""
    for guess in guesses:
        if not (guess.start and text[guess.start - 1] == "《" and text.startswith("》", guess.end)):
            yield guess


def governments(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Reduce a country's government (日本政府) to the country, as annotated in the encyclopaedia and People's Daily."""
    for guess in guesses:
        name = text[guess.start : guess.end]
        country = name.removesuffix("政府")
        if guess.kind == "organization" and country != name and country in COUNTRIES:
            yield replace(guess, end=guess.end - 2, kind="place", known="LOC", after="n")
        else:
            yield guess


def pairs(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Split two countries in two characters (中美) into two places."""
    for guess in guesses:
        if (
            guess.kind == "place"
            and guess.end - guess.start == 2
            and SHORT_COUNTRIES.issuperset(text[guess.start : guess.end])
        ):
            yield replace(guess, end=guess.start + 1, known="", after="j")
            yield replace(guess, start=guess.start + 1, known="", before="j")
        else:
            yield guess


RULES: tuple[Rule, ...] = (
    without_titles,
    foreign.merged,
    persons.introduced,
    persons.extended,
    places.known_places,
    organizations.seated,
    plausible,
    outside_titles,
    governments,
    pairs,
)


def corrected(text: str, guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses after all rules, in order, and well-known names that the model missed. Most texts have none."""
    for rule in RULES if guesses else ():
        guesses = list(rule(text, guesses))
    return list(famous.known(text, guesses))
