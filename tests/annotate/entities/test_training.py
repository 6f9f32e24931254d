"""What training makes of its data: reading, joining two opinions, and new sentences from old."""

from pathlib import Path

import pytest

from training import augment, corpus, silver

KINDS = {
    "美国": "LOC",
    "杭州": "LOC",
    "塞维利亚": "LOC",
    "李白": "PER",
    "王小明": "PER",
    "远山队": "ORG",
    "远山公司": "ORG",
    "安娜": "PER",
}
TAGS = {
    "美国": "ns",
    "杭州": "ns",
    "塞维利亚": "ns",
    "李白": "nr",
    "王小明": "nr",
    "远山队": "nt",
    "远山公司": "nt",
    "安娜": "nrt",
}


def names() -> augment.Names:
    return augment.Names(KINDS, TAGS, dict.fromkeys(KINDS, 5), seed=1)


def test_iob2_is_read_with_its_tokens_joined(tmp_path: Path) -> None:
    rows = [
        "# text = x",
        "1\t李\tB-PER\t-\t-",
        "2\t白\tI-PER\t-\t-",
        "3\t去\tO\t-\t-",
        "4\t杭州\tB-LOC\t-\t-",
        "5\t西湖\tB-LOC\t-\t-",
        "",
    ]
    (tmp_path / "a.iob2").write_text("\n".join([*rows, *rows]), "utf-8")
    assert (
        corpus.read(tmp_path / "a.iob2")
        == [("李白去杭州西湖", [(0, 2, "person"), (3, 5, "place"), (5, 7, "place")])] * 2
    )


def test_spans_move_with_the_folded_text() -> None:
    assert corpus.folded(("他說…ＡＢ社", [(3, 6, "organization")])) == ("他说...ab社", [(5, 8, "organization")])


def test_lac_labels_become_entities() -> None:
    labels = ["PER-B", "PER-I", "v-B", "v-I", "LOC-B", "LOC-I", "LOC-B", "n-B"]
    assert silver.entities(labels) == [(0, 2, "person"), (4, 6, "place"), (6, 7, "place")]
    assert silver.whole(["LOC-B", "LOC-I"]) == "LOC"
    assert silver.whole(["LOC-B", "n-B"]) is None


@pytest.mark.parametrize(
    ("text", "gold", "other", "kept"),
    [
        ("美国人来了", [], [(0, 2, "place")], [(0, 2, "place")]),  # news marks the country in the word for its people
        ("施力大小", [], [(0, 2, "person")], []),  # what LAC alone takes for a name must be known
        (
            "国安队赢了",
            [(0, 2, "organization")],
            [(0, 3, "organization")],
            [(0, 3, "organization")],
        ),  # a team with its 队
        ("努克很冷", [(0, 2, "place")], [(0, 2, "person")], [(0, 2, "place")]),  # gold knows the type
        (
            "川省阳市",
            [(0, 4, "place")],
            [(0, 2, "place"), (2, 4, "place")],
            [(0, 2, "place"), (2, 4, "place")],
        ),  # an address in parts
        ("查理四世", [(0, 4, "person")], [(0, 2, "person")], [(0, 4, "person")]),  # gold has the whole name
        ("李白死后", [(0, 2, "person")], [(0, 3, "person")], [(0, 2, "person")]),  # persons keep their edges
    ],
)
def test_gold_is_brought_to_the_conventions_of_news(
    text: str, gold: list[corpus.Span], other: list[corpus.Span], kept: list[corpus.Span]
) -> None:
    assert silver.merged([(text, gold)], [other], KINDS) == [(text, kept)]


def test_renamed_sentences_keep_their_spans_in_step() -> None:
    sentence = ("李白去了杭州。", [(0, 2, "person"), (4, 6, "place")])
    source = names()
    for _ in range(30):
        text, spans = augment.renamed(sentence, source, share=1.0)
        (_, end, _), (start, stop, _) = spans
        assert text[end:start] == "去了"
        assert text[stop:] == "。"


def test_every_template_is_filled_and_the_same_seed_fills_it_alike() -> None:
    lines = augment.templates()
    once, again = ([augment.filled(line, source) for line in lines] for source in (names(), names()))
    assert once == again
    assert len(lines) > 100
    for text, spans in once:
        assert "{" not in text
        assert all(0 <= start < end <= len(text) for start, end, _ in spans)
