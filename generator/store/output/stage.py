"""The stage: the folder for new files until the commit."""

import os
from pathlib import Path

WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""Flags to create or truncate a file; in binary mode on Windows."""


def near(target: Path, cache: Path, name: str) -> Path:
    """The stage's folder for the output `target`: in the folder `cache` if that is on the output's file system, else next
    to the output, or in it if that is a mount.
    """
    if target.is_mount():
        return target / f".zhushu-{name}"
    cache.mkdir(parents=True, exist_ok=True)
    parent = target.parent
    while not parent.exists():
        parent = parent.parent
    return cache / name if parent.stat().st_dev == cache.stat().st_dev else parent / f".zhushu-{name}"


def stage(folder: Path, path: str, data: bytes) -> None:
    """Write `data` to `path` in the stage `folder`. Raises OSError (disk full, no permission)."""
    target = f"{folder}/{path}"  # a Path or a buffered file would be slower
    try:
        file = os.open(target, WRITE_FLAGS, 0o666)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(target, WRITE_FLAGS, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def discard(folder: Path) -> None:
    """Remove a folder of ours with its content, at any depth and whatever the permissions of its folders. Raises OSError."""
    stack, folders = [str(folder)] if folder.is_dir() else [], []
    while stack:
        below = stack.pop()
        folders.append(below)
        if not os.access(below, os.R_OK | os.W_OK | os.X_OK):
            Path(below).chmod(0o700)
        with os.scandir(below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                else:
                    os.unlink(entry.path)  # noqa: PTH108 — called for thousands of files
    for below in reversed(folders):
        Path(below).rmdir()
