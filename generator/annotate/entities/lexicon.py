"""The lexicon: dictionary words that are names, with their kind, and clusters of similar characters.

Its file is package data, written by `training/lexicon.py`; the model card `generator/data/entities.md` names the
sources. Each line is a kind (`PER`, `LOC`, `ORG`, `nz` for other proper names, `nw` for works), a tab, and its words
separated by spaces. A line whose kind is `#` and a number holds the characters of one cluster.
"""

from bisect import bisect_left

from generator.core.tables import FOLDER

GROUPS = "entities.groups"
FIRST = ord("一")
"""The character of the first group."""


class Lexicon:
    """The packaged lexicon. Reading it takes about 10 ms."""

    def __init__(self, text: str | None = None) -> None:
        lines = (text if text is not None else (FOLDER / "entities.lexicon").read_text("utf-8")).splitlines()
        rows = [line.partition("\t") for line in lines]
        self.kinds: dict[str, str] = {}
        """Word → kind."""
        self.clusters: dict[str, str] = {}
        """Character → number of its cluster."""
        for kind, _, words in rows:
            if kind.startswith("#"):
                self.clusters.update(dict.fromkeys(words, kind[1:]))
            else:
                self.kinds.update(dict.fromkeys(words.split(" "), kind))


class Groups:
    """Groups of words that stand near the same words (`training/groups.py`).

    The file's first line has the words, sorted, the second a character for the group of each. A list to search is made in
    5 ms, a dictionary of all in 18.
    """

    def __init__(self) -> None:
        words, self._codes = (FOLDER / GROUPS).read_text("utf-8").splitlines()
        self._words = words.split(" ")

    def of(self, word: str) -> str:
        """The number of a word's group; empty if it is in none."""
        at = bisect_left(self._words, word)
        known = at < len(self._words) and self._words[at] == word
        return str(ord(self._codes[at]) - FIRST) if known else ""
