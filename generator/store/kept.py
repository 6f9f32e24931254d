"""Files that are expensive to make, kept by digest between builds."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.store import scan, whole
from generator.store.seal import SIZE, seal

MOST_KEPT = 256 << 20
"""Bytes of a folder that are kept between builds; the oldest files are removed."""


class Kept:
    """The files of one `folder`, which need not exist."""

    def __init__(self, folder: Path, *, read: bool = True) -> None:
        self._folder = folder
        self._read = read
        self._swept = False

    def get(self, name: str, make: Callable[[], bytes | None]) -> bytes | None:
        """The file `name`, made if it is missing. None is not kept."""
        path = self._folder / name
        if self._read:
            with suppress(OSError):
                kept = scan.read(path)
                if kept[: 2 * SIZE] == self._sum(name, kept[2 * SIZE :]):
                    return kept[2 * SIZE :]
        made = make()
        if made is not None:
            with suppress(OSError):
                if not self._swept and self._folder.exists():
                    sweep(self._folder)
                self._swept = True
                whole.write(path, (self._sum(name, made), made))
        return made

    @staticmethod
    def _sum(name: str, data: bytes) -> bytes:
        return seal(name.encode() + data).encode()


def sweep(folder: Path) -> None:
    """Remove the oldest files of `folder` until the rest has at most MOST_KEPT bytes. Raises OSError."""
    kept = 0
    for stat, path in sorted(((path.stat(), path) for path in folder.iterdir()), key=lambda one: -one[0].st_mtime_ns):
        kept += stat.st_size
        if kept > MOST_KEPT:
            path.unlink(missing_ok=True)
