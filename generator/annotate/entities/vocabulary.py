"""The words that the entity model reads, with their features and gains, made when they are first met."""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple, Protocol

from generator.annotate.entities.features import NAMES, Features, Word, by_first, by_group, by_kind, by_last, by_text
from generator.annotate.entities.gains import LABELS, Weights, together
from generator.annotate.entities.lexicon import Groups, Lexicon
from generator.annotate.entities.pairs import Kinds

LONGEST_HEAD = 5
"""Longest place name, in code points, that is split off the head of a longer word."""
SIZE = 32768
"""Words that are kept, about half a kilobyte each. Five hundred articles have 25,000; a new one takes as long as 25 known."""
NAMED = 4096
"""Words whose feature names are kept, about a kilobyte each. The words around names are mostly frequent ones."""


NEVER = together([-(1 << 12)] * len(LABELS))
"""Gains of what is part of no name."""


class Segmenter(Protocol):
    """The part of `generator.annotate.segmenting.words.Words` used here."""

    def pieces(self, runs: list[str]) -> list[str]:
        """The dictionary's words of runs of Han characters, with BREAK between two runs."""

    def tag(self, word: str) -> str:
        """A word's part of speech."""


class Part(NamedTuple):
    """Features that many words share, as far as the model has them, and their packed gains."""

    features: Features
    here: int
    left: int
    right: int


class Vocabulary(dict[str, tuple[Word, ...]]):
    """Word of the dictionary → the same for the model: mostly one, see `__missing__`."""

    def __init__(self, words: Segmenter, lexicon: Lexicon, weights: Weights) -> None:
        self._words = words
        self._kinds, self._clusters = lexicon.kinds, lexicon.clusters
        self._groups = Groups()
        self._weights = weights
        self._pairs = Kinds(weights)
        self._parts: dict[tuple[object, ...], Part] = {}
        self._named: dict[tuple[str, str], Features] = {}
        edge = self._word("^", "^")
        self.edge = edge._replace(here=NEVER, left=edge.left - weights.entering, right=edge.right - weights.leaving)
        """Before the first word of a text and after the last. No name goes on over it, and at it none costs a transition."""

    def __missing__(self, word: str) -> tuple[Word, ...]:
        """The word. A long one that begins with a place (日本天皇) is split after it.

        A kind ends in `-` if jieba's dictionary has a name here that the lexicon does not confirm.
        """
        kind = self._kinds.get(word)
        head = self._place_head(word) if kind in (None, "nz", "nw") and len(word) > 2 else 0
        if head:
            found = self._word(word[:head], "LOC"), *self[word[head:]]
        else:
            if kind is None:
                kind = self._words.tag(word)
                if len(word) > 1 and kind in NAMES:
                    kind += "-"
            found = (self._word(word, kind),)
        self[word] = found
        return found

    def trim(self) -> None:
        """Forget all words if they are too many."""
        if len(self) > SIZE:
            for kept in (self, self._parts, self._groups):
                kept.clear()

    def features(self, word: Word) -> Features:
        """The features of a word that the model has."""
        key = word.text, word.kind
        found = self._named.get(key)
        if found is None:
            if len(self._named) >= NAMED:
                self._named.clear()
            parts = (self._known(by_text(word.text)), *(part.features for part in self._shared(*key)))
            found = self._named[key] = Features(
                *(tuple(chain.from_iterable(names)) for names in zip(*parts, strict=True))
            )
        return found

    def _place_head(self, word: str) -> int:
        """The length of the longest known place at the head of `word`; 0 if none."""
        sizes = range(min(LONGEST_HEAD, len(word) - 1), 1, -1)
        return next((size for size in sizes if self._kinds.get(word[:size]) == "LOC"), 0)

    def _word(self, text: str, kind: str) -> Word:
        total = self._weights.total
        own = by_text(text)
        here, left, right = map(total, own)
        for part in self._shared(text, kind):
            here += part.here
            left += part.left
            right += part.right
        after, following = self._pairs[kind], self._weights.following(text[-1])
        return Word(text, kind, text[0], text[-1], here, left, right, after, following)

    def _shared(self, text: str, kind: str) -> tuple[Part, ...]:
        """What a word has in common with others."""
        first, last, clusters = text[0], text[-1], self._clusters
        return (
            self._part(by_kind, kind),
            self._part(by_first, first, clusters.get(first, "_"), len(text)),
            self._part(by_last, last, clusters.get(last, "_")),
            self._part(by_group, self._groups[text]),
        )

    def _part(self, of: Callable[..., Features], *given: str | int) -> Part:
        key = of, *given
        part = self._parts.get(key)
        if part is None:
            known = self._known(of(*given))
            part = self._parts[key] = Part(known, *map(self._weights.total, known))
        return part

    def _known(self, features: Features) -> Features:
        """Those of the model."""
        knows = self._weights.knows
        return Features(*(tuple(filter(knows, names)) for names in features))
