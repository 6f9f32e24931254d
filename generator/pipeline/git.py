"""Runs git. The home of `subprocess` for it.

A site's folder may come from somebody else, and its `.git/config` with it. That file can name programs (for signatures,
for watching files, to fetch what a partial clone lacks); none of them is ever started.
"""

import os
import shutil
import subprocess
from pathlib import Path
from subprocess import SubprocessError

__all__ = ["SubprocessError", "output"]

SETTINGS = ("core.quotepath=off", "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "log.showSignature=false")
"""They override the repository's own."""
ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""No protocol is allowed, so that a partial clone fetches nothing: `ext::` and ssh would start programs."""
TIMEOUT = 60
"""Seconds."""


def output(root: Path, *words: str) -> bytes:
    """The standard output of `git WORDS`, run in `root`. Raises OSError and subprocess.SubprocessError."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    command = [shutil.which("git") or "git", "--no-pager", "-C", str(root), *settings, *words]
    environment = {**os.environ, **ENVIRONMENT}
    return subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT, env=environment).stdout  # noqa: S603 # nosec B603 # the words are ours; a revision follows --end-of-options
