"""Splits texts into the words that the entity model reads, and words into the rows that its tagger reads."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from generator.annotate.entities.features import Word
from generator.annotate.entities.gains import Unweighed, Weights
from generator.annotate.entities.lexicon import Lexicon
from generator.annotate.entities.pairs import NONE, Meetings
from generator.annotate.entities.vocabulary import Segmenter, Vocabulary
from generator.annotate.segmenting.words import BREAK
from generator.core.han import JIEBA

HAN = re.compile(rf"([{JIEBA}]{{2,}})")
"""Runs that are segmented."""
OTHER = re.compile(r"[a-z0-9]+(?:[.,%][0-9]+)*|.", re.DOTALL)
"""One word outside such runs: a Han character, a Latin word, a number, any other sign."""
SHORT = 4
"""Characters between two runs whose words are kept: mostly punctuation."""
KEPT = 4096
"""How many such texts are kept."""


class Reader:
    """Reads with one dictionary, lexicon and model. `weights`: of no model, in training, if not given."""

    def __init__(self, words: Segmenter, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self._words = words
        self._vocabulary = Vocabulary(words, lexicon, weights or Unweighed())
        self._meetings = Meetings(weights or Unweighed())
        self._between: dict[str, tuple[Word, ...]] = {}
        self.edge = self._vocabulary.edge

    def read(self, texts: Sequence[str]) -> list[Word]:
        """The words of `texts`, without gaps, an `edge` before, between and after the texts.

        Han runs are cut by the dictionary. Unknown characters stay single (no hidden Markov model), since the entity
        model is better at joining names by itself.
        """
        self._vocabulary.trim()
        runs: list[str] = []
        between: list[tuple[Word, ...]] = [(self.edge,)]
        for text in texts:
            first, *parts = HAN.split(text)
            between[-1] += self._apart(first)
            runs += parts[::2]
            between += map(self._apart, parts[1::2])
            between[-1] += (self.edge,)
        words = self._words.pieces(runs)
        found = [*map(self._vocabulary.__getitem__, words)]
        at = -1
        for apart in between[1:-1]:
            at = words.index(BREAK, at + 1)
            found[at] = apart
        return [*between[0], *chain.from_iterable(found), *(between[-1] if runs else ())]

    def _apart(self, text: str) -> tuple[Word, ...]:
        """The words of a text between two runs."""
        found = self._between.get(text)
        if found is None:
            found = tuple(chain.from_iterable(map(self._vocabulary.__getitem__, OTHER.findall(text))))
            if len(text) <= SHORT and len(self._between) < KEPT:
                self._between[text] = found
        return found

    def rows(self, words: Sequence[Word]) -> list[list[str]]:
        """The features of each of `words` but the first and the last, which are only neighbours."""
        meet = self._meetings
        features = [*map(self._vocabulary.features, words)]
        pairs = [left.after[right.kind] for left, right in pairwise(words)]
        meetings = [
            meet[left.last + right.first] if right.first in left.following else NONE for left, right in pairwise(words)
        ]
        beside = zip(features, features[1:], features[2:], strict=False)
        between = zip(pairs, pairs[1:], meetings, meetings[1:], strict=False)
        return [
            [*own.here, *left.left, *right.right, *before.right, *after.left, *met.right, *meets.left]
            for (left, own, right), (before, after, met, meets) in zip(beside, between, strict=True)
        ]
