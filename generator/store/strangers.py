"""Removes links, pipes and devices from `.cache/`. Builds create none; in a site from elsewhere they could make a build
read and publish, or overwrite, files outside the site.
"""

import os
from pathlib import Path

from generator.core.errors import Place, SiteError, Text

OUTPUTS = ("stage-", "preview")
"""Folders of pages, whose files are checked where they are read and replaced."""


def remove(folder: Path) -> None:
    """Remove the links, pipes and devices in the cache `folder`. Raises SiteError if it is a link itself, and OSError."""
    if folder.is_symlink():
        said = Text(
            "这个目录不能是符号链接：缓存会写到别处去",
            "this folder may not be a symbolic link: the cache would be written elsewhere",
        )
        hint = Text("删掉这个链接，会重新建立", "remove the link; the folder is made again")
        raise SiteError.of("linked-folder", Place(folder.name), said, hint)
    if not folder.is_dir():
        return
    for entry in _strangers(str(folder)):
        if entry.is_dir(follow_symlinks=False):
            for one in [] if entry.name.startswith(OUTPUTS) else list(_strangers(entry.path)):
                if not one.is_dir(follow_symlinks=False):
                    os.unlink(one.path)  # noqa: PTH108 — a directory entry
        else:
            os.unlink(entry.path)  # noqa: PTH108 — as above


def _strangers(folder: str) -> list[os.DirEntry[str]]:
    """The entries of `folder` that are not regular files."""
    with os.scandir(folder) as entries:
        return [entry for entry in entries if not entry.is_file(follow_symlinks=False)]
