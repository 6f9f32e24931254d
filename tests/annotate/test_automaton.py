"""Finding many strings in a text."""

from hypothesis import given
from hypothesis import strategies as st

from generator.annotate import automaton

PATTERNS = st.lists(st.text("中台数据ab", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)
TEXTS = st.text("中台数据ab𠮷", max_size=40)


@given(patterns=PATTERNS, text=TEXTS)
def test_it_finds_every_occurrence(patterns, text):
    expected = sorted(
        (
            (number, at, at + len(pattern))
            for number, pattern in enumerate(patterns)
            for at in range(len(text))
            if text.startswith(pattern, at)
        ),
        key=lambda found: found[1:],
    )
    assert automaton.finder(patterns)(text) == expected
