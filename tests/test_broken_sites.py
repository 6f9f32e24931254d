"""Sites with mistakes: each is told in plain words, with file and line, all at once; a build changes nothing.

`tests/sites/broken-*/expected-problems.txt` holds what `zhushu check` prints. To write them anew after a change of words:
`python -m tests.test_broken_sites`, then read what changed.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SITES = sorted((Path(__file__).parent / "sites").glob("broken-*"))
HARMLESS = {"LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}


def zhushu(*words):
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=HARMLESS,
        cwd=Path(__file__).parent.parent,
    )


def checked(site, scratch):
    """What `zhushu check` prints of a copy of `site`."""
    shutil.copytree(site, scratch)
    (scratch / "expected-problems.txt").unlink(missing_ok=True)
    return zhushu("check", "--site", scratch)


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_a_broken_site_is_told_line_by_line(site, tmp_path):
    told = checked(site, tmp_path / "site")
    assert told.stdout.splitlines() == (site / "expected-problems.txt").read_text(encoding="utf-8").splitlines()
    assert told.stderr == ""
    assert told.returncode == 1


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_a_build_of_it_changes_nothing(site, tmp_path):
    scratch = tmp_path / "site"
    shutil.copytree(site, scratch)
    output = scratch / "build"
    output.mkdir()
    (output / "index.html").write_text("the last good page", encoding="utf-8")
    told = zhushu("build", "--site", scratch)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert [path.name for path in output.rglob("*")] == ["index.html"]
    assert (output / "index.html").read_text(encoding="utf-8") == "the last good page"


if __name__ == "__main__":
    import tempfile

    for one in SITES:
        with tempfile.TemporaryDirectory() as folder:
            (one / "expected-problems.txt").write_text(checked(one, Path(folder) / "site").stdout, encoding="utf-8")
