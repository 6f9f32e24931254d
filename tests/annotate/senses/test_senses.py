"""Which of several entries that share a form is meant."""

from pathlib import Path

import pytest

from benchmarks.sense_quality import measure, read, summary
from generator import annotate
from generator.core.entry import Entry, Match, Scope
from generator.core.passage import Passage, Wanted
from generator.core.span import NOTHING, About
from generator.glossary.load import assemble, load_file

CASES = Path(__file__).parents[2] / "cases"


def sense(name, label, **more):
    named = f"{name}（{label}）"
    return Entry(named, named, named, forms=(named, name), sense=label, **more)


FIRM = sense("苹果", "公司", type="organization", context=("手机", "库克"), definition="美国的科技公司。")
FRUIT = sense("苹果", "水果", context=("吃", "果园"), definition="一种水果。")


def found(listed, text, *entries, about=NOTHING, **more):
    passages = [Passage(number, each, **more) for number, each in enumerate(text.split("\n"))]
    spans = annotate.annotator(assemble(entries or (FIRM, FRUIT))[0], listed)(passages, about)
    return [span for span in spans if span.reason is None]


def meant(listed, text, *entries, **more):
    return [span.ref for span in found(listed, text, *entries, **more)]


@pytest.mark.parametrize(
    ("name", "precision", "coverage"), [("senses", 97, 80), ("senses-apart", 97, 75), ("senses-later", 95, 75)]
)
def test_the_gold_is_met(name, precision, coverage):
    told = measure(read(CASES / f"{name}.tsv"), load_file(CASES / f"{name}.csv"))
    chosen = [one for one in told if one.said not in ("", "-")]
    right = sum(one.said == one.gold.sense for one in chosen)
    assert 100 * right >= precision * len(chosen), summary(told)
    assert 100 * len(chosen) >= coverage * len(told), summary(told)


def test_the_gold_is_made_of_300_pairs_in_60_forms():
    gold = read(CASES / "senses.tsv")
    assert len(gold) == 600
    assert len({one.form for one in gold}) == 60
    assert all(one.form in one.sentence for one in gold)


def test_cues_near_by_decide(listed):
    assert meant(listed, "库克说苹果的手机卖得好。") == ["苹果（公司）"]
    assert meant(listed, "她在果园里吃了一个苹果。") == ["苹果（水果）"]
    assert meant(listed, "她在果園裡吃了一個蘋果。") == ["苹果（水果）"]


def test_without_evidence_the_choice_stays_open_with_the_candidates_in_order(listed):
    (span,) = found(listed, "这是苹果。")
    assert span.ref == "苹果（多义）"
    assert span.choices == ("苹果（公司）", "苹果（水果）")
    assert span.score == 0.5


def test_one_sense_per_discourse_unless_a_mention_says_otherwise(listed):
    text = "库克说苹果的手机卖得好。\n苹果很多。\n苹果的股价涨了。\n奶奶在果园里摘苹果吃。"
    assert meant(listed, text) == [*["苹果（公司）"] * 3, "苹果（水果）"]


def test_what_the_author_names_is_meant(listed):
    text = "这是苹果。"
    assert meant(listed, text, wanted=(Wanted(2, 4, "苹果（水果）"),)) == ["苹果（水果）"]
    assert meant(listed, text, wanted=(Wanted(2, 4, "苹果(公司)"),)) == ["苹果（公司）"]
    assert meant(listed, text, about=About(terms=("苹果（水果）",))) == ["苹果（水果）"]
    always = sense("苹果", "水果", match=Match(always=("这是苹果",)))
    assert meant(listed, text, FIRM, always) == ["苹果（水果）"]
    assert meant(listed, text, about=About(nomark=("苹果（水果）",))) == ["苹果（多义）"]
    assert meant(listed, text, about=About(nomark=("苹果",))) == []


def test_articles_tags_dates_and_company_count(listed):
    assert meant(listed, "这是苹果。", about=About(tags=("水果",))) == ["苹果（水果）"]
    early, late = sense("小米", "粮食", until="2009"), sense("小米", "手机", since="2010")
    assert meant(listed, "他喜欢小米。", early, late, about=About(date="2005-01-01")) == ["小米（粮食）"]
    assert meant(listed, "他喜欢小米。", early, late, about=About(date="2015-01-01")) == ["小米（手机）"]
    friend = Entry("雷军", "雷军", "雷军", "person", forms=("雷军",), see=("小米（手机）",))
    assert meant(listed, "雷军和小米。", sense("小米", "粮食"), sense("小米", "手机"), friend) == [
        "雷军",
        "小米（手机）",
    ]


def test_an_entry_counts_within_its_scope_alone(listed):
    scoped = sense("苹果", "水果", scope=Scope(folders=("garden",), tags=("园艺",)))
    inside = About(path="content/articles/garden/a.md")
    assert meant(listed, "库克说苹果的手机。", scoped) == []
    assert meant(listed, "这是苹果。", scoped, about=inside) == ["苹果（水果）"]
    assert meant(listed, "这是苹果。", FIRM, scoped) == ["苹果（公司）"]
    assert meant(listed, "这是苹果。", FIRM, scoped, about=About(tags=("园艺",))) == ["苹果（水果）"]
    assert meant(listed, "这是苹果。", scoped, about=About(terms=("苹果（水果）",))) == ["苹果（水果）"]


def test_every_choice_names_its_evidence(listed):
    (span,) = found(listed, "库克说苹果的手机卖得好。")
    assert "库克" in span.note.zh
    assert "手机" in span.note.en


def test_the_order_of_entries_changes_no_choice(listed):
    text = "库克说苹果的手机卖得好。\n她吃了一个苹果。\n苹果很多。"
    assert meant(listed, text, FIRM, FRUIT) == meant(listed, text, FRUIT, FIRM)
