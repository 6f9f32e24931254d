"""Files of the author's: written whole or not at all, never over another file, never outside the folder that is meant."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.core.errors import Place, Problem, SiteError, Text, os_reason
from generator.core.names import is_safe_path
from generator.store.exchange import exchange_of

SETTLE = 0.02
"""Seconds in which an editor that writes a file in place has written it."""


def create(root: Path, folder: str, path: str, data: bytes) -> bool:
    """Write the new file `path`, which must lie below `folder` of the site; whether it was made. An existing file stays
    as it is.

    Raises SiteError where the path leaves the folder or the file system refuses.
    """
    target = inside(root, folder, path)
    with _telling(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        inside(root, folder, path)  # once more: a folder on the way may have been a link
        temporary = _temporary(target, data)
        try:
            os.link(temporary, target)  # unlike a rename it fails where the file is there
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links
            return _create_plainly(target, data)
        finally:
            temporary.unlink(missing_ok=True)
    return True


def replace(root: Path, folder: str, path: str, before: bytes, after: bytes) -> bool:
    """Put `after` in place of what the file `path`, below `folder` of the site, holds; whether that still was `before`.

    What an editor saves meanwhile is never lost. Raises SiteError as `create` does.
    """
    target = inside(root, folder, path)
    with _telling(path):
        if target.read_bytes() != before:
            return False
        temporary = _temporary(target, after)  # the slow part: it waits for the disk
        try:
            temporary.chmod(target.stat().st_mode)
            return _swap(target, temporary, before, after)
        finally:
            temporary.unlink(missing_ok=True)


def _swap(target: Path, temporary: Path, before: bytes, after: bytes) -> bool:
    """Let the file `temporary`, which holds `after`, take the place of `target` if that holds `before`; whether it did.

    The two change places in one step, and then the old file is looked at: what an editor saved in the meantime is in
    it, and goes back.
    """
    exchange = exchange_of()
    if target.read_bytes() != before:
        return False
    if exchange is None or not exchange(target, temporary):
        temporary.replace(target)
        return True
    time.sleep(SETTLE)  # an editor that had the old file open may just be writing it
    if temporary.read_bytes() == before:
        return True
    exchange(target, temporary)
    if temporary.read_bytes() != after:  # and it was saved once more: the newest counts
        temporary.replace(target)
    return False


def inside(root: Path, folder: str, path: str) -> Path:
    """The real place of `path`, which must lie below `folder` of the site, links followed. Raises SiteError."""
    target = (root / path).resolve() if is_safe_path(path) else root
    if (
        not target.is_relative_to((root / folder).resolve())
        or not target.is_relative_to(root.resolve())
        or target == root
    ):
        raise SiteError(
            [
                Problem(
                    "error",
                    "unsafe-path",
                    Place(path),
                    Text(f"只能写到 {folder}/ 里面", f"only files below {folder}/ may be written"),
                )
            ]
        )
    return target


def _temporary(target: Path, data: bytes) -> Path:
    """A file beside `target` that holds `data`, on disk."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".zhushu-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    path = Path(file.name)
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(0o666 & ~umask)  # what an editor would give; a temporary file is its owner's alone
    return path


def _create_plainly(target: Path, data: bytes) -> bool:
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True


@contextmanager
def _telling(path: str) -> Iterator[None]:
    """An error of the file system as a problem of `path`."""
    try:
        yield
    except OSError as error:
        why = os_reason(error)
        raise SiteError(
            [Problem("error", "io", Place(path), Text(f"无法写入：{why.zh}", f"cannot be written: {why.en}"))]
        ) from error
