"""The author's files as text, and safe writes: atomic, never over an unexpected file, never outside the given folder."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from generator.core.errors import Place, SiteError, Text, because
from generator.core.names import is_safe_path
from generator.store.exchange import exchange_of

SETTLE = 0.02
"""Seconds that an editor may need to write a file in place."""


def decoded(data: bytes) -> tuple[str, Callable[[str], bytes]]:
    """The text of a file, and a function that encodes a text in the same way (encoding, BOM, line ends). It gives
    other bytes than `data` for the text itself if some of them cannot be decoded, or line ends are mixed.
    """
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    try:
        text, encoding = data.removeprefix(mark).decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("gb18030", "replace"), "gb18030"
    end = "\r\n" if "\r\n" in text else "\n"
    return text.replace("\r\n", "\n"), lambda new: mark + new.replace("\n", end).encode(encoding)


def create(root: Path, folder: str, path: str, data: bytes) -> bool:
    """Write the new file `path`, which must lie below `folder` of the site. Returns False if it exists, be it as a link.

    Raises SiteError if the path leaves the folder or the file system refuses.
    """
    target = inside(root, folder, path, may_be_link=True)
    with telling(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        inside(root, folder, path, may_be_link=True)  # again, as a new parent may be a symbolic link
        temporary = _temporary(target, data)
        try:
            return _link(temporary, target, data)
        finally:
            temporary.unlink(missing_ok=True)


def replace(root: Path, folder: str, path: str, before: bytes, after: bytes) -> bool:
    """Replace the content `before` of the file `path`, below `folder` of the site, by `after`.

    Returns False, and changes nothing, if the content is not `before`. What an editor saves meanwhile is never lost.
    Raises SiteError as `create` does.
    """
    target = inside(root, folder, path)
    with telling(path):
        if target.read_bytes() != before:
            return False
        temporary = _temporary(target, after)  # the slow part, as it syncs to disk
        try:
            temporary.chmod(target.stat().st_mode)
            return _swap(target, temporary, before, after)
        finally:
            temporary.unlink(missing_ok=True)


def remove(root: Path, folder: str, path: str, before: bytes) -> bool:
    """Remove the file `path`, below `folder` of the site, if its content is `before`; False if it is not.

    What an editor saves meanwhile is never lost. Raises SiteError as `create` does.
    """
    target = inside(root, folder, path)
    with telling(path):
        aside = _temporary(target, b"")
        try:
            target.replace(aside)
        except OSError:
            aside.unlink()
            raise
        time.sleep(SETTLE)  # an editor may be writing to the file just now
        found = aside.read_bytes()
        if found != before:
            _link(aside, target, found)  # saved once more since: the newest version wins
        aside.unlink()
        return found == before


def _link(temporary: Path, target: Path, data: bytes) -> bool:
    """Give `temporary`, with content `data`, also the name `target`. Returns False if that exists."""
    try:
        os.link(temporary, target)  # unlike a rename it fails if the file exists
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        return _create_plainly(target, data)
    return True


def _swap(target: Path, temporary: Path, before: bytes, after: bytes) -> bool:
    """Move the file `temporary` (with content `after`) to `target` if that has content `before`; False if it has not.

    The two are exchanged atomically, then the old file is checked. If an editor saved it in the meantime, they are
    exchanged back.
    """
    exchange = exchange_of()
    if target.read_bytes() != before:
        return False
    if exchange is None or not exchange(target, temporary):
        if target.read_bytes() != before:  # vim moves the old file away before it writes the new one
            return False
        temporary.replace(target)
        return True
    time.sleep(SETTLE)  # an editor may be writing to the old file just now
    if temporary.read_bytes() == before:
        return True
    exchange(target, temporary)
    if temporary.read_bytes() != after:  # saved once more: the newest version wins
        temporary.replace(target)
    return False


def inside(root: Path, folder: str, path: str, *, may_be_link: bool = False) -> Path:
    """Where `path` is on disk, symbolic links of its folders resolved.

    Raises SiteError unless it is below `folder` of the site (empty: the site itself), by its name and on disk, and no link
    itself: what would be written to may be anybody's. With `may_be_link` it may be one, which is not followed.
    """
    with suppress(OSError, ValueError, RuntimeError):
        home, target = (root / folder).resolve(), (root / path).parent.resolve() / PurePosixPath(path).name
        if (
            is_safe_path(path)
            and (not folder or path.startswith(f"{folder}/"))
            and home.is_relative_to(root.resolve())
            and target.is_relative_to(home)
            and target != home
            and (may_be_link or not target.is_symlink())
        ):
            return target
    raise SiteError.of(
        "unsafe-path",
        Place(path),
        Text(
            f"这里不能写：只能修改 {folder or '.'}/ 里的文件，也不跟随符号链接",
            f"nothing is written here: only files in {folder or '.'}/ are, and links are not followed",
        ),
    )


def _temporary(target: Path, data: bytes) -> Path:
    """A temporary file beside `target` with `data`, synced to disk."""
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
    path.chmod(0o666 & ~umask)  # the usual mode; temporary files are private
    return path


def _create_plainly(target: Path, data: bytes) -> bool:
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True


@contextmanager
def telling(path: str) -> Iterator[None]:
    """Turn OSError into SiteError about `path`."""
    try:
        yield
    except OSError as error:
        raise SiteError.of("io", Place(path), because(error, "无法写入", "cannot be written")) from error
