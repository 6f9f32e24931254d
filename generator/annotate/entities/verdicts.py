"""Consistency within an article: all mentions of a name, and all names in a list, share one verdict."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.entities.guess import Guess
from generator.annotate.entities.persons import SURNAMES
from generator.core.entry import Type
from generator.core.han import BASIC

Sure = tuple[Guess, float]
"""A guess with its score."""
FIRM = re.compile(
    r"(?:公司|集团|汽车|科技|旗下|股份|控股|品牌|官方|门店|直播间|手机|电器|车主|新车|财报|的(?:直播间|门店|财报|股价|市值|销量|用户|车主|新车))"
)
"""Text after the name of a firm."""
MAX_FIRM_SCORE = 0.7
"""Maximum score of a firm that the model took for a person."""
LIST = re.compile(rf"[{BASIC}·]{{1,16}}(?:、[{BASIC}·]{{1,16}}){{2,}}")
MOST_IN_NAME = 4
LAST = re.compile(r"(?:等|都|也|均|和|与|及|在|是|的|就|一起|共同|参加|出席|到|来|说|表示|三|两|四|五|几|$)")
"""Text after the last name of a list."""


def unify(texts: Sequence[str], found: Sequence[Sequence[Sure]]) -> list[list[Sure]]:
    """The finds of an article's texts, with the same kind and score for all mentions of a name."""
    rows = [_listed(text, sure) for text, sure in zip(texts, found, strict=True)]
    mentions: defaultdict[str, list[Sure]] = defaultdict(list)
    firms: set[str] = set()
    for text, sure in zip(texts, rows, strict=True):
        for guess, score in sure:
            name = text[guess.start : guess.end]
            mentions[name].append((guess, score))
            if guess.kind == "person" and FIRM.match(text, guess.end):
                firms.add(name)
    verdicts = {name: _verdict(said, firm=name in firms) for name, said in mentions.items()}
    return [
        [
            (guess, score) if guess.kind == "work" else _judged(guess, verdicts[text[guess.start : guess.end]])
            for guess, score in sure
        ]
        for text, sure in zip(texts, rows, strict=True)
    ]


def _verdict(said: Sequence[Sure], *, firm: bool) -> tuple[Type, float]:
    """The kind with the most votes by score, and its score averaged over all mentions. For a name that is always a place
    the maximum counts instead.
    """
    votes: defaultdict[Type, float] = defaultdict(float)
    for guess, score in said:
        votes[guess.kind] += score
    kind = max(votes, key=lambda one: (votes[one], one))
    score = votes[kind] / len(said)
    if kind == "place" and all(guess.kind == kind for guess, _ in said):
        score = max(score for _, score in said)
    return ("organization", min(score, MAX_FIRM_SCORE)) if firm and kind == "person" else (kind, score)


def _judged(guess: Guess, verdict: tuple[Type, float]) -> Sure:
    kind, score = verdict
    return guess if guess.kind == kind else replace(guess, kind=kind), score


def _listed(text: str, sure: Sequence[Sure]) -> list[Sure]:
    """The finds of one text. In a list of persons all get the mean score, and missed ones are added."""
    found = list(sure)
    if "、" not in text:
        return found
    for row in LIST.finditer(text):
        items = list(_items(text, row.start(), row.end()))
        there = [_at(found, start, end, at, len(items)) for at, (start, end) in enumerate(items)]
        persons = [one for one in there if one is not None and one[0].kind == "person"]
        if len(persons) * 2 <= len(items) or any(one is not None and one[0].kind != "person" for one in there):
            continue
        score = sum(one[1] for one in persons) / len(persons)
        more = [
            (Guess(start, end, "person", persons[0][0].low), score)
            for (start, end), one in zip(_missing(text, items), there, strict=True)
            if one is None and end > start and not any(guess.start < end and guess.end > start for guess, _ in found)
        ]
        if len(persons) + len(more) == len(items):
            found = [
                (guess, score) if any(guess is one[0] for one in persons) else (guess, own) for guess, own in found
            ]
            found += more
    return sorted(found, key=lambda one: one[0].start)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list in `text[start:end]`."""
    for item in text[start:end].split("、"):
        yield start, start + len(item)
        start += len(item) + 1


def _at(found: Sequence[Sure], start: int, end: int, at: int, count: int) -> Sure | None:
    """The find that is an item of a list: the whole item, the end of the first or the beginning of the last one."""
    for guess, score in found:
        begins = guess.start == start or (at == 0 and guess.start >= start)
        ends = guess.end == end or (at == count - 1 and guess.end <= end)
        if begins and ends:
            return guess, score
    return None


def _missing(text: str, items: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The possible name in each item of a list of persons; an empty range if there is none."""
    for at, (start, end) in enumerate(items):
        named = text[start : start + 1] in SURNAMES
        if at == 0 or not named:
            yield start, start
        elif at < len(items) - 1:
            yield (start, end) if 1 < end - start <= MOST_IN_NAME else (start, start)
        else:
            sizes = (size for size in (2, 3) if start + size <= end and LAST.match(text[start + size : end]))
            yield start, start + next(sizes, 0)
