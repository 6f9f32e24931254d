"""Features: what the entity model sees of each word.

Building them in Python is what the automatic pass costs, so the model reads words, not characters, the templates are
few, and
what depends on one word alone is made once and remembered. Names of features are short because each is hashed for
each word.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from generator.annotate.entities.lexicon import Lexicon
from generator.core.han import JIEBA

NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j"})
"""Parts of speech that say "name" in jieba's dictionary."""
RUN = re.compile(rf"(?P<han>[{JIEBA}]{{2,}})|[a-z0-9]+(?:[.,%][0-9]+)*|.", re.DOTALL)
"""What is cut into words, and what is one: a single Han character, a Latin word, a number, any other sign."""
LONGEST_HEAD = 5
"""Code points of the longest place that is looked for at the head of a longer word."""
REMEMBERED = 8192
"""Words whose features are kept, about a kilobyte each."""


class Word(NamedTuple):
    """A word, what is known of it, and the features that come from it alone."""

    text: str
    kind: str
    """The lexicon's kind, or the dictionary's part of speech."""
    first: str
    last: str
    here: tuple[str, ...]
    """Its features as the word itself,"""
    left: tuple[str, ...]
    """as the one before,"""
    right: tuple[str, ...]
    """and as the one after."""


class Segmenter(Protocol):
    """What is needed of `generator.annotate.words.Words`."""

    def cut(self, text: str, *, hmm: bool = True) -> list[tuple[int, int]]:
        """The words of `text` as offsets."""

    def tag(self, word: str) -> str:
        """A word's part of speech."""


class Reader:
    """Reads texts as words with their features."""

    def __init__(self, words: Segmenter, lexicon: Lexicon) -> None:
        self._words = words
        self._kinds = lexicon.kinds
        self._clusters = lexicon.clusters
        self._memory: dict[str, tuple[Word, ...]] = {}
        self._edge = self._word("^", "^")

    def read(self, text: str) -> list[Word]:
        """The words of `text`, which together cover it.

        Han runs are cut by the dictionary. Unknown characters stay single (no hidden Markov model): the entity model
        joins names
        itself and does better on them so.
        """
        memory = self._memory
        if len(memory) > REMEMBERED:
            memory.clear()
        found: list[Word] = []
        for run in RUN.finditer(text):
            piece = run[0]
            ranges = self._words.cut(piece, hmm=False) if run.lastgroup else ((0, len(piece)),)
            for start, end in ranges:
                word = piece[start:end]
                known = memory.get(word)
                if known is None:
                    known = memory[word] = self._known(word)
                found += known
        return found

    def rows(self, words: Sequence[Word]) -> list[list[str]]:
        """One list of features for each word."""
        edge = self._edge
        line = [edge, *words, edge]
        return [
            [
                *here.here,
                *left.left,
                *right.right,
                f"a{left.kind}|{here.kind}",
                f"b{here.kind}|{right.kind}",
                "l" + left.last + here.first,
                "m" + here.last + right.first,
            ]
            for left, here, right in zip(line, words, line[2:], strict=False)
        ]

    def _known(self, word: str) -> tuple[Word, ...]:
        """A dictionary word; a long one that begins with a place (日本天皇) is cut after it.

        Where jieba's dictionary says "name" and the lexicon does not confirm it, the kind says so by a closing `-`.
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
        """The length of the longest known place that `word` begins with; 0 without one."""
        sizes = range(min(LONGEST_HEAD, len(word) - 1), 1, -1)
        return next((size for size in sizes if self._kinds.get(word[:size]) == "LOC"), 0)

    def _word(self, text: str, kind: str) -> Word:
        first, last = text[0], text[-1]
        first_cluster, last_cluster = self._clusters.get(first, "_"), self._clusters.get(last, "_")
        size = len(text)
        return Word(
            text,
            kind,
            first,
            last,
            (
                "w" + text,
                "k" + kind,
                "c" + last,
                "f" + first,
                f"g{first_cluster}|{size}",
                "h" + last_cluster,
                "v" + text[-2:],
            ),
            ("p" + text, "d" + last),
            ("q" + text, "e" + first),
        )
