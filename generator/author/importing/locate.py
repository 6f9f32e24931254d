"""Looks for the site that a file belongs to, and for files that it names; never outside of a given folder."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

LEVELS = 8
"""Folders above a file in which the root of its site is looked for."""
BUNDLE = re.compile(r"index(?:\.[\w-]+)?\.\w+")


def above(path: Path, is_root: Callable[[Path], bool]) -> Path | None:
    """The nearest folder above `path` for which `is_root` holds, or None."""
    return next(filter(is_root, list(path.resolve().parents)[:LEVELS]), None)


def vault_of(path: Path) -> Path | None:
    """The vault of Obsidian in which a note lies, or None."""
    return above(path, lambda folder: (folder / ".obsidian").is_dir())


def bundle_of(path: Path) -> str:
    """The folder's name of the page of a bundle (`index.md`, `index.zh.md`); empty for any other file."""
    return path.resolve().parent.name if BUNDLE.fullmatch(path.name) else ""


def files_at(paths: Iterable[Path], root: Path) -> Iterator[Path]:
    """The real paths of those `paths` that are files below `root`, with symbolic links resolved."""
    for path in paths:
        try:
            real = path.resolve()
            if real.is_relative_to(root.resolve()) and real.is_file():
                yield real
        except (OSError, ValueError, RuntimeError):  # a name that cannot be; a loop of links
            continue
