"""Choosing among overlapping finds, and the mention policies."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate import resolve
from generator.annotate.resolve import BY_AUTHOR, choose, thin
from generator.core.errors import Text
from generator.core.passage import Passage
from generator.core.span import Span

TEXT = "甲乙丙丁戊己庚辛壬癸"
REFUSED = Text("理由", "reason")


def span(start, end, *, ref="x", origin="terms", passage=0, **more):
    return Span(passage, start, end, TEXT[start:end], more.pop("label", "term"), ref, origin, **more)


def kept(spans):
    return [(each.start, each.end) for each in spans if each.reason is None]


AUTHOR = span(3, 5, origin="author")
AUTOMATIC = span(0, 9, ref=None, origin="entities", label="organization")
HELD_BACK = AUTOMATIC._replace(start=0, end=6, published=False)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([span(0, 4), span(2, 6)], [(0, 4)]),
        ([span(0, 2), span(0, 4)], [(0, 4)]),
        ([span(0, 2), span(2, 4)], [(0, 2), (2, 4)]),
        ([span(1, 3), span(0, 4), span(4, 5)], [(0, 4), (4, 5)]),
        ([span(0, 4), AUTHOR], [(3, 5)]),
        ([span(2, 4), AUTOMATIC], [(2, 4)]),
        ([HELD_BACK, AUTOMATIC._replace(start=5)], [(5, 9)]),
        ([span(0, 4, reason=REFUSED), span(2, 6)], [(2, 6)]),
        ([span(0, 4), span(2, 6, passage=1)], [(0, 4), (2, 6)]),
    ],
)
def test_who_wins(spans, expected):
    for order in permutations(spans):
        chosen = choose(order)
        assert kept(chosen) == expected
        assert len(chosen) == len(spans)


def test_losers_say_to_whom_they_lost():
    reasons = [each.reason.en for each in choose([span(0, 4), span(1, 3), span(3, 6)]) if each.reason]
    assert reasons == ['inside "甲乙丙丁"', 'overlaps "甲乙丙丁"']


SPANS = st.lists(
    st.builds(
        lambda start, length, passage, author: span(
            start, start + length, passage=passage, origin="author" if author else "terms"
        ),
        st.integers(0, 8),
        st.integers(1, 2),
        st.integers(0, 1),
        st.booleans(),
    ),
    max_size=12,
)


@given(spans=SPANS)
def test_kept_spans_are_disjoint_and_a_loser_always_has_a_winner(spans):
    chosen = choose(spans)
    winners = [each for each in chosen if each.reason is None]
    for one in winners:
        assert not any(
            other is not one and other.passage == one.passage and other.start < one.end and one.start < other.end
            for other in winners
        )
    for loser in (each for each in chosen if each.reason is not None):
        assert any(
            each.passage == loser.passage and each.start < loser.end and loser.start < each.end for each in winners
        )


PASSAGES = [
    Passage(0, TEXT, role="heading", section=1),
    Passage(1, TEXT, section=1),
    Passage(2, TEXT, section=1),
    Passage(3, TEXT, section=2),
]
MENTIONS = [
    span(0, 2),
    span(0, 2, passage=1),
    span(4, 6, passage=1),
    span(0, 2, passage=2),
    span(4, 6, ref="y", passage=2),
    span(0, 2, passage=3),
]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("all", [(1, 0), (1, 4), (2, 0), (2, 4), (3, 0)]),
        ("section", [(1, 0), (2, 4), (3, 0)]),
        ("page", [(1, 0), (2, 4)]),
        ("first", [(1, 0), (2, 4)]),
    ],
)
def test_policies(policy, expected):
    thinned = thin(MENTIONS, PASSAGES, lambda _: policy)
    assert [(each.passage, each.start) for each in thinned if each.reason is None] == expected
    assert len(thinned) == len(MENTIONS)
    assert all(each.reason in resolve.THINNED for each in thinned if each.reason)


def test_each_entry_has_its_own_policy():
    thinned = thin(MENTIONS, PASSAGES, lambda each: "all" if each.ref == "x" else "first")
    assert [each.ref for each in thinned if each.reason is None] == ["x", "x", "x", "y", "x"]


def test_entries_are_numbered_by_their_first_mark_and_marks_counted():
    thinned = thin(MENTIONS, PASSAGES, lambda _: "all")
    assert [(each.ref, each.number, each.mention) for each in thinned if each.reason is None] == [
        ("x", 1, 1),
        ("x", 1, 2),
        ("x", 1, 3),
        ("y", 2, 1),
        ("x", 1, 4),
    ]


def test_what_the_author_marked_is_shown_again_but_not_in_headings():
    wanted = [each._replace(origin="author") for each in MENTIONS]
    thinned = thin(wanted, PASSAGES, lambda _: "first")
    assert [each.passage for each in thinned if each.reason is None] == [1, 1, 2, 2, 3]


def test_a_find_where_its_author_marked_the_same_is_told_so():
    found = MENTIONS[0]
    assert [each.reason for each in choose([found, found._replace(origin="author")])] == [None, BY_AUTHOR]


def test_entities_without_an_entry_are_told_apart_by_their_surface():
    found = [AUTOMATIC._replace(passage=1, start=at, end=at + 1, text=text) for at, text in enumerate("甲乙甲")]
    thinned = thin(found, PASSAGES, lambda _: "page")
    assert [(each.text, each.number) for each in thinned if each.reason is None] == [("甲", 0), ("乙", 0)]


def test_what_is_held_back_does_not_stand_for_a_mention():
    found = [
        AUTOMATIC._replace(passage=1, start=0, end=1, text="甲", published=False),
        AUTOMATIC._replace(passage=2, start=0, end=1, text="甲"),
    ]
    assert [each.reason for each in thin(found, PASSAGES, lambda _: "page")] == [None, None]
