"""The parts of the entity finder: words and their features, labels, averaged probabilities, scores."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from generator.annotate.entities import chances, gains, persons, places, scores
from generator.annotate.entities.guess import Guess, Neighbours
from generator.annotate.entities.lexicon import Lexicon
from generator.annotate.entities.model import OUTSIDE, Model, labels, spans
from generator.annotate.entities.reader import Reader
from generator.annotate.entities.windows import _regions
from generator.annotate.segmenting.words import Words

LEXICON = "PER\t李白 柳德山\nLOC\t日本 南山\nORG\t远山公司\nnz\t日本海鲜\n#3\t李柳\n"


class Cut:
    """A segmenter that cuts at blanks and knows every word as a noun, but for a few."""

    def pieces(self, runs: Sequence[str]) -> list[str]:
        return "|\n|".join(runs).split("|")

    def tag(self, word: str) -> str:
        return {"山王": "nr", "来": "v"}.get(word, "n")


class Given(Cut):
    """The same for words given beforehand."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def pieces(self, runs: Sequence[str]) -> list[str]:
        return list(self.words)


def read(*words: str) -> list[tuple[str, str]]:
    return [(word.text, word.kind) for word in Reader(Given(words), Lexicon(LEXICON)).read(["".join(words)])[1:-1]]


def test_the_lexicon_goes_before_the_dictionary() -> None:
    assert read("李白", "来", "南山") == [("李白", "PER"), ("来", "v"), ("南山", "LOC")]


def test_a_name_that_the_lexicon_does_not_confirm_is_marked() -> None:
    assert read("山王") == [("山王", "nr-")]


@pytest.mark.parametrize(
    ("word", "parts"),
    [("日本天皇", ["日本", "天皇"]), ("日本海鲜", ["日本", "海鲜"]), ("远山公司", ["远山公司"]), ("日本", ["日本"])],
)
def test_a_long_word_is_cut_after_its_place(word: str, parts: list[str]) -> None:
    assert [text for text, _ in read(word)] == parts


def test_a_row_for_each_word_tells_of_its_neighbours() -> None:
    reader = Reader(Given(["李白", "来", "南山"]), Lexicon(LEXICON))
    rows = reader.rows(reader.read(["李白来南山"]))
    assert len(rows) == 3
    assert {"w来", "kv", "p李白", "q南山", "aPER|v", "bv|LOC", "l白来", "m来南"} <= set(rows[1])
    assert {"p^", "d^", "g3|2"} <= set(rows[0])


def test_what_is_remembered_is_what_was_read() -> None:
    reader = Reader(Given(["李白", "李白"]), Lexicon(LEXICON))
    first, second = reader.read(["李白李白"])[1:-1]
    assert first is second


def test_packed_gains_add_up_lane_by_lane() -> None:
    weights = {("wa", "Bp"): 2.0, ("wa", "O"): 0.5, ("ka", "Bp"): -1.0, ("ka", "Io"): -3.0, ("va", "O"): 1.0}
    known = gains.Gains(gains.written(weights, {("O", "O"): 6.0, ("O", "Sl"): 2.0}))
    total = dict(zip(gains.LABELS, gains.steps(known.total(["wa", "ka", "va", "unknown"])), strict=True))
    assert total["Bp"] == round((1.5 - 1.0 - 1.0) * gains.SCALE)
    assert total["Io"] == round((-0.5 - 3.0 - 1.0) * gains.SCALE)
    assert total["El"] == round(-1.5 * gains.SCALE)
    moves = dict(zip(gains.LABELS, gains.steps(known[gains.STEP + "O"]), strict=True))
    assert (moves["Sl"], moves["So"]) == (-4 * gains.SCALE, -6 * gains.SCALE)


