"""Texts that are kept between builds, many in one file: what a process makes goes to the end of a *pack* of its own.

A file system takes longer to make a file than to fill it, and ten times as long where many were deleted shortly before.
"""

import os
import time
from collections.abc import Container, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import NamedTuple

SUFFIX = ".pack"
YOUNG = 3600
"""Seconds: a pack that was written to so shortly ago may be that of a build which runs just now, for another output,
and is not told of yet."""


class Kept(NamedTuple):
    """Where a text lies."""

    pack: str
    """Name of the file."""
    start: int
    """Bytes before it."""
    size: int
    """Its bytes, UTF-8."""
    sum: str
    """SHA-256 of them, hex: damage of any kind is a miss."""


class Packs:
    """The packs in the folder `root`, which is made when the first text comes. Disposable: what is lost or damaged is
    a miss.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._token = os.urandom(8).hex()

    def __reduce__(self) -> tuple[type["Packs"], tuple[Path]]:
        return Packs, (self.root,)  # for another machine, where a process may have the number of one here

    def put(self, *texts: str) -> list[Kept]:
        """Keep `texts`, which hold no lone surrogates. Raises OSError."""
        name = (
            f"{self._token}-{os.getpid()}-{get_ident()}{SUFFIX}"  # forked processes and threads have packs of their own
        )
        path, datas = f"{self.root}/{name}", [text.encode() for text in texts]
        try:
            return _append(path, name, datas)
        except FileNotFoundError:
            self.root.mkdir(parents=True, exist_ok=True)
            return _append(path, name, datas)

    def get(self, kept: Kept) -> str | None:
        """The text that was kept so, or None where it is not there any more."""
        if not kept.pack.endswith(SUFFIX) or "/" in kept.pack or os.sep in kept.pack:  # from an index that is not ours
            return None
        try:
            with open(f"{self.root}/{kept.pack}", "rb", buffering=0) as pack:  # noqa: PTH123 — called for every article
                pack.seek(kept.start)
                data = pack.read(kept.size)
            return data.decode() if sha256(data).hexdigest() == kept.sum else None
        except (OSError, ValueError, OverflowError):  # ValueError: no UTF-8, or a place that no file has
            return None

    def size(self, names: Iterable[str]) -> int:
        """Bytes of the packs that have these names. Raises OSError."""
        return sum(path.stat().st_size for name in names if (path := self.root / name).exists())

    def keep(self, names: Container[str]) -> None:
        """Drop the packs that are not in `names`, but for young ones. Raises OSError."""
        now = time.time()
        for path in self.root.iterdir() if self.root.is_dir() else ():
            with suppress(FileNotFoundError):  # another build was faster
                if path.name not in names and path.is_file() and path.stat().st_mtime < now - YOUNG:
                    path.unlink()


def _append(path: str, name: str, datas: list[bytes]) -> list[Kept]:
    kept = []
    with open(path, "ab") as pack:  # noqa: PTH123 — as above
        start = pack.tell()
        for data in datas:
            pack.write(data)
            kept.append(Kept(name, start, len(data), sha256(data).hexdigest()))
            start += len(data)
    return kept
