"""A lock for each output folder: one build at a time. The system releases it when its process ends.

A forked worker inherits open files, and with them the lock. It closes them first, or it would keep the lock of a killed
build.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator.core.errors import Place, SiteError, Text, os_reason

PATIENCE = 120.0
"""Seconds to wait for another build of the same output."""
_held_here: set[int] = set()
"""Descriptors of this process's locks; a forked child closes them."""


@contextmanager
def lock(folder: Path, output: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of `output`, a file in `folder`. Raises SiteError, with the owner's process id, after waiting
    `patience` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"lock-{sha256(str(output.resolve()).encode()).hexdigest()[:12]}"
    with path.open("a+", encoding="utf-8") as file:
        _wait(file.fileno(), path, output, patience)
        owner = os.getpid()
        _held_here.add(file.fileno())
        try:
            file.truncate(0)
            file.write(f"{owner}\n")
            file.flush()
            _sweep(folder)
            yield
        finally:
            if os.getpid() == owner:
                _held_here.discard(file.fileno())
                file.truncate(0)


def _sweep(folder: Path) -> None:
    """Remove unfinished files of dead processes: `.NAME.PROCESS.part`."""
    for path in [*folder.glob("*.part"), *folder.glob("pictures/*.part")]:
        process = path.suffixes[-2][1:] if len(path.suffixes) > 1 else ""
        if process.isdecimal() and not _is_alive(int(process)):
            with suppress(OSError):
                path.unlink()


def _close_inherited() -> None:
    """Close the parent's locks in a forked child."""
    for descriptor in _held_here:
        with suppress(OSError):
            os.close(descriptor)
    _held_here.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_inherited)


def _wait(descriptor: int, path: Path, output: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while not _take(descriptor):
        if time.monotonic() > until:
            raise _held(path, output)
        time.sleep(0.05)


def _take(descriptor: int) -> bool:
    """Try to take the lock."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _take_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise _cannot_lock(os_reason(error)) from error
    return True


def _take_windows(descriptor: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore] # Windows only
    except OSError:
        return False
    return True


def _cannot_lock(why: Text) -> SiteError:
    return SiteError.of(
        "no-lock",
        Place(".cache"),
        Text(
            f"这里的文件系统不能加锁（{why.zh}），两次生成会互相覆盖，所以没有开始",
            f"this file system cannot lock files ({why.en}); two builds could overwrite each other, so none was started",
        ),
        Text("把网站放到本机的磁盘上", "keep the site on a local disk"),
    )


def _held(path: Path, output: Path) -> SiteError:
    holder = ""
    with suppress(OSError, UnicodeDecodeError, ValueError):
        holder = path.read_text(encoding="utf-8").strip()
        if not _is_alive(int(holder)):
            holder = ""
    return SiteError.of(
        "locked",
        Place(output.name),
        Text(
            f"另一个注疏正在生成这个目录（进程 {holder or '未知'}）",
            f"another Zhushu is building this folder (process {holder or 'unknown'})",
        ),
        Text("等它结束，或停掉它后再试", "wait until it ends, or stop it, and try again"),
    )


def _is_alive(process: int) -> bool:
    """Whether a process with this id is running."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True