SENTENCES = (
    "李明在杭州创办了一家做软件的公司，后来搬到上海。",
    "下午三点，市长王建国会见了来访的日本客人，双方谈了两个小时。",
    "这个函数没有参数，调用之前要先检查缓存是否过期。",
    "约翰·史密斯教授说，北京大学和清华大学都会参加。",
    "南京",
    "记者从国家统计局获悉，今年前三个季度的数字比去年同期好，山东、江苏、浙江、广东都有增长，而西部各省的情况还不清楚。",
)


def test_windows_leave_no_name_out() -> None:
    model = Model(Words())
    whole = Model(Words())
    whole._windows.of = lambda words: [(1, len(words) - 1)]
    for text in SENTENCES:
        ours, all_of_it = model.find([text])[0], whole.find([text])[0]
        assert [(one.start, one.end, one.kind) for one in ours] == [(one.start, one.end, one.kind) for one in all_of_it]
        assert [one.low for one in ours] == pytest.approx([one.low for one in all_of_it], abs=0.01)


def test_gains_are_added_up_only_near_words_that_gain_by_themselves() -> None:
    model = Model(Words())
    words = model._reader.read([SENTENCES[2] * 3, "山东", SENTENCES[2] * 3])
    gaining = [at for at, word in enumerate(words) if word.gaining]
    regions = list(_regions(words))
    assert 0 < sum(end - start for start, end in regions) < len(words) / 3
    assert all(any(start <= at < end for start, end in regions) for at in gaining)
    assert all(before < after for (_, before), (after, _) in pairwise(regions))


def test_texts_read_together_are_read_as_each_by_itself() -> None:
    model = Model(Words())
    assert model.find(["", *SENTENCES, "。"]) == [[], *(model.find([text])[0] for text in SENTENCES), []]


def test_the_row_that_stands_for_what_is_around_a_window_is_no_name() -> None:
    tagger = Model(Words())._tagger
    assert tagger.tag([OUTSIDE]) == ["O"]
    assert tagger.marginal("O", 0) == pytest.approx(1)


def test_what_holds_no_name_has_no_window() -> None:
    model = Model(Words())
    words = model._reader.read(["这个函数没有参数，调用之前要先检查缓存是否过期。"])
    assert model._windows.of(words) == []


def test_labels_and_spans_are_each_others_inverse() -> None:
    words = Reader(Given(["李白", "来", "远山公司", "的", "南", "山"]), Lexicon(LEXICON)).read(
        ["李白来远山公司的南山"]
    )[1:-1]
    names = [(0, 2, "person"), (3, 7, "organization"), (8, 10, "place")]
    given = labels(words, names)
    assert given == ["Sp", "O", "So", "O", "Bl", "El"]
    assert spans(given) == [(0, 1, "p"), (2, 3, "o"), (4, 6, "l")]


def test_a_name_that_ends_within_a_word_is_not_labelled() -> None:
    words = Reader(Given(["来自", "李白"]), Lexicon(LEXICON)).read(["来自李白"])[1:-1]
    assert labels(words, [(1, 4, "person")]) == ["O", "O"]


@pytest.mark.parametrize(
    ("best", "found"),
    [
        (["Bp", "Ip"], [(0, 2, "p")]),
        (["Ip", "Ep"], [(0, 2, "p")]),
        (["Bp", "Bl", "El"], [(0, 1, "p"), (1, 3, "l")]),
        (["Ip", "Il"], [(0, 1, "p"), (1, 2, "l")]),
        (["Sp", "Sp"], [(0, 1, "p"), (1, 2, "p")]),
        (["O", "Ep", "O"], [(1, 2, "p")]),
        ([], []),
    ],
)
def test_names_with_a_missing_label_count(best: list[str], found: list[tuple[int, int, str]]) -> None:
    assert spans(best) == found


NOTHING, PERSON, ON = [1.0, 0, 0, 0, 0, 0, 0], [0.2, 0.8, 0, 0, 0, 0, 0], [0.3, 0, 0.7, 0, 0, 0, 0]


def test_the_best_names_by_averaged_rows() -> None:
    rows = [NOTHING, PERSON, ON, NOTHING]
    assert chances.best(rows) == [(1, 3, "person", 0.7)]
    assert chances.best([]) == []


