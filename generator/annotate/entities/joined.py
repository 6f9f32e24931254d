"""The ensemble of `zhushu[ner]`: LAC and our own model, which make different errors."""

from collections.abc import Sequence

from generator.annotate.entities import chances
from generator.annotate.entities.guess import Guess, Neighbours
from generator.annotate.entities.lac import Lac
from generator.annotate.entities.model import Model

SHARE = 0.6
"""LAC's weight in the average; between 0.5 and 0.8 it makes little difference (docs/quality-entities.md)."""
OUTSIDE = 0.7
"""Factor of the averaged probability of no name, which is too high where the models disagree."""


class Joined:
    """Both models, with the interface of `Model`; about four times slower."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lac = Lac()

    def find(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The names in each text, in order."""
        return [self._names(text, theirs) for text, theirs in zip(texts, self._lac.rows(texts), strict=True)]

    def _names(self, text: str, theirs: list[list[float]]) -> list[Guess]:
        words = self._model.words(text)
        around = Neighbours(words)
        rows = chances.average(theirs, self._model.chances(words), SHARE, OUTSIDE)
        return [around.guess(*name) for name in chances.best(rows)]
