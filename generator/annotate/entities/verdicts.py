"""Consistency within an article: all mentions of a name, and all names in a list, share one verdict."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec.structs import replace

from generator.annotate.entities import places
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.persons import SURNAMES
from generator.core.entry import Type
from generator.core.han import BASIC
from generator.core.patterns import late

Sure = tuple[Guess, float]
"""A guess with its score."""
FIRM = re.compile(
    r"(?:公司|集团|汽车|科技|旗下|股份|控股|品牌|官方|门店|直播间|手机|电器|车主|新车|财报|的(?:直播间|门店|财报|股价|市值|销量|用户|车主|新车|产品|鞋|服装|专卖店|旗舰店|订单|工厂))"
)
"""Text after the name of a firm."""
MAX_FIRM_SCORE = 0.7
"""Maximum score of a firm that the model took for a person."""
REPEATED, SHOWN = 0.6, 0.83
"""Least score of a person named several times in an article, and never taken for something else, to be raised, and its raised score."""
LIST = re.compile(rf"[{BASIC}·]{{1,16}}(?:、[{BASIC}·]{{1,16}}){{2,}}")
MOST_IN_NAME = 4
LAST = late(r"(?:等|都|也|均|和|与|及|在|是|的|就|一起|共同|参加|出席|到|来|说|表示|三|两|四|五|几|$)")
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
        [_judged(text, guess, score, verdicts) for guess, score in sure] for text, sure in zip(texts, rows, strict=True)
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
    if kind == "person" and firm:
        return "organization", min(score, MAX_FIRM_SCORE)
    if kind == "person" and score >= REPEATED and len(said) > 1 and all(guess.kind == kind for guess, _ in said):
        score = max(score, SHOWN)
    return kind, score


def _judged(text: str, guess: Guess, own: float, verdicts: Mapping[str, tuple[Type, float]]) -> Sure:
    """The find with the verdict on its name. A place that is part of a longer name here (罗马教廷) gains nothing by it."""
    if guess.kind == "work":
        return guess, own
    kind, score = verdicts[text[guess.start : guess.end]]
    if kind == "place" and not places.whole(text, guess.start, guess.end):
        score = min(own, score)
    return guess if guess.kind == kind else replace(guess, kind=kind), score


def _listed(text: str, sure: Sequence[Sure]) -> list[Sure]:
    """The finds of one text. In a list of persons all get the mean score, and missed ones are added."""
    if "、" not in text:
        return list(sure)
    done: list[Sure] = []
    rest = deque(sorted(sure, key=lambda one: one[0].start))
    for row in LIST.finditer(text):
        while rest and rest[0][0].end <= row.start():
            done.append(rest.popleft())
        there: list[Sure] = []
        while rest and rest[0][0].start < row.end():
            there.append(rest.popleft())
        done += _in_list(text, row.start(), row.end(), there)
    return sorted([*done, *rest], key=lambda one: one[0].start)


def _in_list(text: str, start: int, end: int, found: list[Sure]) -> list[Sure]:
    """The finds in the list `text[start:end]`, which are `found`, in order: all of its items, if most are persons."""
    items = list(_items(text, start, end))
    named = _named(found, items)
    persons = [one for one in named if one is not None and one[0].kind == "person"]
    if len(persons) * 2 <= len(items) or any(one is not None and one[0].kind != "person" for one in named):
        return found
    score = sum(one[1] for one in persons) / len(persons)
    starts = [guess.start for guess, _ in found]
    reached = list(accumulate((guess.end for guess, _ in found), max))
    more = [
        (Guess(first, last, "person", persons[0][0].low), score)
        for (first, last), one in zip(_missing(text, items), named, strict=True)
        if one is None and last > first and not ((at := bisect_left(starts, last)) and reached[at - 1] > first)
    ]
    if len(persons) + len(more) < len(items):
        return found
    listed = {id(guess) for guess, _ in persons}
    return [(guess, score if id(guess) in listed else own) for guess, own in found] + more


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list in `text[start:end]`."""
    for item in text[start:end].split("、"):
        yield start, start + len(item)
        start += len(item) + 1


def _named(found: Sequence[Sure], items: Sequence[tuple[int, int]]) -> list[Sure | None]:
    """For each item the find that is all of it; of the first item it may be the end, of the last one the beginning."""
    whole: dict[tuple[int, int], Sure] = {}
    ending: dict[int, Sure] = {}
    beginning: dict[int, Sure] = {}
    for one in found:
        guess = one[0]
        whole.setdefault((guess.start, guess.end), one)
        ending.setdefault(guess.end, one)
        beginning.setdefault(guess.start, one)
    named = [whole.get(item) for item in items]
    first, last = ending.get(items[0][1]), beginning.get(items[-1][0])
    if first is not None and first[0].start >= items[0][0]:
        named[0] = first
    if last is not None and last[0].end <= items[-1][1]:
        named[-1] = last
    return named


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
