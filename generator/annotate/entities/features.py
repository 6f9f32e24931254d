"""Features: what the entity model sees of each word.

The model reads words, not characters, and its templates are few, because Python builds them. Feature names are short:
each is hashed for every word that reaches the tagger. What the model gives for the features that depend on one word
alone is computed once and kept with the word (`Word.here`, `Word.left`, `Word.right`); `windows` adds it up.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from generator.annotate.entities.lexicon import Lexicon
from generator.core.han import JIEBA

NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j"})
"""Parts of speech that say "name" in jieba's dictionary."""
HAN = re.compile(rf"([{JIEBA}]{{2,}})")
"""What is cut into words."""
OTHER = re.compile(r"[a-z0-9]+(?:[.,%][0-9]+)*|.", re.DOTALL)
"""What is one word elsewhere: a single Han character, a Latin word, a number, any other sign."""
LONGEST_HEAD = 5
"""Code points of the longest place that is looked for at the head of a longer word."""
REMEMBERED = 16384
"""Words that are kept, about half a kilobyte each."""
Weigh = Callable[[Iterable[str]], int]
"""What the model gives for features together (`generator.annotate.entities.gains`)."""


class Word(NamedTuple):
    """A word, and what is known of it."""

    text: str
    kind: str
    """The lexicon's kind, or the dictionary's part of speech."""
    first: str
    last: str
    """Its first character and its last."""
    here: int
    """What the model gives for its features as the word itself,"""
    left: int
    """as the word before,"""
    right: int
    """and as the word after."""


class Segmenter(Protocol):
    """What is needed of `generator.annotate.words.Words`."""

    def pieces(self, han: str) -> list[str]:
        """The dictionary's words of a run of Han characters."""

    def tag(self, word: str) -> str:
        """A word's part of speech."""


class Reader:
    """Reads texts as words with their features. Without `weigh` nothing is known of the model, as in training."""

    def __init__(self, words: Segmenter, lexicon: Lexicon, weigh: Weigh = lambda _: 0) -> None:
        self._words = words
        self._kinds = lexicon.kinds
        self._clusters = lexicon.clusters
        self._weigh = weigh
        self._memory: dict[str, tuple[Word, ...]] = {}
        self.edge = self._word("^", "^")
        """Stands before the first word of a text and after the last."""

    def read(self, text: str) -> list[Word]:
        """The words of `text`, which together cover it.

        Han runs are cut by the dictionary. Unknown characters stay single (no hidden Markov model): the entity model
        joins names itself and does better on them so.
        """
        memory = self._memory
        if len(memory) > REMEMBERED:
            memory.clear()
        found: list[Word] = []
        for at, run in enumerate(HAN.split(text)):
            for word in self._words.pieces(run) if at % 2 else OTHER.findall(run):
                known = memory.get(word)
                if known is None:
                    known = memory[word] = self._known(word)
                found += known
        return found

    def rows(self, words: Sequence[Word], start: int = 0, end: int | None = None) -> list[list[str]]:
        """One list of features for each word of `words[start:end]`."""
        end = len(words) if end is None else end
        line = [
            words[start - 1] if start else self.edge,
            *words[start:end],
            words[end] if end < len(words) else self.edge,
        ]
        return [
            [
                *self._here(here.text, here.kind),
                *_left(left.text),
                *_right(right.text),
                f"a{left.kind}|{here.kind}",
                f"b{here.kind}|{right.kind}",
                "l" + left.last + here.first,
                "m" + here.last + right.first,
            ]
            for left, here, right in zip(line, line[1:-1], line[2:], strict=False)
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
        weigh = self._weigh
        return Word(
            text, kind, text[0], text[-1], weigh(self._here(text, kind)), weigh(_left(text)), weigh(_right(text))
        )

    def _here(self, text: str, kind: str) -> tuple[str, ...]:
        """The features of a word that come from it alone."""
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
        )


def _left(text: str) -> tuple[str, str]:
    """The features that come from the word before."""
    return "p" + text, "d" + text[-1]


def _right(text: str) -> tuple[str, str]:
    """The features that come from the word after."""
    return "q" + text, "e" + text[0]
