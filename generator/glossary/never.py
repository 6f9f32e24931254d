"""Words that are never marked automatically nor suggested: `content/glossary/_never.txt`, one a line."""

from pathlib import Path

from generator.core.errors import Place, SiteError, unreadable

FILE = "_never.txt"
"""In the glossary's folder. Lines that begin with `#` are comments."""
MAX_BYTES = 1_000_000
"""Bytes read of it; the rest is ignored."""


def words(folder: Path) -> frozenset[str]:
    """The words in FILE in `folder`; none if it is missing, no file, or a link to outside the folder.

    Raises SiteError if it cannot be read.
    """
    path = folder / FILE
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return frozenset()
    try:
        with path.open("rb") as file:
            return parse(file.read(MAX_BYTES).decode("utf-8-sig", "replace"))
    except OSError as error:
        where = Place(f"{folder.parent.name}/{folder.name}/{FILE}")
        raise SiteError([unreadable(where, error)]) from error


def parse(text: str) -> frozenset[str]:
    """The words in the text of such a file."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
