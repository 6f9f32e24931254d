"""Keyed checksums of cached data. Only this user has the key, so data that came with a site, even forged, is a miss."""

import os
from _blake2 import blake2b  # hashlib would load OpenSSL, which a build with nothing to do has no time for
from contextlib import suppress
from typing import Any

from generator.store import personal
from generator.store.scan import regular

SIZE = 16
"""Bytes of a checksum, which is written as hex."""
KEY_SIZE = 32
_key: bytes | None = None


def seal(data: bytes | memoryview) -> str:
    """The checksum of `data`."""
    return str(sealer(data).hexdigest())


def sealer(data: bytes | memoryview = b"") -> Any:  # noqa: ANN401 — a hash object of hashlib's kind
    """A checksum that can be updated."""
    return blake2b(data, digest_size=SIZE, key=key())


def key() -> bytes:
    """This user's key, created on first use. Empty if no folder can store it."""
    global _key  # noqa: PLW0603 — read once
    if _key is None:
        _key = b""
        path = os.path.join(personal.folder(), "key")  # noqa: PTH118 — pathlib would take longer than all the rest
        with suppress(OSError):
            _key = _read(path) or _make(path)
    return _key


def use(given: bytes) -> None:
    """Use the key of another machine, for which this process works."""
    global _key  # noqa: PLW0603 — as above
    _key = given


def _read(path: str) -> bytes:
    """The key in the file at `path`; empty if there is none, or if it is damaged."""
    try:
        with open(path, "rb", opener=regular) as file:
            found = file.read(KEY_SIZE + 1)
    except FileNotFoundError:
        return b""
    return found if len(found) == KEY_SIZE else b""


def _make(path: str) -> bytes:
    """A new key in the file at `path`, or the one that another process has just made. Raises OSError."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120 — as above
    scratch = f"{path}.{os.getpid()}"
    with suppress(FileNotFoundError):
        os.unlink(scratch)  # noqa: PTH108 — as above
    file = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, os.urandom(KEY_SIZE))
    finally:
        os.close(file)
    try:
        if not _read(path):
            with suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108 — it is damaged
        with suppress(FileExistsError):
            os.link(scratch, path)
    finally:
        os.unlink(scratch)  # noqa: PTH108 — as above
    return _read(path)
