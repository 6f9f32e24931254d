"""The user's own cache folder, for compiled code and the key of checksums, which must never come from a site."""

import os
from pathlib import Path


def templates_folder(root: Path) -> Path | None:
    """The folder of compiled templates; None if that is inside the site."""
    path = Path(folder(), "templates")
    inside = Path(os.path.realpath(path)).is_relative_to(root.resolve())
    return path if path.is_absolute() and not inside else None


def folder() -> str:
    """The user's folder for Zhushu's own data (XDG Base Directory Specification). It need not exist."""
    said = os.environ.get("XDG_CACHE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 — Path.home() raises if there is none
    return f"{said if os.path.isabs(said) else home + '/.cache'}/zhushu"  # noqa: PTH117 — a string
