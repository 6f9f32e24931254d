"""A change of one of the author's files. It is written atomically, and only if the file is as expected."""

from pathlib import Path

from msgspec import Struct

from generator.author.edits import files
from generator.core.errors import Place, SiteError, Text, because
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
    target = files.inside(root, home, path)
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


def changed_since(path: str, hint: Text | None = RELOAD) -> SiteError:
    """The error of a file that somebody else changed after it was read."""
    said = Text("这个文件在这期间被改过，所以没有动它", "this file was changed in the meantime and is left alone")
    return SiteError.of("changed-since", Place(path), said, hint)
