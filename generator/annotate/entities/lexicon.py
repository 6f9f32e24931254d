"""The lexicon: which dictionary words are names, of which kind, and which characters are alike.

Its file is package data, made by `training/lexicon.py` (the model card `generator/data/entities.md` tells from what).
Lines: a kind and a tab, then its words apart by spaces (`PER`, `LOC`, `ORG`, `nz` for other proper names, `nw` for
works); a line whose kind is `#` and a number holds the characters of one cluster.
"""

from pathlib import Path


class Lexicon:
    """The packaged lexicon. Reading it takes some ten milliseconds."""

    def __init__(self, text: str | None = None) -> None:
        lines = (
            text if text is not None else (Path(__file__).parents[2] / "data" / "entities.lexicon").read_text("utf-8")
        ).splitlines()
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
