"""When the articles of a site were last changed, as its git repository tells."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path


def changed(root: Path) -> Mapping[str, datetime]:
    """Path of each file below content/ → the time of the last commit that changed it; empty where git tells none."""
    git = shutil.which("git")
    if not git:
        return {}
    command = [git, "-C", str(root), "-c", "core.quotepath=off", "log", "--relative", "--format=%x00%ct", "--name-only"]
    try:
        told = subprocess.run([*command, "--", "content"], capture_output=True, check=True, timeout=60)  # noqa: S603 — fixed words
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, datetime] = {}
    for commit in told.stdout.decode(errors="replace").split("\0")[1:]:
        stamp, *paths = [line for line in commit.splitlines() if line]
        for path in paths:
            found.setdefault(path, datetime.fromtimestamp(int(stamp), UTC))
    return found
