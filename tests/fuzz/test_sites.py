"""A few edits of a random site; `python -m tests.fuzz.sites` goes on for as long as it is told."""

import pytest

from tests.fuzz.sites import attempt


@pytest.mark.parametrize("seed", [1, 2])
def test_a_random_site_is_built_whole_or_refused_in_words(seed):
    assert attempt(seed, 3) == (3, "")
