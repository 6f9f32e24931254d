"""Lines of cards, measured with a font in which every character of ASCII is 1 wide and every other one 2."""

from hypothesis import given
from hypothesis import strategies as st

from generator.store.typesetting import NOT_FIRST, NOT_LAST, lines


def width(text):
    return sum(1 if char.isascii() else 2 for char in text)


def test_a_title_breaks_between_words_into_lines_of_about_equal_length():
    title = "产业互联网的下半场从哪里开始"
    assert lines(title, (2, 5, 6, 9, 10, 12), 24, 3, width) == ["产业互联网的", "下半场从哪里开始"]


def test_without_breaks_a_line_is_filled():
    assert lines("产业互联网的下半场", (), 10, 3, width) == ["产业互联网", "的下半场"]


def test_latin_words_and_punctuation_stay_whole():
    assert lines("先有order，后有生产（C2B）", (), 12, 5, width) == ["先有order，", "后有生产", "（C2B）"]


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert lines("一二三，四五六七八九十", (), 8, 2, width) == ["一二三，", "四五六…"]


def test_a_word_wider_than_a_line_is_cut():
    assert lines("abcdefghij", (), 4, 5, width) == ["abcd", "efgh", "ij"]


def test_nothing_gives_nothing():
    assert lines("", (), 10, 3, width) == []


@given(st.text("中文字abc 1，。（）《》—", max_size=60), st.integers(6, 40))
def test_nothing_is_lost_no_line_is_too_wide_and_none_begins_or_ends_wrongly(text, room):
    found = lines(text, (), room, 1000, width)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= room for line in found)
    if all(width(run) <= room - 4 for run in text.split()) and len(text.split()) < 2:
        assert not any(line[0] in NOT_FIRST for line in found[1:] if set(line) - NOT_FIRST)
        assert not any(line[-1] in NOT_LAST for line in found[:-1] if set(line) - NOT_LAST)
