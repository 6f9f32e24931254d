"""The words that the entity model reads, with their features and gains, made when they are first met."""

from collections.abc import Callable, Hashable
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from generator.annotate.entities.features import NAMES, Features, Word, by_first, by_group, by_kind, by_last, by_text
from generator.annotate.entities.gains import INSIDE, NEVER, SCALE, SINGLE, Weights, at_least
from generator.annotate.entities.lexicon import Groups, Lexicon
from generator.annotate.entities.pairs import Kinds

LONGEST_HEAD = 5
"""Longest place name, in code points, that is split off the head of a longer word."""
SIZE = 32768
"""Words that are kept, about half a kilobyte each. Five hundred articles have 25,000; a new one takes as long as 25 known."""
NAMED = 4096
"""Words whose feature names are kept, about a kilobyte each. The words around names are mostly frequent ones."""
GAINING = SCALE
"""Steps that a gaining word adds by itself for being a name or the end of one (`Word.gaining`)."""
Key = TypeVar("Key", bound=Hashable)


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


class Parts(dict[Key, Part]):
    """What words share → the part that it gives them, made by `of` when it is first asked for."""

    def __init__(self, weights: Weights, of: Callable[[Key], Features]) -> None:
        self._weights, self._of = weights, of

    def __missing__(self, key: Key) -> Part:
        known = known_of(self._weights, self._of(key))
        found = self[key] = Part(known, *map(self._weights.total, known))
        return found


def known_of(weights: Weights, features: Features) -> Features:
    """Those of `features` that the model has."""
    return Features(*(tuple(filter(weights.knows, names)) for names in features))


class Vocabulary(dict[str, tuple[Word, ...]]):
    """Word of the dictionary → the same for the model: mostly one, see `__missing__`."""

    def __init__(self, words: Segmenter, lexicon: Lexicon, weights: Weights) -> None:
        self._words = words
        self._kinds, clusters = lexicon.kinds, lexicon.clusters
        self._groups = Groups()
        self._weights = weights
        self._gaining = at_least(dict.fromkeys(range(SINGLE, INSIDE), GAINING))
        self._pairs = Kinds(weights)
        self._by_kind = Parts(weights, by_kind)
        self._by_first: Parts[tuple[str, int]] = Parts(
            weights, lambda key: by_first(key[0], clusters.get(key[0], "_"), key[1])
        )
        self._by_last: Parts[str] = Parts(weights, lambda char: by_last(char, clusters.get(char, "_")))
        self._by_group = Parts(weights, by_group)
        self._named: dict[tuple[str, str], Features] = {}
        edge = self._word("^", "^")
        self.edge = edge._replace(
            here=NEVER, gaining=False, left=edge.left - weights.entering, right=edge.right - weights.leaving
        )
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
            self.clear()
            self._by_first.clear()
            self._by_last.clear()

    def features(self, word: Word) -> Features:
        """The features of a word that the model has."""
        key = word.text, word.kind
        found = self._named.get(key)
        if found is None:
            if len(self._named) >= NAMED:
                self._named.clear()
            parts = (known_of(self._weights, by_text(word.text)), *(part.features for part in self._shared(*key)))
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
        here, left, right = map(total, by_text(text))
        for _, more_here, more_left, more_right in self._shared(text, kind):
            here += more_here
            left += more_left
            right += more_right
        after, following = self._pairs[kind], self._weights.following(text[-1])
        enough, mask = self._gaining
        return Word(text, kind, text[0], text[-1], here, left, right, after, following, bool(here + enough & mask))

    def _shared(self, text: str, kind: str) -> tuple[Part, ...]:
        """What a word has in common with others."""
        return (
            self._by_kind[kind],
            self._by_first[text[0], len(text)],
            self._by_last[text[-1]],
            self._by_group[self._groups.of(text)],
        )
