"""The tables of words in `generator/data`: a text file each, in which a line that begins with `#` is a comment."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data"


def lines(name: str) -> list[str]:
    """The lines of the file `name`, without comments and empty ones."""
    text = (FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def words(name: str) -> dict[str, list[str]]:
    """Key → words, from lines `key: word, word …` of the file `name`. An indented line goes on with the one above it."""
    whole = re.sub(r"\n\s+", " ", "\n".join(lines(name)))
    rows = (line.partition(":") for line in whole.split("\n"))
    return {key: [word.strip() for word in said.split(",") if word.strip()] for key, _, said in rows}


def keys(name: str) -> dict[str, str]:
    """Word → its key: the inverse of `words`."""
    return {word: key for key, said in words(name).items() for word in said}
