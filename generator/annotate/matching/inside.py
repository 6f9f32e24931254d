"""Pairs of characters inside words: no word crosses an edge between two characters that stand side by side in none.

Two of three edges are such. The table, `generator/data/inside.txt`, has a row for each character: itself, then those that
follow it inside a word of jieba's dictionary, of `pairs.txt` or of the well-known names, or inside a number with its
unit. `training/inside.py` makes it.
"""

from functools import cache

from generator.annotate.segmenting.dictionary import Dictionary
from generator.core.tables import FOLDER

INSIDE = "inside.txt"


class Following(dict[str, str]):
    """Character → those that follow it inside a word."""

    def crossed(self, text: str, at: int) -> bool:
        """Whether a word or a number may cross the edge before `text[at]`. If not, none does."""
        return text[at : at + 1] in self.get(text[at - 1], "")


class _Unknown(Following):
    def crossed(self, text: str, at: int) -> bool:  # noqa: ARG002 — any word may
        return True


def following(dictionary: Dictionary) -> Following:
    """The table, if it is of this dictionary; else one in which all characters follow each other."""
    of, table = _packaged()
    return table if dictionary.digest == of else _Unknown()


@cache
def _packaged() -> tuple[str, Following]:
    """The digest of the dictionary that the table is of, and the table."""
    of, *rows = (FOLDER / INSIDE).read_text("utf-8").splitlines()
    return of, Following({row[0]: row[1:] for row in rows})
