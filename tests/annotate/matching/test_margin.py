"""The margin rule, piece by piece."""

import pytest
from hypothesis import given

from generator.annotate.matching import lattice, margin
from generator.annotate.matching.clear import is_clear
from generator.annotate.matching.lattice import Lattice, readings_around
from generator.annotate.matching.margin import judge
from generator.annotate.normalize import plain
from tests.annotate.texts import texts


def verdict(words, text, find, *rivals):
    start = text.index(find)
    places = [(text.index(rival), text.index(rival) + len(rival)) for rival in (find, *rivals)]
    return judge(Lattice(words, text, places), start, start + len(find))


def test_the_margin_is_what_the_better_reading_is_better_by(words):
    found = verdict(words, "企业集中台湾市场", "中台")
    weight = words.weight
    worse = weight("集") + max(weight("中台") or lattice.PRIOR, lattice.PRIOR) + weight("湾")
    assert found.margin == pytest.approx(worse - weight("集中") - weight("台湾"))
    assert found.reason.en == "集中｜台湾 is 12.9 better than 集｜中台｜湾"


def test_nothing_straddles_a_find_between_punctuation(words):
    assert verdict(words, "，中台，", "中台") == margin.CLEAR


def test_a_form_that_overlaps_is_a_rival(words):
    assert verdict(words, "工作会议", "工作会", "会议").reason is not None
    assert verdict(words, "出席工作会的人", "工作会").reason is None


@pytest.mark.parametrize(
    ("length", "known", "needed"),
    [(1, True, 0.6), (2, False, 0.6), (2, True, 2.35), (3, False, 5.1), (3, True, 6.85), (4, True, -0.5)],
)
def test_what_a_margin_must_reach(length, known, needed):
    assert margin._needed(length, known=known) == pytest.approx(needed)


def test_a_long_find_is_weighed_by_what_lies_beyond_it(words):
    found = verdict(words, "人工智能够改变", "人工智能")
    weight = words.weight
    assert found.margin == pytest.approx(weight("够") + weight("改变") - weight("能够") - weight("改变"))
    assert found.reason.zh == "人工智｜能够 比 人工智能｜够 高 1.3"


def test_a_long_find_is_weighed_to_its_left_as_well(words):
    found = verdict(words, "中国籍贯信息表", "籍贯信息")
    weight = words.weight
    assert found.margin == pytest.approx(weight("中国") - weight("中国籍"))
    assert found.reason is None


def test_a_compound_divides_at_the_edge(words):
    assert words.known("中央政治局")
    assert verdict(words, "中共中央政治局", "中共中央") == margin.CLEAR


def test_a_number_does_not_fall_apart(words):
    around = readings_around(Lattice(words, "共3,1.5亿元"), 6, 7)
    assert around.words_up_to(6) == ["共", "3,1.5"]
    assert around.up_to(3) == lattice.IMPOSSIBLE


def test_the_stretch_never_begins_or_ends_inside_a_number(words):
    lattice = Lattice(words, "1" * 30 + "中台" + "2" * 30, [])
    around = readings_around(lattice, 30, 32)
    assert (around.start, around.end) == (30, 32)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("集中台", 1, 3),
        ("俱乐部队", 1, 4),
        ("中台湾", 0, 2),
        ("社俱乐部", 0, 3),
        ("1月电", 1, 3),
        ("一百年", 1, 3),
        ("第十一", 0, 2),
        ("云", 0, 1),
        ("x5年", 0, 2),
        ("，一个人主义", 2, 6),
    ],
)
def test_these_finds_are_not_clear(words, text, start, end):
    assert not is_clear(text, words.dictionary, start, end)


@given(text=texts)
def test_a_clear_find_is_one_that_nothing_straddles(words, text):
    folded = plain(text)
    lattice = Lattice(words, folded)
    for start in range(len(folded)):
        for end in range(start + 2, min(start + 6, len(folded)) + 1):
            if is_clear(folded, words.dictionary, start, end):
                assert judge(lattice, start, end) == margin.CLEAR
