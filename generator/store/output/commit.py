"""The commit: puts the staged files in place, by an atomic exchange or by journalled moves.

The stage is completed with hard links to unchanged files and exchanged with the output in one step, so that readers
always see one consistent state. For a large site the previous tree is kept for the next
commit (`twin`). If the system cannot exchange folders, or the output has more than builds made (a mount, a repository,
the author's folders), files are moved one by one, and `recover` finishes interrupted moves.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.core.names import is_safe_path
from generator.store import scan
from generator.store.exchange import exchange_of as _exchange
from generator.store.output import twin
from generator.store.output.clashes import written
from generator.store.output.mounts import is_mounted
from generator.store.output.stage import discard
from generator.store.seal import seal

JOURNAL = ".journal"
"""Suffix of the journal. It is next to the stage, not in it, so that no file of the site can be mistaken for it."""


def commit(output: Path, folder: Path, changed: Iterable[str], removed: Iterable[str], *, whole: bool = True) -> None:
    """Move the `changed` files from the stage `folder` to `output`, and delete the `removed` ones.

    `whole`: exchange the trees in one step if possible; else file by file with a journal. Other files in `output` stay.
    Raises OSError; `output` is then unchanged, or `recover` completes it.
    """
    changed, removed = sorted(changed), sorted(removed)
    if not changed and not removed:
        return
    for path in changed:
        os.stat(f"{folder}/{path}")  # noqa: PTH116 — called for thousands; fails before a vanished stage could empty the site
    output.parent.mkdir(parents=True, exist_ok=True)
    if whole and len(changed) + len(removed) > 1 and _exchange_trees(output, folder, changed, removed):
        return
    _prepare_folders(output, changed, removed)
    journal = _journal(folder)
    _write_through(journal, _sealed({"output": str(output), "changed": changed, "removed": removed}))
    _move(output, folder, changed, removed)
    journal.unlink()


@contextmanager
def staging(folder: Path, output: Path) -> Iterator[Path]:
    """The empty stage `folder` for `output`, removed afterwards unless a commit was interrupted. Raises OSError."""
    recover(folder, output)
    try:
        yield folder
    finally:
        if not _journal(folder).exists():
            discard(folder)


def recover(folder: Path, output: Path) -> None:
    """Finish an interrupted commit of the stage `folder` to `output`, then remove the stage. Raises OSError."""
    if said := _planned(_journal(folder), output):
        _move(output, folder, *said)
    _journal(folder).unlink(missing_ok=True)
    discard(folder)


def _planned(journal: Path, output: Path) -> tuple[list[str], list[str]] | None:
    """(changed, removed) from a journal for `output`; None if it is incomplete, so that nothing was moved, or not ours: a
    site may come with one, and a stage.
    """
    try:
        total, _, plan = scan.read(journal).partition(b"\n")
        if total != seal(plan).encode():
            return None
        said = json.loads(plan)
        paths = said["changed"], said["removed"]
        whole = said["output"] == str(output) and all(isinstance(path, str) for path in (*paths[0], *paths[1]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return paths if whole else None


def _sealed(plan: Mapping[str, object]) -> bytes:
    """The content of a journal."""
    data = json.dumps(plan).encode()
    return f"{seal(data)}\n".encode() + data


def _journal(folder: Path) -> Path:
    return folder.with_name(folder.name + JOURNAL)


def _exchange_trees(output: Path, folder: Path, changed: list[str], removed: list[str]) -> bool:
    """Complete the stage `folder` and exchange it with `output`. Returns False if that is impossible."""
    exchange = _exchange()
    if exchange is None or is_mounted(output):
        return False
    output.mkdir(exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)  # nothing is staged if files are only removed
    known = written(output)
    tree = twin.twin_of(folder, len(known), len(changed) + len(removed)) or folder
    try:
        if not _fill(output, folder, tree, changed, removed, _folders({*known, *changed})):
            return False
        done = exchange(output, tree)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        return False
    if done and (lost := next((path for path in changed if not (output / path).exists()), None)):
        exchange(output, tree)  # the stage was removed while it was exchanged
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder / lost))
    return done


def _fill(output: Path, folder: Path, tree: Path, changed: list[str], removed: list[str], ours: frozenset[str]) -> bool:
    """Make `tree`, the stage `folder` or the twin, the next tree; False where a folder of `output` is none of `ours`."""
    without = {*changed, *removed}
    folders = _link_tree(output, folder, without, ours) if tree == folder else twin.align(output, tree, without, ours)
    if folders is None:
        return False
    if tree != folder:
        twin.put(folder, tree, changed)
        twin.drop_empty(tree, reversed(folders))
        folders = [below for below in folders if Path(f"{tree}/{below}").is_dir()]
    for below in reversed(folders):
        _copy_metadata(f"{output}/{below}", f"{tree}/{below}")
    return True


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """The folders of the files at `paths`, with trailing slashes; the root is an empty string."""
    found = {""}
    for path in paths:
        at = path.rfind("/")
        while at > 0 and (folder := path[: at + 1]) not in found:
            found.add(folder)
            at = path.rfind("/", 0, at)
    return frozenset(found)


def _link_tree(old: Path, new: Path, without: set[str], ours: frozenset[str]) -> list[str] | None:
    """Hard-link all files of the tree `old` into `new`, except those in `without`. Empty folders are not created.

    Returns the folders in both trees, parents first. None if a folder is not in `ours`: its owner, mode and times would
    be lost.
    """
    stack, folders = [""], []
    while stack:
        below = stack.pop()
        made = (new / below).is_dir()
        folders += [below] if made else []
        with os.scandir(f"{old}/{below}") as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path + "/" not in ours:
                        return None
                    stack.append(path + "/")
                elif path not in without:
                    if not made:
                        (new / below).mkdir(parents=True, exist_ok=True)
                        folders.append(below)
                        made = True
                    os.link(entry.path, f"{new}/{path}", follow_symlinks=False)
    return folders


def _copy_metadata(old: str, new: str) -> None:
    """Give the folder `new` mode, times, attributes, owner and group of `old`. Raises OSError."""
    said, made = os.stat(old), os.stat(new)  # noqa: PTH116 — strings are faster
    if (said.st_uid, said.st_gid) != (made.st_uid, made.st_gid):
        os.chown(new, said.st_uid, said.st_gid)
    shutil.copystat(old, new)


def _prepare_folders(output: Path, changed: Sequence[str], removed: Sequence[str]) -> None:
    """Create the target folders. Raises OSError, before anything is moved, if a move would fail."""
    for path in changed:
        with suppress(FileExistsError, NotADirectoryError):  # one of our files is there, and is removed first
            (output / path).parent.mkdir(parents=True, exist_ok=True)
    for folder in {(output / path).parent for path in (*changed, *removed)}:
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _move(output: Path, folder: Path, changed: list[str], removed: list[str]) -> None:
    """Remove, then move the staged files into place. Idempotent."""
    for path in removed:
        if is_safe_path(path):
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                (output / path).unlink()
            _drop_empty((output / path).parent, output)
    for path in changed:
        if is_safe_path(path) and (folder / path).is_file():
            _put(folder / path, output / path)


def _put(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except (FileNotFoundError, NotADirectoryError):
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The folder is on another file system: copy instead.
        beside = target.with_name(f".zhushu-{target.name}")
        shutil.copyfile(source, beside)
        beside.replace(target)
        source.unlink()


def _drop_empty(folder: Path, output: Path) -> None:
    """Remove `folder` and its parents below `output`, as long as they are empty."""
    while folder != output and output in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _write_through(path: Path, data: bytes) -> None:
    """Write a file and sync it to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
