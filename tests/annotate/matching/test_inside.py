"""The table of characters inside words: where it says that no word crosses an edge, none does."""

from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.matching.clear import is_clear
from generator.annotate.matching.inside import INSIDE, following
from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.segmenting.dictionary import Dictionary
from generator.core.tables import FOLDER
from training import inside as training

DICTIONARY = Dictionary()
SAID = "三百年底5日网红数据中台在大西洋集，a²٣"


def test_the_table_is_read_as_it_was_made(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(training, "OUT", tmp_path / INSIDE)
    training.main()
    assert (tmp_path / INSIDE).read_text("utf-8") == (FOLDER / INSIDE).read_text("utf-8")
    assert "pairs:" in capsys.readouterr().out


@given(st.text(SAID, min_size=4, max_size=12), st.integers(0, 8), st.integers(2, 4))
def test_no_word_crosses_an_edge_that_is_not_crossed(text, start, size):
    end = start + size
    table = following(DICTIONARY)
    if end <= len(text) and not table.crossed(text, start) and not table.crossed(text, end):
        assert is_clear(text, DICTIONARY, start, end)
        assert not pairs.crosses(text, start, end)


def test_known_edges():
    table = following(DICTIONARY)
    assert [table.crossed("在大西洋，集", at) for at in range(7)] == [True, False, True, True, False, False, True]


def test_of_another_dictionary_nothing_is_known(tmp_path):
    (tmp_path / "own.txt").write_text("大洋集 3 n\n", "utf-8")
    assert following(Dictionary(str(tmp_path / "own.txt"))).crossed("，集", 1)
