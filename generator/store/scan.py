"""Scans the author's files. Imports little: it is all that a build without changes needs.

Symbolic links are followed only to visible targets in the same folder (`content/`, `layouts/`): a link to `.git/config`
or `.env` would publish it, and one into the output would grow with each build.
"""

import errno
import os
import stat
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zlib import crc32  # hashlib would load OpenSSL

from generator.store import libraries

Stat = tuple[int, int, int, int]
"""mtime and ctime (ns), size (bytes), inode; if equal, the file is unchanged."""
RACY = 50_000_000
"""Nanoseconds: a file changed this shortly before reading may change again without a new timestamp."""
MAX_DEPTH = 100
"""Maximum nesting of folders, as each level costs stack."""
FOLDERS = ("content/articles", "content/glossary", "content/pages", "content/static")
"""Names that only folders may have."""
HIDDEN = (".git", ".cache", ".venv", "node_modules", "__pycache__")


class Look(NamedTuple):
    """A scan of a site, and when it began (ns since the epoch)."""

    at: int
    files: dict[str, Stat]
    left_out: dict[str, str]


def look(root: Path) -> Look:
    """Scan the site now."""
    return Look(now(), *scan(root))


def stat_of(path: str | Path) -> Stat:
    """The stat of a file. Raises OSError."""
    said = os.stat(path)  # noqa: PTH116 — called for thousands of files
    return said.st_mtime_ns, said.st_ctime_ns, said.st_size, said.st_ino


def packed(stats: Iterable[Stat]) -> bytes:
    """Stats as bytes, to be kept and compared at once."""
    return array("q", chain.from_iterable(stats)).tobytes()


def unpacked(kept: bytes) -> Iterator[Stat]:
    """The inverse of `packed`."""
    numbers = iter(array("q", kept))
    return zip(numbers, numbers, numbers, numbers, strict=True)


def read(path: str | Path) -> bytes:
    """The bytes of a regular file. Raises OSError, also for pipes and devices, instead of blocking."""
    with open(path, "rb", opener=regular) as file:
        return file.read()


def regular(path: str, flags: int) -> int:
    """An opener for `open`: of regular files alone. Raises OSError for pipes and devices, instead of blocking."""
    file = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(file).st_mode
    if not stat.S_ISREG(mode):
        os.close(file)
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL, "not a regular file", path)
    return file


def scan(root: Path) -> tuple[dict[str, Stat], dict[str, str]]:
    """Site-relative path → stat of site.toml and all files below content/ and layouts/; and path → why it is skipped.

    Names that begin with a dot or end in `~`, as editors leave them, are ignored.
    """
    found, left_out = below(root, "content", "layouts")
    for folder in FOLDERS:
        if folder in found or left_out.get(folder) == "special":
            found.pop(folder, None)
            left_out[folder] = "no-folder"
        elif left_out.get(folder) == "outside-link":
            left_out[folder] = "linked-folder"
    with suppress(OSError):
        found["site.toml"] = stat_of(root / "site.toml")
    return found, left_out


def below(root: Path, *folders: str) -> tuple[dict[str, Stat], dict[str, str]]:
    """Like `scan`, for the `folders` of `root` only."""
    found: dict[str, Stat] = {}
    left_out: dict[str, str] = {}
    for folder in folders:
        inside = os.path.realpath(f"{root}/{folder.partition('/')[0]}")
        if inside != os.path.join(os.path.realpath(root), folder.partition("/")[0]):  # noqa: PTH118 — strings, as elsewhere here
            left_out[folder] = "linked-folder"
            continue
        real = os.path.realpath(f"{root}/{folder}")
        if real != inside and not _is_open(real, inside):
            left_out[folder] = "outside-link"
            continue
        _walk(str(root), folder, inside, found, left_out, set())
    return found, left_out


def shared(sources: Iterable[str]) -> dict[str, Stat]:
    """Absolute path → stat of files outside the scanned folders: of each source that is a file, and of all below each
    that is a folder. `sources` are real paths.
    """
    found: dict[str, Stat] = {}
    for source in sources:
        base, _, name = source.rpartition(os.sep)
        if os.path.isdir(source):  # noqa: PTH112 — strings, as elsewhere here
            found.update({f"{base}/{path}": stat for path, stat in below(Path(base or "/"), name)[0].items()})
        else:
            with suppress(OSError):
                found[source] = stat_of(source)
    return found


