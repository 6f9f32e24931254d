"""Words that are no entries and are never marked by themselves nor suggested: `content/glossary/_never.txt`, one a line."""

from contextlib import suppress
from pathlib import Path

FILE = "_never.txt"
"""In the glossary's folder; names that begin with `_` hold no entries. `#` begins a line of comment."""
LARGEST = 1_000_000
"""Bytes that are read of it."""


def words(folder: Path) -> frozenset[str]:
    """The words that the glossary in `folder` silences; none where it has no such file, or one that leads out of the
    folder.
    """
    path = folder / FILE
    with suppress(OSError, ValueError, RuntimeError):
        if path.resolve().is_relative_to(folder.resolve()) and path.is_file():
            with path.open("rb") as file:
                return listed(file.read(LARGEST).decode("utf-8-sig", "replace"))
    return frozenset()


def listed(text: str) -> frozenset[str]:
    """The words in the text of such a file."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
