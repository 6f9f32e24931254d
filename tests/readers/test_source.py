"""Sources that are not read."""

import pytest

from generator.core.errors import Problem
from generator.readers.source import MAX_BYTES, MAX_LINES, load


@pytest.mark.parametrize(("unit", "most"), [(b"a", MAX_BYTES), (b"\n", MAX_LINES)])
def test_an_article_of_more_than_a_page_can_hold(tmp_path, unit, most):
    (tmp_path / "a.md").write_bytes(unit * most)
    assert not isinstance(load(tmp_path, "a.md"), Problem)
    (tmp_path / "a.md").write_bytes(unit * (most + 1))
    told = load(tmp_path, "a.md")
    assert isinstance(told, Problem)
    assert told.code == "too-large"
