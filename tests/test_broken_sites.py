"""Sites with mistakes: each is told in plain words, with file and line, all at once; a build changes nothing.

`tests/sites/broken-*/expected-problems.txt` holds what `zhushu check` prints. To write them anew after a change of words:
`python -m tests.test_broken_sites`, then read what changed.
"""

import shutil
from pathlib import Path

import pytest

from tests.commands import said

SITES = sorted((Path(__file__).parent / "sites").glob("broken-*"))


def checked(site, scratch):
    """What `zhushu check` prints of a copy of `site`."""
    shutil.copytree(site, scratch)
    (scratch / "expected-problems.txt").unlink(missing_ok=True)
    return said("check", "--site", scratch)


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_a_broken_site_is_told_line_by_line(site, tmp_path):
    told = checked(site, tmp_path / "site")
    assert told.out.decode().splitlines() == (site / "expected-problems.txt").read_text(encoding="utf-8").splitlines()
    assert told.err == b""
    assert told.code == 1


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_a_build_of_it_changes_nothing(site, tmp_path):
    scratch = tmp_path / "site"
    shutil.copytree(site, scratch)
    output = scratch / "build"
    output.mkdir()
    (output / "index.html").write_text("the last good page", encoding="utf-8")
    told = said("build", "--site", scratch)
    assert told.code == 1
    assert [path.name for path in output.rglob("*")] == ["index.html"]
    assert (output / "index.html").read_text(encoding="utf-8") == "the last good page"


if __name__ == "__main__":
    import tempfile

    for one in SITES:
        with tempfile.TemporaryDirectory() as folder:
            (one / "expected-problems.txt").write_bytes(checked(one, Path(folder) / "site").out)
