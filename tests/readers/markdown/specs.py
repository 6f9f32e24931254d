"""The examples of CommonMark and of GitHub's tables, as markdown-it-py's source distribution carries them.

The text of the specification is CC-BY-SA and no part of this project: pip downloads it once, into `.cache/specs/`.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest

NAME, VERSION = "markdown-it-py", "4.3.0"
DIGEST = "91a58fa5b72c71a40cf7177250fd767480d7a2bb3ac426ccfb76fb90305fdaaa"
KEPT = Path(__file__).parents[3] / ".cache" / "specs"


@lru_cache
def file(path: str) -> str:
    """The text of a file of the distribution; the test is skipped where it cannot be had."""
    archive = KEPT / f"{NAME.replace('-', '_')}-{VERSION}.tar.gz"
    if not archive.is_file():
        _download(archive)
    with tarfile.open(archive) as opened:
        member = opened.extractfile(f"{archive.name.removesuffix('.tar.gz')}/{path}")
        assert member is not None
        return member.read().decode()


def _download(archive: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        command = [
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            NAME,
            f"{NAME}=={VERSION}",
            "-d",
            folder,
        ]
        done = subprocess.run([sys.executable, *command], check=False, capture_output=True, text=True)
        found = Path(folder, archive.name)
        if done.returncode or not found.is_file():
            pytest.skip(f"the specification cannot be downloaded: {done.stderr[-300:]}")
        assert hashlib.sha256(found.read_bytes()).hexdigest() == DIGEST
        found.replace(archive)
