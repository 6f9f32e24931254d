"""Terms that cross, and their scores."""

from generator.core.passage import Passage
from tests.annotate.texts import found, kept


def test_of_two_new_terms_that_cross_the_better_reading_wins(listed):
    spans = found(listed, [Passage(0, "一个链改造器，一次链改")], "链改", "改造器")
    assert kept(spans) == ["改造器", "链改"]
    assert spans[0].reason.zh.startswith("链｜改造器 比 链改｜造｜器 高")


def test_scores_grow_with_the_margin(listed):
    low, high = found(listed, [Passage(0, "我是一名北大学子"), Passage(1, "去北大")], "北大")
    assert 0.5 < low.score < high.score == 0.99
