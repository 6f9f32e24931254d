"""The user's own cache folder, for compiled code, which must never come from a site."""

import os
from pathlib import Path


def templates_folder(root: Path) -> Path | None:
    """The folder of compiled templates (XDG Base Directory Specification); None if that is inside the site."""
    said = os.environ.get("XDG_CACHE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 — Path.home() raises if there is none
    folder = Path(said if os.path.isabs(said) else f"{home}/.cache", "zhushu", "templates")  # noqa: PTH117 — a string
    inside = folder.resolve().is_relative_to(root.resolve())
    return folder if folder.is_absolute() and not inside else None