def test_a_name_does_not_go_on_before_it_begins() -> None:
    assert chances.best([ON, ON]) == []
    assert chances.best([[0.4, 0, 0, 0.6, 0, 0, 0], ON]) == [(0, 1, "place", 0.6)]


def test_a_name_that_might_go_on_is_less_sure() -> None:
    after = [0.6, 0, 0.4, 0, 0, 0, 0]
    assert chances.best([[0.1, 0.9, 0, 0, 0, 0, 0], after]) == [(0, 1, "person", pytest.approx(0.6))]


def test_the_average_takes_its_share_of_each() -> None:
    assert chances.average([[1.0, 0.0]], [[0.0, 1.0]], 0.25) == [[0.25, 0.75]]


def test_no_name_may_be_made_less_probable() -> None:
    assert chances.average([[0.5, 0.5]], [[0.5, 0.5]], 0.5, outside=0.5) == [
        [pytest.approx(1 / 3), pytest.approx(2 / 3)]
    ]


def test_a_guess_knows_what_stands_around_it() -> None:
    words = Reader(Given(["李白", "来", "南山"]), Lexicon(LEXICON)).read(["李白来南山"])[1:-1]
    around = Neighbours(words)
    assert around.guess(0, 2, "person", 0.9) == Guess(0, 2, "person", 0.9, "PER", "", "v", single=True)
    assert around.guess(3, 5, "place", 0.9) == Guess(3, 5, "place", 0.9, "LOC", "v", "")
    assert around.guess(0, 3, "person", 0.9).known == ""


def test_a_surer_model_gives_a_higher_score() -> None:
    weights = {"person": -1.0, "person sure": 0.8}
    low, high = (scores.chance(Guess(0, 3, "person", chance), "柳德山来", weights) for chance in (0.6, 0.99))
    assert 0 < low < high < 1


def test_what_surrounds_a_name_counts() -> None:
    weights = {"place": 1.0, "place people": -3.0, "place before of": 2.0}
    people = scores.chance(Guess(0, 2, "place", 0.5), "日本人", weights)
    country = scores.chance(Guess(0, 2, "place", 0.5), "日本的", weights)
    inside = scores.chance(Guess(0, 2, "place", 0.5, before="p"), "日本的", weights)
    assert people < country < inside


def test_a_kind_without_weights_keeps_the_score_of_its_rule() -> None:
    assert scores.chance(Guess(1, 3, "work", 0.95), "《南山》", {"person": 1.0}) == 0.95


def test_the_packaged_weights_name_their_models_and_serve_both_engines() -> None:
    stored = scores.stored()
    assert len(stored["version"]) == 12
    assert {"person", "place", "organization"} <= set(stored["own"]) & set(stored["joined"])


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("访问了安德烈·莫罗瓦的故居", "安德烈·莫罗瓦", True),
        ("学者塔里克·拉马丹", "里克·拉马丹", False),
        ("莫罗索夫来了", "莫罗索夫", True),
    ],
)
def test_a_likely_foreign_name_is_shown_if_it_is_whole(text: str, name: str, *, shown: bool) -> None:
    start = text.index(name)
    guess = Guess(start, start + len(name), "person", 0.7)
    assert (persons.capped_score(text, guess, 0.75) > 0.8) == shown
    assert persons.capped_score(text, guess, 0.65) == 0.65


@pytest.mark.parametrize(
    ("text", "after", "shown"),
    [("剑桥大学的", "u", True), ("国立剑桥大学的", "u", False), ("剑桥大学校长", "n", False)],
)
def test_a_likely_organization_of_the_lexicon_is_shown(text: str, after: str, *, shown: bool) -> None:
    start = text.index("剑桥大学")
    guess = Guess(start, start + 4, "organization", 0.7, known="ORG", after=after)
    assert (places.raised_score(text, guess, 0.65) > 0.8) == shown
