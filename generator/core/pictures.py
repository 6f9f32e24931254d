"""Which files are pictures, by their suffixes."""

from collections.abc import Mapping
from pathlib import PurePosixPath

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
