"""The code that made a value, as a part of its cache key: no version needs to be kept by hand."""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.store import cache, scan

HERE = Path(__file__).parent.parent
PACKAGES = ("core", "readers", "annotate", "glossary", "article", "data")
"""What composes an article, and renders a definition."""
_known: list[str] = []


def digest(folder: str = "") -> str:
    """SHA-256 of all that composes: our source and data, and the names and versions of what is installed.

    Contents count, never times: a cache that is carried to another machine stays good. In `folder`, if it is given,
    the digest is kept for as long as no file's stat changes.
    """
    if not _known:
        file = Path(folder) / "code.json"
        kept = cache.load(file, tuple[str, str]) if folder else None
        if kept is None or kept[0] != scan.program():
            kept = scan.program(), _digest()
            if folder:
                with suppress(OSError):  # a folder that cannot be written only costs time
                    cache.save(file, kept)
        _known.append(kept[1])
    return _known[0]


def _digest() -> str:
    made = sha256()
    for name in PACKAGES:
        for base, folders, files in os.walk(HERE / name):
            folders[:] = sorted(folder for folder in folders if folder not in ("__pycache__", "starter"))
            for file in sorted(files):
                path = Path(base, file)
                made.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    for folder in sys.path:
        if folder.endswith("site-packages") and os.path.isdir(folder):  # noqa: PTH112 — sys.path holds strings
            made.update("\n".join(sorted(one for one in os.listdir(folder) if one.endswith("-info"))).encode())  # noqa: PTH208
    return made.hexdigest()
