"""Text in pieces: marks stay where they were."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.editions.runs import Names, convert_runs
from generator.site.editions.script import converter

TAIWAN = converter("zh-Hans", "zh-Hant-TW")
NONE = Names({})
WORDS = ("头发", "互联网", "信息", "干", "后面", "皇后", "程序", "，", "A", "范冰", "数据库", "里", "软件", "\x1f")


def convert(*pieces, names=NONE):
    return convert_runs([pieces], TAIWAN, names)[0]


def test_a_phrase_across_an_edge_is_converted_as_a_whole():
    assert convert("这是头", "发。") == ["這是頭", "髮。"]
    assert TAIWAN(["发。"]) == ["發。"]


def test_a_phrase_that_would_grow_is_converted_side_by_side():
    assert convert("互联", "网") == ["互聯", "網"]
    assert convert("用互联网的头", "发") == ["用網際網路的頭", "髮"]


def test_names_are_as_their_author_writes_them():
    names = Names({"范冰": "范冰", "云云": "云云"})
    assert convert("范冰和云云在云里", names=names) == ["范冰和云云在雲裡"]
    assert convert("请范", "冰来", names=names) == ["請范", "冰來"]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map("".join), min_size=1, max_size=6))
def test_marks_are_where_they_were(pieces):
    """As many pieces come back; where each edge lies between phrases, they are the conversion of the whole."""
    made = convert(*pieces)
    assert len(made) == len(pieces)
    assert [bool(piece) for piece in made] == [bool(piece) for piece in pieces]
    (whole,) = TAIWAN(["".join(pieces)])
    if "".join(TAIWAN(pieces)) == whole:
        assert "".join(made) == whole


@settings(deadline=None, max_examples=100)
@given(st.text("头发干后面皇信息里软件云，a", max_size=12), st.integers(0, 12))
def test_an_edge_maps_to_the_place_of_the_same_character(text, at):
    """Where no phrase changes its length, each character stays on its side of the edge."""
    (whole,) = TAIWAN([text])
    if len(whole) == len(text):
        assert convert(text[:at], text[at:]) == [whole[:at], whole[at:]]


def test_a_text_comes_back_from_the_other_script():
    (there,) = TAIWAN(["数据库里的信息"])
    assert converter("zh-Hant-TW", "zh-Hans")([there]) == ["数据库里的信息"]
