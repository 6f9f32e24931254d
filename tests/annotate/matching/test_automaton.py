"""Finding many strings in a text."""

from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.matching import automaton

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


def test_pieces_lose_nothing_at_their_edges(monkeypatch):
    patterns = ["中", "中台", "数据中台", "台湾", "据中台集"]
    text = "企业数据中台集中台湾市场" * 40
    whole = automaton.finder(patterns)(text)
    for piece in (1, 2, 3, 7, 50):
        monkeypatch.setattr(automaton, "PIECE", piece)
        assert automaton.finder(patterns)(text) == whole


def test_of_a_dense_text_the_leftmost_longest_are_found():
    find = automaton.finder(["中" * length for length in range(1, 201)])
    found = find("中" * 10_000 + "文" * 3_000 + "中中")
    assert len(found) < 1_000
    assert found[0] == (199, 0, 200)
    assert found[-3:] == [(0, 13_000, 13_001), (1, 13_000, 13_002), (0, 13_001, 13_002)]
