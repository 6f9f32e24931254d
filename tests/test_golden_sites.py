"""Whole small sites, byte for byte: `tests/sites/NAME/expected/` is what a build of `tests/sites/NAME/` gives.

`python -m tests.test_golden_sites` renews what is expected; look at the difference before it is committed. Assets and the list of
written files are left out: they are tested elsewhere and would only repeat the theme.
"""

import shutil
import sys
from pathlib import Path

import pytest

from generator.pipeline.build import Options, Site

SITES = Path(__file__).parent / "sites"
GOLDEN = sorted(path.parent.name for path in SITES.glob("*/expected"))
LEFT_OUT = ("assets/", ".zhushu-files", ".nojekyll")


def built(name, folder):
    """Path → text of what a build of the site gives; nothing is written beside the site."""
    root = folder / name
    shutil.copytree(SITES / name, root, ignore=shutil.ignore_patterns("expected"))
    Site(root, folder / "out", Options(jobs=1)).build()
    return texts(folder / "out")


def texts(folder):
    found = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {path: text for path, text in found.items() if not path.startswith(LEFT_OUT)}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_build_gives_what_is_expected(name, tmp_path):
    found, expected = built(name, tmp_path), texts(SITES / name / "expected")
    assert sorted(found) == sorted(expected)
    for path, text in expected.items():
        assert found[path] == text, path


def test_there_is_a_golden_site():
    assert GOLDEN


def renew():
    import tempfile

    for name in sys.argv[1:] or GOLDEN:
        with tempfile.TemporaryDirectory() as folder:
            found = built(name, Path(folder))
        shutil.rmtree(SITES / name / "expected", ignore_errors=True)
        for path, text in found.items():
            target = SITES / name / "expected" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
