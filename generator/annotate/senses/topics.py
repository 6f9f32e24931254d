"""What the senses of one form are about, told by word vectors: 皮卡 speaks for 长城 the firm, 城墙 for the wall.

A sense's topic is the mean of the words of its entry, those that its author named as context first. A word speaks for the
sense whose topic it is nearest to, by how much nearer than to the others.
"""

from collections.abc import Iterator, Sequence

from generator.annotate.normalize import plain
from generator.annotate.segmenting.words import Words, kept
from generator.annotate.senses.vectors import likeness, packaged
from generator.core.entry import Entry

CONTEXT, FIELD, DEFINITION = 2.0, 1.5, 1.0
"""Weights of an entry's words in its topic."""
WEIGHT = 3.0
"""Weight of a rare word with the direction of the topic, compared to those of `cues`; set by hand on the gold pairs
(docs/quality-matching.md).
"""
MOST_KEPT = 5_000
"""Words that a form's topics keep; then all are forgotten."""


@kept(500)
def topics_of(entries: tuple[Entry, ...], words: Words) -> "Topics":
    """The topics of these candidates; the last ones are kept."""
    return Topics(entries, words)


class Topics:
    """The topics of the candidates of one form."""

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        found = [packaged().mean(_words_of(entry, words)) for entry in entries]
        self._topics = [topic for topic in found if topic]
        self._favours: dict[str, tuple[float, ...]] = {}
        self.told_apart = len(self._topics) == len(entries) > 1
        """Whether every candidate has a topic."""

    def favours(self, word: str) -> tuple[float, ...]:
        """The weight of a folded word for each candidate, below 0 if it speaks against it; empty without a vector."""
        found = self._favours.get(word)
        if found is None:
            if len(self._favours) >= MOST_KEPT:
                self._favours.clear()
            found = self._favours[word] = self._compared(word)
        return found

    def _compared(self, word: str) -> tuple[float, ...]:
        vectors = packaged()
        vector, said = vectors.of(word), vectors.said(word)
        if vector is None:
            return ()
        alike = [likeness(vector, topic) for topic in self._topics]
        mean = sum(alike) / len(alike)
        return tuple(WEIGHT * said * (one - mean) for one in alike)


def _words_of(entry: Entry, words: Words) -> Iterator[tuple[str, float]]:
    for weight, texts in (
        (CONTEXT, entry.context),
        (FIELD, (entry.sense, *entry.domain, *entry.tags)),
        (DEFINITION, (entry.definition,)),
    ):
        for text in map(plain, texts):
            whole = packaged().of(text) is not None
            yield from (
                (text[start:end], weight) for start, end in ([(0, len(text))] if whole else words.cut(text, hmm=False))
            )
