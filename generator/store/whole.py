"""Writes files atomically: a reader sees the new content or the old one, never a part."""

import os
from collections.abc import Iterable
from pathlib import Path

BUFFER = 1 << 18
"""Bytes of the write buffer."""


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to `path` in place of what is there, whose permissions it keeps. Folders are made.

    Raises OSError (disk full, read-only). A killed process leaves a file `.NAME.PROCESS.part`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")  # with its ending it must fit in 255 bytes
    try:
        with scratch.open("wb", buffering=BUFFER) as file:
            file.writelines(pieces)
        if path.exists():
            scratch.chmod(path.stat().st_mode & 0o7777)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
