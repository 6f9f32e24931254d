"""Features of the entity model, for each word.

The model reads words, not characters. Its templates are few, because Python builds them, and feature names are short,
because each is hashed for every word that reaches the tagger. The gains of features of a single word are computed once
and stored with the word (`Word.here`, `Word.left`, `Word.right`); `windows` adds them up.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from generator.annotate.entities.lexicon import Groups, Lexicon
from generator.core.han import JIEBA

NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j"})
"""Tags of names in jieba's dictionary."""
HAN = re.compile(rf"([{JIEBA}]{{2,}})")
"""Runs that are segmented."""
OTHER = re.compile(r"[a-z0-9]+(?:[.,%][0-9]+)*|.", re.DOTALL)
"""One word outside such runs: a Han character, a Latin word, a number, any other sign."""
LONGEST_HEAD = 5
"""Longest place name, in code points, that is split off the head of a longer word."""
CACHE_SIZE = 32768
"""Words in the cache, about half a kilobyte each. Five hundred articles have 25,000; a new one takes as long as 25 known."""
NAMED = 4096
"""Words whose feature names are kept, about a kilobyte each. The words around names are mostly frequent ones."""
Weigh = Callable[[Iterable[str]], int]
"""Features → their packed gains (`generator.annotate.entities.gains`)."""


Names = tuple[str, ...]
"""Names of features."""


class Word(NamedTuple):
    """A word with its lexicon data and gains."""

    text: str
    kind: str
    """The lexicon's kind, or the dictionary's part of speech."""
    first: str
    last: str
    """Its first and last character."""
    here: int
    """Packed gains of its features as the current word,"""
    left: int
    """as the previous word,"""
    right: int
    """and as the next word."""


class Segmenter(Protocol):
    """The part of `generator.annotate.segmenting.words.Words` used here."""

    def pieces(self, han: str) -> list[str]:
        """The dictionary's words of a run of Han characters."""

    def tag(self, word: str) -> str:
        """A word's part of speech."""


class Reader:
    """Splits texts into words with features. Without `weigh`, as in training, all gains are 0."""

    def __init__(self, words: Segmenter, lexicon: Lexicon, weigh: Weigh = lambda _: 0) -> None:
        self._words = words
        self._kinds = lexicon.kinds
        self._clusters = lexicon.clusters
        self._groups = Groups()
        self._weigh = weigh
        self._cache: dict[str, tuple[Word, ...]] = {}
        self._named: dict[tuple[str, str], tuple[Names, Names, Names]] = {}
        self.edge = self._word("^", "^")
        """Padding before the first word of a text and after the last."""

    def read(self, text: str) -> list[Word]:
        """The words of `text`, without gaps.

        Han runs are cut by the dictionary. Unknown characters stay single (no hidden Markov model), since the entity
        model is better at joining names by itself.
        """
        cache = self._cache
        if len(cache) > CACHE_SIZE:
            cache.clear()
            self._groups.clear()
        found: list[Word] = []
        for at, run in enumerate(HAN.split(text)):
            for word in self._words.pieces(run) if at % 2 else OTHER.findall(run):
                known = cache.get(word)
                if known is None:
                    known = cache[word] = self._known(word)
                found += known
        return found

    def rows(self, words: Sequence[Word], start: int = 0, end: int | None = None) -> list[list[str]]:
        """The feature names of each word of `words[start:end]`."""
        end = len(words) if end is None else end
        line = [
            words[start - 1] if start else self.edge,
            *words[start:end],
            words[end] if end < len(words) else self.edge,
        ]
        named = [self._names_of(word.text, word.kind) for word in line]
        return [
            [
                *own,
                *from_left,
                *from_right,
                f"a{left.kind}|{here.kind}",
                f"b{here.kind}|{right.kind}",
                "l" + left.last + here.first,
                "m" + here.last + right.first,
            ]
            for (left, here, right), (_, from_left, _), (own, _, _), (_, _, from_right) in zip(
                zip(line, line[1:-1], line[2:], strict=False), named, named[1:-1], named[2:], strict=False
            )
        ]

    def _names_of(self, text: str, kind: str) -> tuple[Names, Names, Names]:
        """The features of a word for itself, for the next word, and for the previous one."""
        key = text, kind
        found = self._named.get(key)
        if found is None:
            if len(self._named) >= NAMED:
                self._named.clear()
            found = self._named[key] = self._here(text, kind), self._left(text), self._right(text)
        return found

    def _known(self, word: str) -> tuple[Word, ...]:
        """A dictionary word. A long one that begins with a place (日本天皇) is split after it.

        A kind ends in `-` if jieba's dictionary has a name here that the lexicon does not confirm.
        """
        kind = self._kinds.get(word)
        head = self._place_head(word) if kind in (None, "nz", "nw") and len(word) > 2 else 0
        if head:
            return self._word(word[:head], "LOC"), *self._known(word[head:])
        if kind is None:
            kind = self._words.tag(word)
            if len(word) > 1 and kind in NAMES:
                kind += "-"
        return (self._word(word, kind),)

    def _place_head(self, word: str) -> int:
        """The length of the longest known place at the head of `word`; 0 if none."""
        sizes = range(min(LONGEST_HEAD, len(word) - 1), 1, -1)
        return next((size for size in sizes if self._kinds.get(word[:size]) == "LOC"), 0)

    def _word(self, text: str, kind: str) -> Word:
        weigh = self._weigh
        return Word(
            text,
            kind,
            text[0],
            text[-1],
            weigh(self._here(text, kind)),
            weigh(self._left(text)),
            weigh(self._right(text)),
        )

    def _here(self, text: str, kind: str) -> tuple[str, ...]:
        """The features of the word itself."""
        first, last = text[0], text[-1]
        clusters = self._clusters
        return (
            "w" + text,
            "k" + kind,
            "c" + last,
            "f" + first,
            f"g{clusters.get(first, '_')}|{len(text)}",
            "h" + clusters.get(last, "_"),
            "v" + text[-2:],
            "x" + (self._groups[text] or "_"),
        )

    def _left(self, text: str) -> tuple[str, ...]:
        """The features from the previous word."""
        group = self._groups[text]
        return ("p" + text, "d" + text[-1], "y" + group) if group else ("p" + text, "d" + text[-1])

    def _right(self, text: str) -> tuple[str, ...]:
        """The features from the next word."""
        group = self._groups[text]
        return ("q" + text, "e" + text[0], "z" + group) if group else ("q" + text, "e" + text[0])
