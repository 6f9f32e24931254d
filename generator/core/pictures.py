"""Which files are pictures, by their suffixes, and what a page says of one."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

TYPES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
"""Suffix → media type."""


def is_picture(path: str) -> bool:
    """Whether a file's name ends as a picture's, in any case."""
    return PurePosixPath(path).suffix.lower() in TYPES


class Picture(NamedTuple):
    """What of a picture file a page says."""

    width: int
    height: int
    smaller: bool
    """Whether smaller copies of it can be made."""
