"""Finds that overlap by the hundred."""

from generator import annotate
from generator.annotate.matching.crowds import MAX_GROUP, split_crowds
from generator.annotate.matching.terms import CROWDED
from generator.core.passage import Passage
from tests.annotate.texts import glossary


def test_few_finds_are_all_judged():
    hits = [("a", 0, 5), ("b", 1, 3), ("c", 9, 10)]
    assert split_crowds(hits) == (hits, [])


def test_of_a_crowd_the_longest_from_the_left_stay():
    hits = [("x", at, at + length) for at in range(MAX_GROUP) for length in (2, 4)] + [("y", 999, 1001)]
    judged, left_out = split_crowds(hits)
    assert judged == [("x", at, at + 4) for at in range(0, MAX_GROUP, 4)] + [("y", 999, 1001)]
    assert len(judged) + len(left_out) == len(hits)


def test_a_run_of_one_character_is_judged_a_few_times(listed):
    find = annotate.annotator(glossary(["中" * length for length in range(2, 200)]), listed)
    spans = list(find([Passage(0, "中" * 2000)]))
    assert sum(span.reason != CROWDED for span in spans) == 11
    assert len([span for span in annotate.choose(spans) if span.reason is None]) == 11
