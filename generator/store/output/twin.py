"""The twin: the tree that the output was before the last commit. It is kept in `.cache/`, so that the next commit does
not have to link every file of a large site into a new tree.

A twin is only ever a saving: before each use it is compared with the output, name by name and inode by inode, and what
differs is linked again. The twin holds its inodes alive, so an equal number means the same file.
"""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from generator.store.output.stage import discard

LEAST = 1000
"""Minimum number of files of an output for which a twin is kept."""
SHARE = 4
"""If a commit changes more than one in this many files, the stage is filled with links instead."""


def twin_of(folder: Path, files: int, changes: int) -> Path | None:
    """The twin for a commit of the stage `folder`; None if linking all `files` is as fast.

    It exists only in a site's own `.cache/`, and not on build services (which set CI), as they would store it with the
    cache, as a copy of the whole output.
    """
    if files < LEAST or changes * SHARE > files or folder.parent.name != ".cache" or os.environ.get("CI"):
        return None
    twin = folder.with_name(f"{folder.name}-twin")
    if twin.is_symlink():  # it is none of ours, and where it leads nothing may be removed
        twin.unlink()
    return twin


def align(output: Path, twin: Path, without: Collection[str], ours: Collection[str]) -> list[str] | None:
    """Make the content of `twin` that of `output`, except the files `without`. Raises OSError.

    Returns the folders of `output` with a trailing slash, parents first; None if one is not in `ours`.
    """
    stack, folders = [""], []
    while stack:
        below = stack.pop()
        folders.append(below)
        known = _entries(f"{twin}/{below}")
        with os.scandir(f"{output}/{below}") as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path + "/" not in ours:
                        return None
                    stack.append(path + "/")
                    if entry.name in known and known[entry.name].is_dir(follow_symlinks=False):
                        del known[entry.name]
                elif path not in without:
                    there = known.get(entry.name)
                    if there is not None and there.inode() == entry.inode():
                        del known[entry.name]
                        continue
                    if there is not None:
                        _remove(known.pop(entry.name))
                    os.link(entry.path, f"{twin}/{path}", follow_symlinks=False)
        for left in known.values():
            _remove(left)
    return folders


def put(folder: Path, twin: Path, changed: Iterable[str]) -> None:
    """Link the staged files `changed` of `folder` into `twin`, which has no files at these paths. Raises OSError."""
    for path in changed:
        try:
            os.link(f"{folder}/{path}", f"{twin}/{path}")
        except FileNotFoundError:
            (twin / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(f"{folder}/{path}", f"{twin}/{path}")


def drop_empty(twin: Path, folders: Iterable[str]) -> None:
    """Remove the empty ones of `folders`, which are given children first."""
    for below in folders:
        if below:
            with suppress(OSError):
                os.rmdir(f"{twin}/{below}")  # noqa: PTH106 — there may be one for each article


def _entries(folder: str) -> dict[str, os.DirEntry[str]]:
    """The entries of a folder of the twin, which is created if missing."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry for entry in entries}
    except FileNotFoundError:
        os.mkdir(folder)  # noqa: PTH102 — as above
        return {}


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        discard(Path(entry.path))
    else:
        os.unlink(entry.path)  # noqa: PTH108 — as above
