"""One build at a time for each output folder. The lock is the system's own, so it ends with the process that holds
it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator.core.errors import Place, Problem, SiteError, Text

PATIENCE = 120.0
"""Seconds to wait for another build of the same output."""


@contextmanager
def lock(folder: Path, output: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of `output`, a file in `folder`. Raises SiteError, naming the process, if another keeps it beyond
    `patience` s.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"lock-{sha256(str(output.resolve()).encode()).hexdigest()[:12]}"
    with path.open("a+", encoding="utf-8") as file:
        _wait(file.fileno(), path, output, patience)
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _wait(descriptor: int, path: Path, output: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while not _take(descriptor):
        if time.monotonic() > until:
            raise SiteError([_held(path, output)])
        time.sleep(0.05)


def _take(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _take_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _take_windows(descriptor: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore] # Windows only
    except OSError:
        return False
    return True


def _held(path: Path, output: Path) -> Problem:
    holder = ""
    with suppress(OSError, UnicodeDecodeError):
        holder = path.read_text(encoding="utf-8").strip()
    return Problem(
        "error",
        "locked",
        Place(output.name),
        Text(
            f"另一个注疏正在生成这个目录（进程 {holder or '未知'}）",
            f"another Zhushu is building this folder (process {holder or 'unknown'})",
        ),
        Text("等它结束，或停掉它后再试", "wait until it ends, or stop it, and try again"),
    )
