"""The model of a plain install: a conditional random field over words.

`training/` trains its weights, which are package data; `generator/data/entities.md` is the model card.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from threading import Lock

from generator.annotate.crf import opened
from generator.annotate.entities.features import Word
from generator.annotate.entities.gains import Gains
from generator.annotate.entities.guess import Guess, common
from generator.annotate.entities.lexicon import Lexicon
from generator.annotate.entities.reader import Reader
from generator.annotate.entities.vocabulary import Segmenter
from generator.annotate.entities.windows import Window, Windows
from generator.annotate.segmenting.pieces import LONGEST
from generator.core.entry import Type

MODEL = "entities.crf"
OUTSIDE = {"kc": 20.0}
"""A row for the tagger that is sure to be no name: it stands for the words around a window."""
Row = list[str] | dict[str, float]
KINDS: dict[str, Type] = {"p": "person", "l": "place", "o": "organization"}


class Model:
    """The tagger with its lexicon. The constructor reads weights and gains (the packaged ones unless given), about 20 ms."""

    def __init__(self, words: Segmenter, weights: bytes | None = None, gains: bytes | None = None) -> None:
        weigh = Gains(gains)
        self._windows = Windows(weigh)
        self._reader = Reader(words, Lexicon(), weigh)
        self._tagger, self._weights = opened(MODEL, weights)
        self._known = frozenset(self._tagger.labels())
        self._lock = Lock()
        """The tagger is stateful: `marginal` answers for the last sequence set."""

    def find(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The names in the best labelling of each text, in order."""
        found: list[list[Guess]] = []
        for some in batches(texts):
            found += self._names(some)
        return found

    def words(self, text: str) -> list[Word]:
        """The words of `text` as the model reads them."""
        return self._reader.read([text])[1:-1]

    def _names(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The same for texts that are read together."""
        found: list[list[Guess]] = [[] for _ in texts]
        edge = self._reader.edge
        words = self._reader.read(texts)
        labelled = self._labelled(words, self._windows.of(words))
        if labelled:
            edges = [0, *accumulate([len(word.text) for word in words])]
            starts = [*accumulate([len(text) + 1 for text in texts], initial=1)]
        for first, last, letter, chance in labelled:
            number = bisect_right(starts, edges[first]) - 1
            before, after = words[first - 1], words[last]
            guess = Guess(
                edges[first] - starts[number],
                edges[last] - starts[number],
                KINDS[letter],
                chance,
                words[first].kind if last - first == 1 else "",
                "" if before is edge else before.kind,
                "" if after is edge else after.kind,
                common(words[first:last]),
                after is not edge and len(after.text) == 1,
            )
            found[number].append(guess)
        return found

    def _labelled(self, words: list[Word], windows: Sequence[Window]) -> list[tuple[int, int, str, float]]:
        """First word, end, letter and probability of each name that the tagger finds in the windows.

        A window with a name at its edge is too small and is enlarged.
        """
        edge = self._reader.edge
        found: list[tuple[int, int, str, float]] = []
        covered = 0
        for window in windows:
            start, end = window
            while end > covered:
                rows: list[Row] = [*self._reader.rows(words[start - 1 : end + 1])]
                begins, ends = words[start - 1] is edge, words[end] is edge
                if not begins:
                    rows.insert(0, OUTSIDE)
                if not ends:
                    rows.append(OUTSIDE)
                before = start - (not begins)
                with self._lock:
                    best = self._tagger.tag(rows)
                    if (begins or best[1] == "O") and (ends or best[-2] == "O"):
                        found += [
                            (before + first, before + last, letter, self._least(best, first, last))
                            for first, last, letter in spans(best)
                            if before + first >= covered
                        ]
                        covered = end
                        break
                start, end = self._enlarged(words, start, end)
        return found

    def _enlarged(self, words: Sequence[Word], start: int, end: int) -> Window:
        """A window with as many words more on each side, up to the edges of its text."""
        edge = self._reader.edge
        more = end - start
        first = next((at for at in range(start, start - more, -1) if words[at - 1] is edge), start - more)
        last = next((at for at in range(end, end + more) if words[at] is edge), end + more)
        return first, last

    def _least(self, best: Sequence[str], first: int, last: int) -> float:
        """The lowest marginal probability of the labels `first:last` in the tagger's current sequence."""
        return min(float(self._tagger.marginal(best[at], at)) for at in range(first, last))

    def chances(self, words: list[Word]) -> list[list[float]]:
        """A row of probabilities for each character, as in `generator.annotate.entities.chances`."""
        if not words:
            return []
        edge = self._reader.edge
        rows = self._reader.rows([edge, *words, edge])
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


def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts, as many together as are no longer than a piece."""
    first = size = 0
    for at, text in enumerate(texts):
        if size + len(text) > LONGEST and at > first:
            yield texts[first:at]
            first, size = at, 0
        size += len(text)
    if texts:
        yield texts[first:]
