"""A cache key holds the code that made the value, and nothing of the machine on which it was made."""

import os
import shutil

import pytest

from generator.store import cache, code, scan


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A copy of the packages that may be changed."""
    for name in code.PACKAGES:
        shutil.copytree(
            code.HERE / name, tmp_path / "generator" / name, ignore=shutil.ignore_patterns("*.crf", "*.lexicon")
        )
    monkeypatch.setattr(code, "HERE", tmp_path / "generator")
    monkeypatch.setattr(code, "_known", [])
    return tmp_path / "generator"


def again(folder=""):
    code._known.clear()
    return code.digest(folder)


@pytest.mark.parametrize(
    "file",
    [
        "annotate/matching/margin.py",
        "readers/plain/rules.py",
        "article/compose.py",
        "core/marks.py",
        "glossary/ids.py",
        "data/t2s.txt",
    ],
)
def test_it_moves_with_each_source(tree, file):
    before = again()
    (tree / file).write_bytes((tree / file).read_bytes() + b"# x\n")
    assert again() != before


def test_times_and_compiled_files_do_not_count(tree):
    before = again()
    os.utime(tree / "annotate/matching/margin.py", (1, 1))
    (tree / "annotate/__pycache__").mkdir(exist_ok=True)
    (tree / "annotate/__pycache__/x.pyc").write_bytes(b"x")
    assert again() == before


def test_it_is_kept_while_no_stat_changes(tree, tmp_path, monkeypatch):
    program = [scan.program()]
    monkeypatch.setattr(scan, "program", lambda: program[0])
    first = again(str(tmp_path))
    assert cache.load(tmp_path / "code.json", tuple[str, str]) == (program[0], first)
    (tree / "annotate/matching/margin.py").write_text("x = 1")
    assert again(str(tmp_path)) == first, "it was not read again"
    program[0] = "other"
    assert again(str(tmp_path)) != first
