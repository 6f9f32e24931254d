"""Dates of last change of a site's articles, from its git repository."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator.core.errors import Place, Problem, Text
from generator.pipeline import git

NO_GIT = Text(
    "git_dates：这里不是 git 仓库，或者没有安装 git，无法取得更新日期",
    "git_dates: this is not a git repository, or git is not installed; no dates were read",
)
SHALLOW = Text(
    "git_dates：浅克隆只有最近一次提交，无法得知每篇文章何时修改，未取更新日期",
    "git_dates: a shallow clone does not show when each article was changed; no dates were read",
)
DEEPEN = Text(
    "在 actions/checkout 下写 fetch-depth: 0，或运行 git fetch --unshallow",
    "write fetch-depth: 0 under actions/checkout, or run git fetch --unshallow",
)


def changed(root: Path) -> tuple[Mapping[str, datetime], Problem | None]:
    """Path of each file below content/ → time of the last commit that changed it; and a problem if git has no dates."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    words = "log", "--relative", "--format=%x00%ct", "--name-only", "--", "content"
    told = None if shallow in (None, "true\n") else _git(root, *words)
    if told is None:
        said, hint = (SHALLOW, DEEPEN) if shallow == "true\n" else (NO_GIT, None)
        return {}, Problem("warning", "git-dates", Place("site.toml"), said, hint)
    found: dict[str, datetime] = {}
    for commit in told.split("\0")[1:]:
        stamp, *paths = [line for line in commit.splitlines() if line]
        for path in paths:
            found.setdefault(path, datetime.fromtimestamp(int(stamp), UTC))
    return found, None


def _git(root: Path, *arguments: str) -> str | None:
    """Git's standard output; None on failure."""
    try:
        return git.output(root, *arguments).decode(errors="replace")
    except (OSError, git.SubprocessError):
        return None
