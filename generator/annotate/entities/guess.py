"""A guess: a possible name, as models and rules pass it on."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.annotate.entities.features import NAMES, Word
from generator.core.entry import Type

NAME_KINDS = frozenset({"PER", "LOC", "ORG", "x"} | NAMES)
"""Kinds of words that are names, or no words (`x`)."""


class Guess(Struct, frozen=True):
    """A name in the folded text of one passage."""

    start: int
    end: int
    kind: Type
    low: float
    """The model's lowest probability for a label of the name; a constant for names found by rule."""
    known: str = ""
    """The word's kind (`features.Word.kind`) if the name is one word; else empty."""
    before: str = ""
    """The kind of the previous word."""
    after: str = ""
    """The kind of the next word."""
    common: bool = False
    """Whether the name consists of common words alone: 工商管理学院, 悬索桥."""
    single: bool = False
    """Whether the next word is a single character, which may belong to the name: 陈云｜霁."""
    sure: bool = False
    """Whether a rule found it that needs no model: a well-known name (`famous`), 主席拉波尔塔."""


def moved(guess: Guess, by: int) -> Guess:
    """The same guess in a text in which its own begins at `by`."""
    return replace(guess, start=guess.start + by, end=guess.end + by) if by else guess


class Neighbours:
    """The words of a text by their start and end offsets."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._starting: dict[int, Word] = {}
        self._ending: dict[int, Word] = {}
        at = 0
        for word in words:
            self._starting[at] = word
            at += len(word.text)
            self._ending[at] = word

    def guess(self, start: int, end: int, kind: Type, low: float) -> Guess:
        """The name `start:end` with its neighbouring kinds."""
        first, before, after = self._starting.get(start), self._ending.get(start), self._starting.get(end)
        known = first.kind if first and start + len(first.text) == end else ""
        return Guess(
            start,
            end,
            kind,
            low,
            known,
            before.kind if before else "",
            after.kind if after else "",
            common(self._within(start, end)),
            after is not None and len(after.text) == 1,
        )

    def _within(self, start: int, end: int) -> Iterator[Word]:
        """The words from `start` to `end`; none if they do not cover it."""
        while start < end and (word := self._starting.get(start)):
            yield word
            start += len(word.text)


def common(words: Iterable[Word]) -> bool:
    """Whether `words`, at least one, are all common: of two characters or more, and no names."""
    kinds = [word.kind if len(word.text) > 1 else "x" for word in words]
    return bool(kinds) and not any(kind in NAME_KINDS or kind.endswith("-") for kind in kinds)
