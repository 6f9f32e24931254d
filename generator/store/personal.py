"""The person's own cache folder, for what is run: nothing that comes with a site may lie there."""

import os
from pathlib import Path


def templates_folder(root: Path) -> Path | None:
    """Where compiled templates are kept (XDG Base Directory Specification); None where that is inside the site."""
    said = os.environ.get("XDG_CACHE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 — Path.home() raises where there is none
    folder = Path(said if os.path.isabs(said) else f"{home}/.cache", "zhushu", "templates")  # noqa: PTH117 — a string
    inside = folder.resolve().is_relative_to(root.resolve())
    return folder if folder.is_absolute() and not inside else None
