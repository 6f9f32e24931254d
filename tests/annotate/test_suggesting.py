"""Suggestions: each kind of evidence, what is merged, what is left out."""

import json

import pytest

from generator.annotate.key_terms import key_terms
from generator.annotate.suggesting import across, suggest
from generator.annotate.words import Words
from generator.cli import run
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from generator.core.span import Span


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    return Words("", str(tmp_path_factory.mktemp("words")))


def passages(*texts):
    return [Passage(number, text, line=number + 1) for number, text in enumerate(texts)]


def groups(found):
    return {one.surface: one.group for one in found}


def test_what_is_quoted_is_a_candidate_even_once(words):
    assert (
        groups(suggest(passages("部门之间推行“双轨核算”，效果不错。"), (), Glossary(), words))["双轨核算"] == "quoted"
    )


def test_speech_in_quotation_marks_is_none(words):
    found = groups(suggest(passages("他说：“我们不会再等了”。有人喊“快走，别停”。"), (), Glossary(), words))
    assert not [surface for surface, group in found.items() if group == "quoted"]


def test_titles_are_works(words):
    (found,) = [
        one
        for one in suggest(passages("她写过《城市与账本》一书。"), (), Glossary(), words)
        if one.surface == "城市与账本"
    ]
    assert (found.kind, found.type) == ("entity", "work")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("企业开始使用 SaaS 软件。", "SaaS"),
        ("围绕 B 端客户展开。", "B 端"),
        ("他们做了 A/B测试。", "A/B"),
        ("5G 网络已经铺开。", "5G"),
    ],
)
def test_latin_and_mixed_names(words, text, surface):
    assert groups(suggest(passages(text), (), Glossary(), words))[surface] == "latin"


def test_latin_words_of_a_sentence_and_addresses_are_none(words):
    found = groups(suggest(passages("see the page at www.example.org or mail me@example.org"), (), Glossary(), words))
    assert not found


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("所谓边缘算力，就是离用户近的机器。", "边缘算力"),
        ("数字孪生（digital twin）已被采用。", "数字孪生"),
        ("这种做法称为灰度放量。", "灰度放量"),
    ],
)
def test_what_the_author_defines(words, text, surface):
    assert groups(suggest(passages(text), (), Glossary(), words))[surface] == "defined"


def test_a_compound_that_recurs_is_ranked_above_common_words(words):
    text = [
        "柔性排产需要数据。",
        "工人也要懂柔性排产。",
        "先有柔性排产，后有大规模定制的可能。",
        "需要的时候可以进行，可能可以。",
    ]
    found = [one.surface for one in suggest(passages(*text), (), Glossary(), words)]
    assert found[0] == "柔性排产"
    assert not {"可以", "需要", "可能", "进行"} & set(found)


def test_fragments_of_a_longer_candidate_are_merged(words):
    found = [
        one.surface
        for one in suggest(passages("云边协同很难。", "云边协同要看场景。", "做好云边协同。"), (), Glossary(), words)
    ]
    assert "云边协同" in found
    assert not {"云边", "边协同", "协同"} & set(found)


def test_what_an_entry_covers_is_not_suggested(words):
    entry = Entry("C2B", "C2B", "C2B", forms=("C2B", "反向定制"))
    found = groups(suggest(passages("Ｃ２Ｂ 与“反向定制”是一回事。"), (), Glossary({"C2B": entry}), words))
    assert "反向定制" not in found
    assert "C2B" not in found


def test_automatic_entities_keep_their_type(words):
    span = Span(0, 0, 3, "李文清", "person", origin="entities", score=0.6, published=False)
    (found,) = [one for one in suggest(passages("李文清到会。"), [span], Glossary(), words) if one.surface == "李文清"]
    assert (found.kind, found.type, found.group) == ("entity", "person", "entity")


def test_a_whole_site_ranks_by_spread(words):
    one = suggest(passages("双轨核算很难。", "双轨核算很慢。", "双轨核算很贵。"), (), Glossary(), words)
    two = suggest(passages("“潮汐排班”刚刚开始。"), (), Glossary(), words)
    whole = across({"a": [*one, *two], "b": one, "c": one})
    first, paths = whole[0]
    assert (first.surface, first.count, sorted(paths)) == ("双轨核算", 9, ["a", "b", "c"])


def test_the_same_text_gives_the_same_ranking(words):
    text = passages("数据孤岛、数据孤岛、“数据孤岛”与 API 网关。", "API 网关很多。")
    assert suggest(text, (), Glossary(), words) == suggest(text, (), Glossary(), words)


def test_key_terms_are_the_entries_by_weight(words):
    glossary = Glossary({name: Entry(name, name, name, forms=(name,)) for name in ("企业", "产业互联网")})
    assert key_terms(passages("企业与产业互联网。"), {"企业": 1, "产业互联网": 1}, glossary, words) == (
        "产业互联网",
        "企业",
    )


def test_add_writes_a_stub_that_is_not_suggested_again(tmp_path, capsys):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "site.toml").write_text('title = "站"\nentities = "off"\n')
    (tmp_path / "content/articles/a.md").write_text("# 题\n\n部门之间推行“双轨核算”，先试点，再铺开。\n")
    assert run(["suggest", "--site", str(tmp_path), "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert [one["surface"] for one in first][:1] == ["双轨核算"]
    assert {"surface", "kind", "type", "group", "count", "score", "context", "line"} <= first[0].keys()
    assert run(["suggest", "--site", str(tmp_path), "--top", "1", "--add"]) == 0
    assert "todo: true" in (tmp_path / "content/glossary/双轨核算.md").read_text()
    capsys.readouterr()
    run(["suggest", "--site", str(tmp_path), "--format", "json"])
    assert "双轨核算" not in [one["surface"] for one in json.loads(capsys.readouterr().out)]


def test_merging_is_the_same_as_comparing_all_pairs():
    from random import Random

    from generator.annotate.suggesting import _merged
    from generator.annotate.suggesting.candidates import Candidate
    from generator.annotate.suggesting.rank import Measured

    def says(better, surface, count):
        other, seen = better.candidate.surface, len(better.candidate.places)
        return (surface in other and count <= 1.2 * seen) or (
            other in surface and len(other) > 2 and count < 0.3 * seen
        )

    random = Random(7)
    for _ in range(200):
        surfaces = {"".join(random.choices("甲乙丙A", k=random.randint(1, 9))) for _ in range(30)}
        ranked = [
            Measured(
                Candidate(
                    one, random.choice(["ranked", "ranked", "quoted", "latin"]), places=[(0, 0)] * random.randint(1, 12)
                ),
                0.5,
            )
            for one in sorted(surfaces)
        ]
        kept = []
        for one in ranked:
            if not (
                one.candidate.group == "ranked"
                and any(says(better, one.candidate.surface, len(one.candidate.places)) for better in kept)
            ):
                kept.append(one)
        assert _merged(ranked) == kept
