"""A digest of the code, as part of cache keys, so that no version has to be maintained by hand."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.store import cache, libraries, scan

HERE = Path(__file__).parent.parent
PACKAGES = ("core", "readers", "annotate", "glossary", "article", "data")
"""Packages that compose articles and render definitions."""
_known: list[str] = []


def digest(folder: str = "") -> str:
    """SHA-256 of PACKAGES and of the names and versions of the libraries that it uses.

    It depends on contents, never on times, so a cache stays valid on another machine. If `folder` is given, the digest
    is cached there until a file's stat changes.
    """
    if not _known:
        file = Path(folder) / "code.json"
        kept = cache.load(file, tuple[str, str]) if folder else None
        if kept is None or kept[0] != scan.program():
            kept = scan.program(), _digest()
            if folder:
                with suppress(OSError):  # a read-only folder only costs time
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
    names = (path.rpartition("/")[2] for path in libraries.installed(libraries.NAMES))
    made.update("\n".join(names).encode())
    return made.hexdigest()
