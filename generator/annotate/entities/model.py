"""The model of a plain install: a conditional random field over words.

`training/` trains its weights, which are package data; `generator/data/entities.md` is the model card.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from threading import Lock

from generator.annotate.crf import opened
from generator.annotate.entities.features import Reader, Segmenter, Word
from generator.annotate.entities.gains import Gains
from generator.annotate.entities.guess import Guess, common
from generator.annotate.entities.lexicon import Lexicon
from generator.annotate.entities.windows import Window, Windows
from generator.core.entry import Type

MODEL = "entities.crf"
KINDS: dict[str, Type] = {"p": "person", "l": "place", "o": "organization"}


class Model:
    """The tagger with its lexicon. The constructor reads weights and gains (the packaged ones unless given), about 20 ms."""

    def __init__(self, words: Segmenter, weights: bytes | None = None, gains: bytes | None = None) -> None:
        weigh = Gains(gains)
        self._reader = Reader(words, Lexicon(), weigh.total)
        self._windows = Windows(weigh, self._reader.edge)
        self._tagger, self._weights = opened(MODEL, weights)
        self._known = frozenset(self._tagger.labels())
        self._lock = Lock()
        """The tagger is stateful: `marginal` answers for the last sequence set."""

    def find(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The names in the best labelling of each text, in order."""
        return [self._names(self.words(text)) for text in texts]

    def words(self, text: str) -> list[Word]:
        """The words of `text` as the model reads them."""
        return self._reader.read(text)

    def _names(self, words: list[Word]) -> list[Guess]:
        found = self._labelled(words, self._windows.of(words)) if words else []
        if not found:
            return []
        edges = [0, *accumulate(len(word.text) for word in words)]
        kinds = ["", *(word.kind for word in words), ""]
        return [
            Guess(
                edges[first],
                edges[last],
                KINDS[letter],
                chance,
                kinds[first + 1] if last - first == 1 else "",
                kinds[first],
                kinds[last + 1],
                common(words[first:last]),
                last < len(words) and len(words[last].text) == 1,
            )
            for first, last, letter, chance in found
        ]

    def _labelled(self, words: list[Word], windows: Sequence[Window]) -> list[tuple[int, int, str, float]]:
        """First word, end, letter and probability of each name that the tagger finds in the windows.

        A window with a name at its edge is too small and is enlarged.
        """
        found: list[tuple[int, int, str, float]] = []
        covered = 0
        for window in windows:
            start, end = window
            while end > covered:
                rows = self._reader.rows(words, start, end)
                with self._lock:
                    best = self._tagger.tag(rows)
                    if (best[0] == "O" or not start) and (best[-1] == "O" or end == len(words)):
                        found += [
                            (start + first, start + last, letter, self._least(best, first, last))
                            for first, last, letter in spans(best)
                            if start + first >= covered
                        ]
                        covered = end
                        break
                more = end - start
                start, end = max(0, start - more), min(len(words), end + more)
        return found

    def _least(self, best: Sequence[str], first: int, last: int) -> float:
        """The lowest marginal probability of the labels `first:last` in the tagger's current sequence."""
        return min(float(self._tagger.marginal(best[at], at)) for at in range(first, last))

    def chances(self, words: list[Word]) -> list[list[float]]:
        """A row of probabilities for each character, as in `generator.annotate.entities.chances`."""
        if not words:
            return []
        rows = self._reader.rows(words)
        with self._lock:
            self._tagger.set(rows)
            return self._rows(words)

    def _rows(self, words: list[Word]) -> list[list[float]]:
        """The rows of `chances` for the tagger's current sequence."""
        found: list[list[float]] = []
        for at, word in enumerate(words):
            first, later = [self._chance("O", at)], [self._chance("O", at)]
            for letter in KINDS:
                begins = self._chance("B" + letter, at) + self._chance("S" + letter, at)
                goes_on = self._chance("I" + letter, at) + self._chance("E" + letter, at)
                first += begins, goes_on
                later += 0.0, begins + goes_on
            found.append(first)
            found.extend([later] * (len(word.text) - 1))
        return found

    def _chance(self, label: str, at: int) -> float:
        return float(self._tagger.marginal(label, at)) if label in self._known else 0.0


def labels(words: Sequence[Word], names: Sequence[tuple[int, int, str]]) -> list[str]:
    """One BIESO label for each word, with the letter of the type.

    A name with an edge inside a word is skipped: the model cannot find it.
    """
    edges = {edge: i for i, edge in enumerate([0, *accumulate(len(word.text) for word in words)])}
    found = ["O"] * len(words)
    for start, end, kind in names:
        if start in edges and end in edges:
            letter = next(letter for letter, name in KINDS.items() if name == kind)
            first, last = edges[start], edges[end]
            found[first:last] = [
                f"{mark}{letter}" for mark in ("S" if last - first == 1 else "B" + "I" * (last - first - 2) + "E")
            ]
    return found


def spans(best: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, end, letter) of the names labelled in `best`. A missing B or E label is tolerated."""
    found = []
    start = 0
    for at, (here, after) in enumerate(pairwise([*best, "O"])):
        if here == "O":
            start = at + 1
        elif here[0] in "SE" or after[0] in "OSB" or after[1:] != here[1:]:
            found.append((start, at + 1, here[1:]))
            start = at + 1
    return found
