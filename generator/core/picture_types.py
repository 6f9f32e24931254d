"""Picture formats by suffix, and what pages need to know of a picture."""

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
    """Whether the path has the suffix of a picture, in upper or lower case."""
    return PurePosixPath(path).suffix.lower() in TYPES


class Picture(NamedTuple):
    """Size of a picture in pixels."""

    width: int
    height: int
    smaller: bool
    """Whether smaller copies can be made."""
