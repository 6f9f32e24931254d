"""Writes the files that a command exports, without overwriting those of others."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.store import cache, whole

KNOWN = "exports.json"
"""In `.cache/`: path → digest of the content last written."""
MAX_KNOWN = 200
"""Number of paths to remember."""


def write(folder: Path, path: Path, data: bytes, *, force: bool = False) -> bool:
    """Write `data` to `path`. Returns False, without writing, if the file's content was not written by us; `folder` is the
    site's cache.

    Empty files and our own unmodified ones are overwritten; with `force` all are. Devices and pipes (`/dev/stdout`) are
    written to directly. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return True
    known = cache.load(folder / KNOWN, dict[str, str]) or {}
    there = target.read_bytes() if target.exists() and not force else b""
    if there and there != data and known.get(str(target)) != _digest(there):
        return False
    target.parent.stat()  # a mistyped folder is told, not made
    whole.write(target, (data,))
    last = [(at, digest) for at, digest in known.items() if at != str(target)][1 - MAX_KNOWN :]
    with suppress(OSError):  # next time --force is needed
        cache.save(folder / KNOWN, {**dict(last), str(target): _digest(data)})
    return True


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
