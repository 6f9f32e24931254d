"""Reads a file of the author once, so that text and digest come from the same bytes."""

import os
import stat
from hashlib import sha256
from pathlib import Path

from generator.core.draft import Source
from generator.core.errors import Place, Problem, Text, unreadable
from generator.readers.decode import decode

OUTSIDE = Text("这个链接指向网站文件夹之外，没有读取", "this link leads outside the site's folder; it was not read")
MAX_BYTES = 4_000_000
"""Size limit of an article. Building it takes 20 to 72 bytes of memory for each byte (`benchmarks.memory`)."""
MAX_LINES = 100_000
"""Each may be a block, which takes 600 bytes of memory however short it is."""
TOO_LARGE = Text(
    "这一篇超过 4 MB 或 10 万行，放不进一个网页：按章节分成几篇",
    "this article has more than 4 MB or 100,000 lines, too much for one page: split it by chapter",
)
NO_FILE = Text("没有这个文件，或者它不是普通文件", "there is no such file, or it is not a regular one")


def load(root: Path, path: str) -> Source | Problem:
    """The source at `path` in `root`, or the problem with it. Symbolic links out of `root` are not followed."""
    file = os.path.join(root, path)  # noqa: PTH118 — making a Path takes longer than reading the file
    try:
        if not _is_plain(root, path):
            if not _lies_within(os.path.realpath(file), os.path.realpath(root)):
                return _problem("outside", path, OUTSIDE)
            if not os.path.isfile(file):  # noqa: PTH113 — as above
                return _problem("unreadable", path, NO_FILE)
        with open(file, "rb") as opened:  # noqa: PTH123 — as above
            data = opened.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a loop of links; ValueError: NUL in the name
        return unreadable(Place(path), error)
    if len(data) > MAX_BYTES or data.count(b"\n") > MAX_LINES:
        return _problem("too-large", path, TOO_LARGE)
    text, problems = decode(data, path)
    return problems[0] if problems else Source(path, text, sha256(data).hexdigest())


def load_file(path: Path) -> Source | Problem:
    """The source in a file that the user named, wherever it is; or the problem with it."""
    real = path.resolve()
    return load(real.parent, real.name)


def _is_plain(root: Path, path: str) -> bool:
    """Whether `path` is a regular file in `root` with no symbolic link on the way. True for most files."""
    at, mode = str(root), 0
    for part in path.split("/"):
        at = f"{at}/{part}"
        try:
            mode = os.lstat(at).st_mode
        except OSError:
            return False
        if part in ("", "..") or stat.S_ISLNK(mode):
            return False
    return stat.S_ISREG(mode)


def _lies_within(file: str, folder: str) -> bool:
    return file.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _problem(code: str, path: str, message: Text) -> Problem:
    return Problem("error", code, Place(path), message)
