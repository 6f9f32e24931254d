"""The lexicon: dictionary words that are names, with their kind, and clusters of similar characters.

Its file is package data, written by `training/lexicon.py`; the model card `generator/data/entities.md` names the
sources. Each line is a kind (`PER`, `LOC`, `ORG`, `nz` for other proper names, `nw` for works), a tab, and its words
separated by spaces. A line whose kind is `#` and a number holds the characters of one cluster.
"""

from generator.core.tables import FOLDER


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
