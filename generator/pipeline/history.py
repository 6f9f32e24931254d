"""When the articles of a site were last changed, as its git repository tells."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator.core.errors import Place, Problem, Text

NO_GIT = Text(
    "git_dates：这里不是 git 仓库，或者没有装 git，没有取更新日期",
    "git_dates: this is no git repository, or git is not installed; no dates were taken",
)
SHALLOW = Text(
    "git_dates：这里只有最近一次提交（浅克隆），看不出每篇文章何时改过，没有取更新日期",
    "git_dates: a shallow clone does not tell when each article was changed; no dates were taken",
)
DEEPEN = Text(
    "在 actions/checkout 下写 fetch-depth: 0，或运行 git fetch --unshallow",
    "write fetch-depth: 0 under actions/checkout, or run git fetch --unshallow",
)


def changed(root: Path) -> tuple[Mapping[str, datetime], Problem | None]:
    """Path of each file below content/ → the time of the last commit that changed it; what is wrong where git tells
    none.
    """
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    told = None if shallow is None or shallow == "true\n" else _log(root)
    if told is None:
        said, hint = (SHALLOW, DEEPEN) if shallow == "true\n" else (NO_GIT, None)
        return {}, Problem("warning", "git-dates", Place("site.toml"), said, hint)
    found: dict[str, datetime] = {}
    for commit in told.split("\0")[1:]:
        stamp, *paths = [line for line in commit.splitlines() if line]
        for path in paths:
            found.setdefault(path, datetime.fromtimestamp(int(stamp), UTC))
    return found, None


def _log(root: Path) -> str | None:
    return _git(root, "log", "--relative", "--format=%x00%ct", "--name-only", "--", "content")


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None where it cannot."""
    git = shutil.which("git")
    command = [git or "git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    try:
        told = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603 — fixed words
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.decode(errors="replace")
