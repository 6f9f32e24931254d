"""A change of one of the author's files. It is written atomically, and only if the file is as expected."""

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.author.edits import files
from generator.core.errors import Place, SiteError, Text, because
from generator.core.names import is_safe_path
from generator.glossary.load import FOLDER

RELOAD = Text("刷新页面，看看现在的内容再决定", "reload the page and look at it again")


class Edit(Struct, frozen=True):
    """A file's bytes before and after; None if there is no file."""

    path: str
    """Site-relative."""
    before: bytes | None
    after: bytes | None
    home: str = FOLDER
    """The folder of the site that must contain the file."""


def inverse(edit: Edit) -> Edit:
    """The edit that undoes `edit`."""
    return Edit(edit.path, edit.after, edit.before, edit.home)


def read(root: Path, path: str, home: str = FOLDER) -> bytes | None:
    """The bytes of a file below the folder `home`, or None. Raises SiteError if it lies outside or cannot be read."""
    target = _target(root, path, home)
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        why = because(error, "无法读写这个文件", "this file cannot be read or written")
        raise SiteError.of("io", Place(path), why) from None


def write(root: Path, edit: Edit) -> None:
    """Carry out `edit` on the site in `root`.

    Raises SiteError, and changes nothing, if the file differs from `edit.before`, lies outside `edit.home`, or cannot be
    written.
    """
    if read(root, edit.path, edit.home) != edit.before:
        raise changed_since(edit.path)
    if edit.after is None:
        done = edit.before is None or files.remove(root, edit.home, edit.path, edit.before)
    elif edit.before is None:
        done = files.create(root, edit.home, edit.path, edit.after)
    else:
        done = files.replace(root, edit.home, edit.path, edit.before, edit.after)
    if not done:
        raise changed_since(edit.path)


def _target(root: Path, path: str, home: str) -> Path:
    """`path` on disk. Raises SiteError if it is not below the folder `home`, with symbolic links resolved."""
    target = root / path
    with suppress(OSError, ValueError, RuntimeError):
        inside = (root / home).resolve()
        if (
            path.startswith(home + "/")
            and is_safe_path(path)
            and inside.is_relative_to(root.resolve())
            and target.parent.resolve().is_relative_to(inside)
            and not target.is_symlink()
        ):
            return target
    raise SiteError.of(
        "outside-glossary" if home == FOLDER else "outside-content",
        Place(path),
        Text(
            f"这里不能写：只能修改 {home}/ 里的文件，也不跟随符号链接",
            f"nothing is written here: only files in {home}/ are, and links are not followed",
        ),
    )


def changed_since(path: str, hint: Text | None = RELOAD) -> SiteError:
    """The error of a file that somebody else changed after it was read."""
    said = Text("这个文件在这期间被改过，所以没有动它", "this file was changed in the meantime and is left alone")
    return SiteError.of("changed-since", Place(path), said, hint)
