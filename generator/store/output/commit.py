"""The commit: what is staged is put in place at once, or by moves that are journalled first and finished later.

The stage is filled up with hard links to what stays as it was and exchanged with the output in one step. Whoever
looks, at any moment, sees one whole state.
Of a large site the tree of before is kept for the next time (`twin`). Where the system cannot exchange folders, and where the output is more
than what builds made of it (a mount, a repository, folders of the author's), files are moved one by one, and
`recover` finishes the moves.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.core.names import is_safe_path
from generator.store import scan
from generator.store.exchange import exchange_of as _exchange
from generator.store.output import twin
from generator.store.output.clashes import written
from generator.store.output.mounts import is_mounted
from generator.store.output.stage import discard

JOURNAL = ".journal"
"""Ending of the journal's name; it lies beside the stage, as no file of the site may ever be taken for one."""


def commit(output: Path, folder: Path, changed: Iterable[str], removed: Iterable[str], *, whole: bool = True) -> None:
    """Make `output` the tree in which the files `changed` come from the stage `folder` and those `removed` are gone.

    `whole`: exchange the trees in one step where that loses nothing; else file by file with a journal. Files and
    folders in `output` that are named nowhere stay as they are. Raises OSError; `output` is then as it was, or
    `recover` mends it.
    """
    changed, removed = sorted(changed), sorted(removed)
    if not changed and not removed:
        return
    for path in changed:
        os.stat(f"{folder}/{path}")  # noqa: PTH116 — thousands; who removes the stage meanwhile must not empty the site
    output.parent.mkdir(parents=True, exist_ok=True)
    if whole and len(changed) + len(removed) > 1 and _exchange_trees(output, folder, changed, removed):
        return
    _make_ready(output, changed, removed)
    journal = _journal(folder)
    _write_through(journal, json.dumps({"output": str(output), "changed": changed, "removed": removed}).encode())
    _move(output, folder, changed, removed)
    journal.unlink()


@contextmanager
def staging(folder: Path, output: Path) -> Iterator[Path]:
    """The empty stage `folder` for `output`, gone afterwards unless a commit was cut off. Raises OSError."""
    recover(folder, output)
    try:
        yield folder
    finally:
        if not _journal(folder).exists():
            discard(folder)


def recover(folder: Path, output: Path) -> None:
    """Finish a commit of the stage `folder` to `output` that was cut off, then empty the stage. Raises OSError where it
    still can't be.
    """
    if said := _planned(_journal(folder), output):
        _move(output, folder, *said)
    _journal(folder).unlink(missing_ok=True)
    discard(folder)


def _planned(journal: Path, output: Path) -> tuple[list[str], list[str]] | None:
    """What a journal for `output` says of changed and removed files; None where it was never finished, so that nothing
    was moved.
    """
    try:
        said = json.loads(scan.read(journal))
        paths = said["changed"], said["removed"]
        whole = said["output"] == str(output) and all(isinstance(path, str) for path in (*paths[0], *paths[1]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return paths if whole else None


def _journal(folder: Path) -> Path:
    return folder.with_name(folder.name + JOURNAL)


def _exchange_trees(output: Path, folder: Path, changed: list[str], removed: list[str]) -> bool:
    """Make the stage `folder` the next tree and exchange it with `output`; False where the system can't do that."""
    exchange = _exchange()
    if exchange is None or is_mounted(output):
        return False
    output.mkdir(exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)  # nothing may be staged where files are only removed
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
        _copy_rights(f"{output}/{below}", f"{tree}/{below}")
    return True


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """The folders of the files at `paths`, each with a slash at its end, and the outermost as an empty string."""
    found = {""}
    for path in paths:
        at = path.rfind("/")
        while at > 0 and (folder := path[: at + 1]) not in found:
            found.add(folder)
            at = path.rfind("/", 0, at)
    return frozenset(found)


def _link_tree(old: Path, new: Path, without: set[str], ours: frozenset[str]) -> list[str] | None:
    """Hard links in `new` to all files of the tree `old` but those `without`; folders that would be empty are left out.

    Gives the folders that both have, each before those in it; None where a folder is none of `ours`: its owner,
    rights and times would not be the author's any more.
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


def _copy_rights(old: str, new: str) -> None:
    """Give the folder `new` mode, times, attributes, owner and group of `old`. Raises OSError."""
    said, made = os.stat(old), os.stat(new)  # noqa: PTH116 — strings, as a Path takes longer to make
    if (said.st_uid, said.st_gid) != (made.st_uid, made.st_gid):
        os.chown(new, said.st_uid, said.st_gid)
    shutil.copystat(old, new)


def _make_ready(output: Path, changed: Sequence[str], removed: Sequence[str]) -> None:
    """Make the folders that files are moved to. Raises OSError, before anything is moved, where a move would be refused."""
    for path in changed:
        with suppress(FileExistsError, NotADirectoryError):  # a file of ours is there, which goes first
            (output / path).parent.mkdir(parents=True, exist_ok=True)
    for folder in {(output / path).parent for path in (*changed, *removed)}:
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _move(output: Path, folder: Path, changed: list[str], removed: list[str]) -> None:
    """Remove, then move the staged files into place; done twice it does no harm."""
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
        beside = target.with_name(
            f".zhushu-{target.name}"
        )  # the folder is mounted there from elsewhere: files can only be copied
        shutil.copyfile(source, beside)
        beside.replace(target)
        source.unlink()


def _drop_empty(folder: Path, output: Path) -> None:
    """Remove `folder` and the folders above it, up to `output`, as long as they are empty."""
    while folder != output and output in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _write_through(path: Path, data: bytes) -> None:
    """Write and make sure that it is on the disk before anything that follows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
