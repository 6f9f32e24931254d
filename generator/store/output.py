"""The output folder: staged whole, put in place at once, pruned of what a build wrote and nothing else.

A build writes its new files into a stage, a folder on the same file system. `commit` then fills the stage up with what stays as
it was (hard links) and exchanges it with the output in one step; so whoever looks, at any moment, sees one whole state. Where
folders cannot be exchanged, the moves are written to a journal first, and `recover` finishes them later.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.core.errors import Place, Problem, Text
from generator.core.model import Output
from generator.core.names import is_safe_path

LIST = ".zhushu-files"
"""In the output: the paths that the build wrote, one a line. Only these are ever removed or replaced."""
PREVIEW = ".cache/preview"
"""In the site's folder: where the preview builds."""
JOURNAL = ".journal"
"""Ending of the journal's name; it lies beside the stage, as no file of the site may ever be taken for one."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2
ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""Open a file to write it from its beginning; Windows is told not to change the ends of lines."""


def misplaced(target: Path, root: Path) -> Problem | None:
    """What is wrong with building the site in `root` into `target`: nothing may be written among what the author wrote."""
    target, root = target.resolve(), root.resolve()
    author = [root / name for name in ("content", "layouts", ".cache", ".git")]
    if target == root / PREVIEW:
        return None
    if target == root or target in root.parents or any(target == folder or folder in target.parents for folder in author):
        return Problem("error", "output-folder", Place(str(target)), Text(
            "不能把网站生成到这里：这里放着网站的源文件", "the site cannot be built here: this is where its sources lie"),
            Text("用 --output 换一个目录，如 build", "choose another folder with --output, such as build"))
    return None


def stage(folder: Path, path: str, data: bytes) -> None:
    """Write `data` to `path` in the stage `folder`. Raises OSError (disk full, no permission)."""
    target = f"{folder}/{path}"  # a Path or a buffer would take longer to make than the file
    try:
        file = os.open(target, ANEW, 0o666)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(target, ANEW, 0o666)
    try:
        while data:
            data = data[os.write(file, data):]
    finally:
        os.close(file)


def written(output: Path) -> frozenset[str]:
    """The paths in `output` that a build wrote."""
    try:
        lines = (output / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line for line in lines if line and is_safe_path(line))


def listing(paths: Iterable[str]) -> Output:
    """LIST for a site of these paths."""
    return Output(LIST, "".join(f"{path}\n" for path in sorted(paths)).encode())


def clashes(output: Path, paths: Iterable[str], ours: frozenset[str]) -> list[Problem]:
    """Problems of paths that would escape from `output`, meet each other, or overwrite a file that no build wrote."""
    problems, seen = [], dict[str, str]()
    files, folders = _foreign(output, ours)
    for path in paths:
        folded = path.casefold()
        if not is_safe_path(path):
            problems.append(Problem("error", "unsafe-path", Place(path), Text(
                "输出路径会离开输出目录", "the path leaves the output folder")))
        elif folded in seen:
            problems.append(Problem("error", "path-clash", Place(path), Text(
                f"两个页面要写到同一个文件：{seen[folded]} 和 {path}",
                f"two pages would be written to one file: {seen[folded]} and {path}"),
                Text("改其中一个的 slug", "change the slug of one of them")))
        elif (files or folders) and (found := _in_the_way(folded, files, folders)) and not _is_dot(path):
            problems.append(Problem("error", "foreign-file", Place(f"{output.name}/{found}"), Text(
                "输出目录里已有这个文件，而它不是注疏写的", "the output folder holds this file, and Zhushu did not write it"),
                Text("移走它，或用 --output 换一个目录", "move it away, or choose another folder with --output")))
        seen[folded] = path
    return problems


