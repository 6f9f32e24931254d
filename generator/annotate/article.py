"""An article's passages as one folded text, with offsets mapped back to the passages."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.annotate.normalize import fold
from generator.core.passage import OBJECT, Passage


class FoldedArticle:
    """The passages joined by OBJECT, so that folding and searching run once per article."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.folded = fold(OBJECT.join([passage.text for passage in passages]))
        self._starts = [0]
        for passage in passages:
            self._starts.append(self._starts[-1] + len(passage.text) + 1)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def parts(self) -> Iterator[tuple[int, str]]:
        """For each passage, where it begins in the folded text, and its part of that: folding keeps each OBJECT."""
        at, between = 0, iter(self.text.split(OBJECT))
        for passage in self.passages:
            part = OBJECT.join(islice(between, passage.text.count(OBJECT) + 1))
            yield at, part
            at += len(part) + 1

    def place(self, start: int, end: int) -> tuple[Passage, int, int] | None:
        """The passage of `text[start:end]` and its offsets there. None if an edge falls inside a written character."""
        written = self.folded.original(start, end)
        if written is None:
            return None
        first, last = written
        number = bisect_right(self._starts, first) - 1
        begins = self._starts[number]
        return self.passages[number], first - begins, last - begins
