"""Words that are never marked automatically nor suggested: `content/glossary/_never.txt`, one a line."""

from contextlib import suppress
from pathlib import Path

FILE = "_never.txt"
"""In the glossary's folder. Lines that begin with `#` are comments."""
MAX_BYTES = 1_000_000
"""Bytes read of it; the rest is ignored."""


def words(folder: Path) -> frozenset[str]:
    """The words in FILE in `folder`; none if it is missing or a link to outside the folder."""
    path = folder / FILE
    with suppress(OSError, ValueError, RuntimeError):
        if path.resolve().is_relative_to(folder.resolve()) and path.is_file():
            with path.open("rb") as file:
                return parse(file.read(MAX_BYTES).decode("utf-8-sig", "replace"))
    return frozenset()


def parse(text: str) -> frozenset[str]:
    """The words in the text of such a file."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
