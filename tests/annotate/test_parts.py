"""Edges, an entry's own rules, short names, what the author decides."""

import weakref

import pytest

from generator import annotate
from generator.annotate import edges, law, rules, short
from generator.annotate.forms import Forms
from generator.core.entry import Entry, Glossary, Match
from generator.core.passage import OBJECT, Passage, Wanted
from tests.annotate.texts import glossary

RESEARCH = "研究生"


def found(settings, passages, *names):
    return annotate.choose(annotate.annotator(glossary(names), settings)(passages))


def kept(spans):
    return [span.text for span in spans if span.reason is None]


@pytest.mark.parametrize(
    ("text", "form", "whole"),
    [
        ("email", "ai", False),
        ("an ai", "ai", True),
        ("ai2", "ai", False),
        ("ai_x", "ai", False),
        ("@ai", "ai", False),
        ("ai@x", "ai", False),
        ("node.js", "js", False),
        ("node.js", "node", False),
        ("ai. ok", "ai", True),
        ("r&d", "d", False),
        ("ai-native", "ai", True),
        ("tcp/ip", "ip", True),
        ("c++", "c", False),
        ("c#", "c", False),
        ("ai+医疗", "ai", True),
        ("don't", "t", False),
        ("asp.net", ".net", False),
        ("用.net", ".net", True),
        ("cafe\u0301", "cafe", False),
        ("我用ai的", "ai", True),
        ("13.5", "3.5", False),
        ("5g网", "5g", True),
    ],
)
def test_edges(text, form, whole):
    start = text.index(form)
    assert edges.whole(text, start, start + len(form)) is whole


def test_addresses_end_where_their_characters_do():
    text = "见https://a.com/ai?x=1。www.ai.com，http:// ai"
    assert [text[slice(*place)] for place in edges.addresses(text)] == ["https://a.com/ai?x=1", "www.ai.com"]


@pytest.mark.parametrize(
    ("match", "role", "kind"),
    [
        (Match(), "heading", "open"),
        (Match(where=("body",)), "heading", "refused"),
        (Match(where=("body",)), "item", "open"),
        (Match(where=("lead", "quote")), "quote", "open"),
        (Match(where=("lead",)), "paragraph", "refused"),
        (Match(never=("研究生命",)), "paragraph", "refused"),
        (Match(never=("研究生院",)), "paragraph", "open"),
        (Match(always=("研究生命",)), "paragraph", "kept"),
        (Match(never=("究生命",), always=("研究生命",)), "paragraph", "kept"),
        (Match(never=("研究生命",), always=("研究生命",)), "paragraph", "refused"),
        (Match(never=("研究生研究生",)), "paragraph", "open"),
    ],
)
def test_an_entrys_own_rules(match, role, kind):
    entry = Entry(RESEARCH, RESEARCH, RESEARCH, forms=(RESEARCH,), match=match)
    assert rules.ruled(entry, RESEARCH, role, RESEARCH, "他研究生命", 1, 4).kind == kind


def test_never_looks_at_every_place_of_the_form_in_the_longer_word():
    entry = Entry("数据", "数据", "数据", forms=("数据",), match=Match(never=("大数据元数据",)))
    text = "大数据元数据"
    assert [rules.ruled(entry, "数据", "paragraph", "数据", text, at, at + 2).kind for at in (1, 4)] == [
        "refused",
        "refused",
    ]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("中国移动通信集团", "organization", ["中国移动通信", "中国移动"]),
        ("深圳市腾讯计算机系统有限公司", "organization", ["深圳市腾讯计算机系统", "深圳市腾讯", "腾讯"]),
        ("苹果公司", "organization", []),
        ("北京科技公司", "organization", ["北京科技"]),
        ("史蒂夫·乔布斯", "person", ["乔布斯"]),
        ("王景田", "person", []),
        ("中国移动通信集团", "term", []),
    ],
)
def test_short_names(words, name, kind, expected):
    assert short.short_names(Entry(name, name, name, kind, (name,)), words) == expected


def test_an_entry_may_do_without_short_names(words):
    entry = Entry("x", "中国移动通信集团", "x", "organization", ("中国移动通信集团",), short=False)
    assert short.short_names(entry, words) == []


def test_a_short_name_that_is_another_entrys_form_is_that_entrys(listed):
    entries = {name: Entry(name, name, name, "organization", (name,)) for name in ("中国移动通信集团", "中国移动")}
    spans = annotate.choose(annotate.annotator(Glossary(entries), listed)([Passage(0, "中国移动通信集团，即中国移动")]))
    assert [span.ref for span in spans if span.reason is None] == ["中国移动通信集团", "中国移动"]


def test_short_names_are_found_in_later_passages(listed):
    entries = {"a": Entry("a", "中国移动通信集团", "a", "organization", ("中国移动通信集团",))}
    passages = [Passage(0, "中国移动在前"), Passage(1, "中国移动通信集团"), Passage(2, "中国移动在后")]
    spans = annotate.choose(annotate.annotator(Glossary(entries), listed)(passages))
    assert [(span.passage, span.text) for span in spans if span.reason is None] == [
        (1, "中国移动通信集团"),
        (2, "中国移动"),
    ]


