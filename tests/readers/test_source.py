"""Sources that are not read."""

from generator.core.errors import Problem
from generator.readers.source import MAX_BYTES, MAX_LINES, load


def test_an_article_of_more_than_a_page_can_hold(tmp_path):
    (tmp_path / "a.md").write_bytes(b"a" * MAX_BYTES)
    assert not isinstance(load(tmp_path, "a.md"), Problem)
    (tmp_path / "a.md").write_bytes(b"a" * (MAX_BYTES + 1))
    told = load(tmp_path, "a.md")
    assert isinstance(told, Problem)
    assert told.code == "too-large"


def test_an_article_of_more_lines_than_a_page_can_hold(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\n" * MAX_LINES)
    assert not isinstance(load(tmp_path, "a.md"), Problem)
    (tmp_path / "a.md").write_bytes(b"\n" * (MAX_LINES + 1))
    told = load(tmp_path, "a.md")
    assert isinstance(told, Problem)
    assert told.code == "too-large"