def _foreign(output: Path, ours: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The files and links in `output` that no build wrote, by their folded paths, and the folders that hold them → one of them."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in _files(output):
        if path not in ours and path != LIST:
            files[path.casefold()] = path
            folders |= {"/".join(above): path for above in _parents(path.casefold())}
    return files, folders


def _in_the_way(folded: str, files: Mapping[str, str], folders: Mapping[str, str]) -> str | None:
    """What of somebody else's keeps a file from being written at `folded`: itself, a file in place of a folder, or the other way round."""
    if found := files.get(folded) or folders.get(folded):
        return found
    return next((files["/".join(above)] for above in _parents(folded) if "/".join(above) in files), None)


def _parents(path: str) -> Iterable[list[str]]:
    parts = path.split("/")
    return (parts[:number] for number in range(1, len(parts)))


def commit(output: Path, folder: Path, changed: Iterable[str], removed: Iterable[str], *, whole: bool = True) -> None:
    """Make `output` the tree in which the files `changed` come from the stage `folder` and those `removed` are gone.

    `whole`: exchange the trees in one step where the system can; else, and where it can't, file by file with a journal.
    Files in `output` that are named nowhere stay as they are. Raises OSError; `output` is then as it was, or `recover` mends it.
    """
    changed, removed = sorted(changed), sorted(removed)
    if not changed and not removed:
        return
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
    """Finish a commit of the stage `folder` to `output` that was cut off, then empty the stage. Raises OSError where it still can't be."""
    if said := _planned(_journal(folder), output):
        _move(output, folder, *said)
    _journal(folder).unlink(missing_ok=True)
    discard(folder)


def _planned(journal: Path, output: Path) -> tuple[list[str], list[str]] | None:
    """What a journal for `output` says of changed and removed files; None where it was never finished, so that nothing was moved."""
    try:
        said = json.loads(journal.read_bytes())
        paths = said["changed"], said["removed"]
        whole = said["output"] == str(output) and all(isinstance(path, str) for path in (*paths[0], *paths[1]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return paths if whole else None


def discard(folder: Path) -> None:
    """Remove a folder of ours with all that is in it, however deep, and whatever rights the folders in it have. Raises OSError."""
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


def _journal(folder: Path) -> Path:
    return folder.with_name(folder.name + JOURNAL)


def _exchange_trees(output: Path, folder: Path, changed: list[str], removed: list[str]) -> bool:
    """Make the stage `folder` the next tree and exchange it with `output`; False where the system can't do that."""
    exchange = _exchange()
    if exchange is None or output.is_mount():
        return False
    output.mkdir(exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)  # nothing may be staged where files are only removed
    try:
        folders = _link_tree(output, folder, {*changed, *removed})
        for below in reversed(folders):
            shutil.copymode(f"{output}/{below}", f"{folder}/{below}")
        return exchange(output, folder)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        return False


def _link_tree(old: Path, new: Path, without: set[str]) -> list[str]:
    """Hard links in `new` to all files of the tree `old` but those `without`; folders that would be empty are left out.

    Gives the folders that both have, each before those in it.
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
                    stack.append(path + "/")
                elif path not in without:
                    if not made:
                        (new / below).mkdir(parents=True, exist_ok=True)
                        folders.append(below)
                        made = True
                    os.link(entry.path, f"{new}/{path}", follow_symlinks=False)
    return folders


def _make_ready(output: Path, changed: Sequence[str], removed: Sequence[str]) -> None:
    """Make the folders that files are moved to. Raises OSError, before anything is moved, where a move would be refused."""
    for path in changed:
        with suppress(FileExistsError, NotADirectoryError):  # a file of ours is there, which goes first
            (output / path).parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            (output / path).rmdir()  # an empty folder
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
        beside = target.with_name(f".zhushu-{target.name}")  # the folder is mounted there from elsewhere: files can only be copied
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


def _files(output: Path) -> Iterable[str]:
    """All that lies in `output` but folders; a link to a folder is not followed."""
    stack = [""] if output.is_dir() else []
    while stack:
        below = stack.pop()
        with os.scandir(f"{output}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name


def _is_dot(path: str) -> bool:
    """Files like .nojekyll: empty markers that are the same whoever wrote them."""
    return path == ".nojekyll"


def _write_through(path: Path, data: bytes) -> None:
    """Write and make sure that it is on the disk before anything that follows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _exchange() -> Callable[[Path, Path], bool] | None:
    """renameat2(2) with RENAME_EXCHANGE as `(Path, Path) -> bool`, or None (no Linux, or a C library without it)."""
    import ctypes  # where more than one file changed

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return None

    def exchange(one: Path, other: Path) -> bool:
        done: int = call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
        return done == 0

    return exchange
