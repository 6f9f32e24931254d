"""Well-known names (国务院, 内罗毕, 诸葛亮): found where the model misses them or errs in their edges."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from generator.annotate.entities import organizations, persons, places
from generator.annotate.entities.guess import Guess
from generator.annotate.matching import automaton
from generator.annotate.names import COUNTRIES, ORGANIZATIONS, PERSONS, TOWNS
from generator.core.entry import Type
from generator.core.passage import OBJECT

KINDS: dict[str, Type] = {
    **dict.fromkeys(sorted(PERSONS), "person"),
    **dict.fromkeys(sorted(COUNTRIES | TOWNS), "place"),
    **dict.fromkeys(sorted(ORGANIZATIONS), "organization"),
}
"""Name → its kind."""
WHOLE = {"person": persons.whole, "place": places.whole, "organization": organizations.whole}
"""By kind, whether the name at `text[start:end]` is not part of a longer one."""
KNOWN = {"person": "PER", "place": "LOC", "organization": "ORG"}
SHORTEST = 3
"""Least length of a name, in code points, that is found by rule; shorter ones may be parts of other words (北京东路)."""
LONG = 5
"""Least length of an organisation's name that stands instead of a part of it whatever word follows: not 北京大学｜生."""
OUTSIDE = ("", *"讯据由经与和在对被向")
"""What the model may have put before a name: 3日讯｜新华社."""
FAMOUS = 0.5
"""The probability of a name found by rule."""
Named = tuple[int, int, Type]


def among(texts: Sequence[str]) -> set[int]:
    """The numbers of those texts that have well-known names. All are searched at once: a search costs as much in a short text
    as in a long one.
    """
    ends = list(accumulate(len(text) + 1 for text in texts))
    return {bisect_right(ends, start) for _, start, _ in FIND(OBJECT.join(texts))}


def known(text: str, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Well-known organisations as such if the model took them for something else, and the well-known names that it missed.

    A place of which it found nothing is not sure: most are parts of names (奥斯陆协议).
    """
    named = [name for name in _named(text) if _stands(text, guesses, name)]
    for guess in guesses:
        if not any(start < guess.end and guess.start < end for start, end, _ in named):
            other = guess.kind != "organization" and text[guess.start : guess.end] in ORGANIZATIONS
            yield replace(guess, kind="organization", known="ORG") if other else guess
    for start, end, kind in named:
        sure = kind != "place" or any(guess.kind == kind and start <= guess.start < end for guess in guesses)
        yield Guess(start, end, kind, FAMOUS, known=KNOWN[kind], sure=sure)


def _named(text: str) -> Iterator[Named]:
    """The well-known names in a text, leftmost-longest: those of SHORTEST characters and more, and shorter ones of firms and
    teams before what only they do.
    """
    last = 0
    for start, end in sorted(((start, end) for _, start, end in FIND(text)), key=lambda place: (place[0], -place[1])):
        if start >= last:
            last = end
            kind = KINDS[text[start:end]]
            if end - start >= SHORTEST or (kind == "organization" and organizations.acts(text, end)):
                yield start, end, kind


def _stands(text: str, guesses: Sequence[Guess], name: Named) -> bool:
    """Whether the model missed the whole name, or found only a part of it (宁德 in 宁德时代), or went beyond its end."""
    start, end, kind = name
    over = [guess for guess in guesses if guess.start < end and start < guess.end]
    if any((guess.start, guess.end) == (start, end) for guess in over):
        return False
    longer = [guess for guess in over if guess.start < start or guess.end > end]
    if any(guess.start < start and text[guess.start : start] not in OUTSIDE for guess in longer):
        return False
    beyond = [guess for guess in longer if guess.end > end]
    if beyond and not _ends(text, end, kind, beyond):
        return False
    sure = not over or kind != "organization" or end - start >= LONG or organizations.ended(text, end)
    return sure and WHOLE[kind](text, start, end)


def _ends(text: str, end: int, kind: Type, longer: Sequence[Guess]) -> bool:
    """Whether a well-known name ends at `end`, although guesses at it are `longer`."""
    if kind == "organization":
        return organizations.acts(text, end) or all(guess.kind != kind for guess in longer)
    return kind == "person"


NAMES = tuple(name for name, kind in KINDS.items() if len(name) >= SHORTEST or kind == "organization")
FIND = automaton.finder(NAMES)
