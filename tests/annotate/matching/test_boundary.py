"""The model of boundaries, and what it adds to the margin rule."""

from generator.annotate.matching import pairs
from generator.annotate.matching.boundary import MAX_LOG_ODDS, Boundaries, features, packaged
from generator.annotate.matching.lattice import Lattice
from generator.annotate.matching.margin import judge
from generator.annotate.segmenting.words import Words

WORDS = Words()


def odds(text: str, at: int) -> float | None:
    return packaged().odds(Lattice(WORDS, text), at)


def test_edges_of_words_are_likelier_than_their_insides() -> None:
    text = "我们研究生命的起源"
    edge, inside = odds(text, 2), odds(text, 1)
    assert edge is not None
    assert inside is not None
    assert inside < 0 < edge <= MAX_LOG_ODDS


def test_it_knows_nothing_where_no_han_characters_meet() -> None:
    assert odds("12月底", 2) is None
    assert odds("好，好", 1) is None
    assert odds("好", 0) is None
    assert odds("好", 1) is None


def test_the_features_name_the_word_that_crosses() -> None:
    row = features(Lattice(WORDS, "研究生命"), 2)
    assert "wx研究生32" in row
    assert "we研究" in row
    assert "ws生命" in row


def test_it_is_asked_only_in_doubt() -> None:
    class Asked(Boundaries):
        def odds(self, lattice: Lattice, at: int) -> float | None:
            raise AssertionError(lattice.text[:at])

    text = "企业集中台湾市场"
    assert judge(Lattice(WORDS, text, [(3, 5)]), 3, 5, Asked(), pairs.packaged).reason is not None


def test_what_it_refuses_is_told_with_its_chance() -> None:
    class Against(Boundaries):
        def odds(self, lattice: Lattice, at: int) -> float | None:
            return -5.0

    text = "发生在同一天"
    lattice = Lattice(WORDS, text, [(3, 5)])
    plain, asked = judge(lattice, 3, 5, None, pairs.packaged), judge(lattice, 3, 5, Against(), pairs.packaged)
    assert plain.reason is None
    assert plain.margin is not None
    assert asked.margin is not None
    assert asked.reason is not None
    assert asked.margin < plain.margin
