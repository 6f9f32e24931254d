"""The distance between a word and a mention, and the weight that the word has for its sense."""

from bisect import bisect_right
from typing import NamedTuple

from generator.core.passage import OBJECT

ENDS = "。！？!?；;\n"
NEAR, FAR, ELSEWHERE = 25.0, 80.0, 0.2
"""Distances, in characters, at which a cue in the sentence and in the passage counts half; and the factor for other
passages."""
IN_PASSAGE = 0.5
AROUND = 60
"""Characters on each side of a mention that its surroundings hold at most."""


class Mention(NamedTuple):
    """An ambiguous mention."""

    number: int
    """Its index among the spans."""
    start: int
    end: int
    """In the folded text of the article."""


class Nearness:
    """Distances in the folded text of an article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks = [at for at, char in enumerate(text) if char in ENDS]
        self._passages = [at for at, char in enumerate(text) if char == OBJECT]

    def near(self, start: int, end: int, mention: Mention) -> float:
        """The factor, by distance, of a word at `text[start:end]` for a mention: 1 at most, 0 if they overlap."""
        if start < mention.end and mention.start < end:
            return 0.0
        low, high = sorted((start, mention.start))
        if bisect_right(self._passages, low) != bisect_right(self._passages, high):
            return ELSEWHERE
        gap = max(start - mention.end, mention.start - end)
        if bisect_right(self._breaks, low) != bisect_right(self._breaks, high):
            return IN_PASSAGE / (1 + gap / FAR)
        return 1 / (1 + gap / NEAR)

    def around(self, mention: Mention) -> tuple[int, int]:
        """The surroundings of a mention in its passage, as a range of the text."""
        low = max(self.text.rfind(OBJECT, 0, mention.start) + 1, mention.start - AROUND)
        after = self.text[mention.end : mention.end + AROUND] + OBJECT
        return low, mention.end + after.index(OBJECT)