def test_the_authors_mark_wins_whatever_the_segmenter_says(listed):
    passage = Passage(0, "企业集中台湾", wanted=(Wanted(3, 5, "中台"), Wanted(0, 2, "没有的")))
    spans = found(listed, [passage], "中台", "集中台湾")
    assert [(span.text, span.origin) for span in spans if span.reason is None] == [("中台", "author")]


def test_the_author_may_show_other_words(listed):
    assert kept(found(listed, [Passage(0, "这个平台", wanted=(Wanted(0, 4, "数据中台"),))], "数据中台")) == ["这个平台"]


def test_entries_are_named_by_id_first_then_by_form():
    entries = {"b": Entry("b", "甲", "b", forms=("甲", "a")), "a": Entry("a", "乙", "a", forms=("乙",))}
    forms = Forms(Glossary(entries))
    assert [forms.named(name).id for name in ("a", "Ａ", "甲")] == ["a", "b", "b"]
    assert forms.named("丙") is None


@pytest.mark.parametrize("order", [1, -1])
def test_of_forms_that_differ_in_case_or_script_a_find_belongs_to_the_one_written_just_so(listed, order):
    spans = found(
        listed,
        [Passage(0, "用 Swift 写，经 SWIFT 汇款，ＳＷＩＦＴ 与 swift；數據中臺即数据中台")],
        *["SWIFT", "Swift", "数据中台", "數據中臺"][::order],
    )
    refs = [(span.text, span.ref) for span in spans if span.reason is None]
    assert refs == [
        ("Swift", "Swift"),
        ("SWIFT", "SWIFT"),
        ("ＳＷＩＦＴ", "SWIFT"),
        ("swift", "SWIFT"),
        ("數據中臺", "數據中臺"),
        ("数据中台", "数据中台"),
    ]


def test_an_entry_is_named_as_it_is_written_first():
    forms = Forms(glossary(["SWIFT", "Swift"]))
    assert [forms.named(name).id for name in ("Swift", "SWIFT", "swift")] == ["Swift", "SWIFT", "SWIFT"]


def test_barred_ranges_stay_unmarked(listed):
    spans = found(listed, [Passage(0, "数据中台，数据中台", barred=((0, 3),))], "数据中台")
    assert [span.reason for span in spans] == [law.BARRED, None]


def test_objects_are_never_part_of_a_form(listed):
    assert found(listed, [Passage(0, f"数据{OBJECT}中台")], f"数据{OBJECT}中台") == ()
    assert kept(found(listed, [Passage(0, f"{OBJECT}中台{OBJECT}")], "中台")) == ["中台"]


def test_entities_switched_off_are_refused_but_terms_stay(listed):
    from msgspec.structs import replace

    entries = {
        "腾讯": Entry("腾讯", "腾讯", "腾讯", "organization", ("腾讯",)),
        "中台": Entry("中台", "中台", "中台", forms=("中台",)),
    }
    spans = annotate.choose(
        annotate.annotator(Glossary(entries), replace(listed, entities="off"))([Passage(0, "腾讯中台")])
    )
    assert [(span.text, span.reason) for span in spans] == [("腾讯", annotate.ENTITIES_OFF), ("中台", None)]


def test_candidates_need_no_dictionary():
    assert annotate.candidates("企业集中台湾，ＡＩ", glossary(["中台", "AI", "上云"])) == {"中台", "AI"}


def test_forms_that_fold_alike_go_to_the_entry_that_is_named_so(listed):
    entries = {"a": Entry("a", "別名", "a", forms=("別名", "產業")), "b": Entry("b", "产业", "b", forms=("产业",))}
    assert [span.ref for span in annotate.annotator(Glossary(entries), listed)([Passage(0, "产业")])] == ["b"]


def test_of_two_new_terms_that_cross_the_better_reading_wins(listed):
    spans = found(listed, [Passage(0, "一个链改造器，一次链改")], "链改", "改造器")
    assert kept(spans) == ["改造器", "链改"]
    assert spans[0].reason.zh.startswith("链｜改造器 比 链改｜造｜器 高")


def test_scores_grow_with_the_margin(listed):
    low, high = found(listed, [Passage(0, "我是一名北大学子"), Passage(1, "去北大")], "北大")
    assert 0.5 < low.score < high.score == 0.99


def test_what_is_let_go_of_gives_its_memory_back_at_once(listed):
    passages = [Passage(0, "企业集中台湾，数据中台")]
    entries = glossary(["中台", "数据中台"])
    first = annotate.choose(annotate.annotator(entries, listed)(passages))
    annotate.key_terms(passages, {"中台": 1}, entries, listed)
    words = annotate.words_of(listed)
    there = weakref.ref(words.dictionary)
    del words
    annotate.unload()
    assert there() is None
    assert annotate.choose(annotate.annotator(entries, listed)(passages)) == first