def _walk(root: str, below: str, inside: str, found: dict[str, Stat], left_out: dict[str, str], seen: set[str]) -> None:
    try:
        names = sorted(os.listdir(f"{root}/{below}"))  # noqa: PTH208 — strings, as elsewhere here
    except FileNotFoundError:
        return
    except OSError as error:
        left_out[below] = "no-folder" if isinstance(error, NotADirectoryError) else "unreadable"
        return
    with suppress(OSError), near(f"{root}/{below}") as (folder, start):  # it may vanish meanwhile
        for name in names:
            if name[0] == "." or name.endswith("~") or name in HIDDEN:
                continue
            path = f"{below}/{name}"
            with suppress(OSError):  # as above
                said = os.stat(start + name, dir_fd=folder, follow_symlinks=False)
                if stat.S_ISREG(said.st_mode) and _is_text(name):  # nearly all are: this costs least
                    found[path] = (said.st_mtime_ns, said.st_ctime_ns, said.st_size, said.st_ino)
                else:
                    _look_closer(root, path, said.st_mode, inside, found, left_out, seen)


def _look_closer(
    root: str, path: str, mode: int, inside: str, found: dict[str, Stat], left_out: dict[str, str], seen: set[str]
) -> None:
    """Scan what is no plain file, and has this mode. Raises OSError."""
    full, is_link = f"{root}/{path}", stat.S_ISLNK(mode)
    if why := _refused(full, path, mode, inside, seen):
        left_out[path] = why
    elif stat.S_ISDIR(mode := os.stat(full).st_mode):  # noqa: PTH116 — as above
        _walk(root, path, inside, found, left_out, {*seen, os.path.realpath(full)} if is_link else seen)
    elif stat.S_ISREG(mode):
        found[path] = stat_of(full)
    elif not is_link:
        left_out[path] = "special"  # reading a pipe would block


@contextmanager
def near(folder: str | Path) -> Iterator[tuple[int | None, str]]:
    """Open `folder` to ask for thousands of files in it: what `os.stat` takes as `dir_fd`, and what their paths begin
    with. That costs a third less than whole paths, where the system can do it. Raises OSError.
    """
    if os.stat not in os.supports_dir_fd:  # Windows
        yield None, f"{folder}/"
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield opened, ""
    finally:
        os.close(opened)


def _refused(full: str, path: str, mode: int, inside: str, seen: set[str]) -> str | None:
    """Why a file or folder of this mode (of a link, its own) is skipped, or None. Raises OSError."""
    if not _is_text(path):
        return "bad-name"
    if stat.S_ISLNK(mode):
        real = os.path.realpath(full)
        if real in seen or not _is_open(real, inside) or not os.path.exists(real):  # noqa: PTH110 — as above
            return "outside-link"
    return "too-deep" if path.count("/") > MAX_DEPTH and os.path.isdir(full) else None  # noqa: PTH112 — as above


def _is_open(real: str, inside: str) -> bool:
    """Whether the real path is below `inside` without hidden components."""
    return real.startswith(inside + os.sep) and f"{os.sep}." not in real[len(inside) :]


def _is_text(name: str) -> bool:
    """Whether a file name is valid UTF-8; Python decodes other bytes to lone surrogates."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


def trusted(stat: Stat, seen: int) -> bool:
    """Whether an equal stat proves that a file read at `seen` (ns since the epoch) is unchanged.

    It does not if the file changed within RACY of that moment, or in the future.
    """
    return max(stat[0], stat[1]) < seen - RACY


@cache
def program() -> str:
    """A digest of the program and of the libraries that it uses, by their stats; it changes when any of them is updated."""
    here = Path(__file__).parent.parent
    total = ""
    for folder in (here, here.parent / "layouts"):
        for base, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            total += "".join(f"{base}/{name}{stat_of(f'{base}/{name}')[:3]}" for name in sorted(names))
    total += "".join(f"{path}{stat_of(path)[:2]}" for path in libraries.installed(libraries.NAMES))
    return f"{crc32(total.encode()):08x}{len(total)}"


def now() -> int:
    """Nanoseconds since the epoch."""
    return time.time_ns()


def same(old: Mapping[str, Stat], new: Mapping[str, Stat], seen: int) -> bool:
    """Whether two scans are equal, and all stats are trusted at `seen`."""
    return len(old) == len(new) and all(
        tuple(old.get(path, ())) == stat and trusted(stat, seen) for path, stat in new.items()
    )
