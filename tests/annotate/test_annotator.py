"""The annotator as a whole."""

import weakref

from msgspec.structs import replace

from generator import annotate
from generator.annotate.segmenting.dictionary import jieba_file
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from tests.annotate.texts import glossary


def test_entities_switched_off_are_refused_but_terms_stay(listed):
    entries = {
        "腾讯": Entry("腾讯", "腾讯", "腾讯", "organization", ("腾讯",)),
        "中台": Entry("中台", "中台", "中台", forms=("中台",)),
    }
    spans = annotate.choose(
        annotate.annotator(Glossary(entries), replace(listed, entities="off"))([Passage(0, "腾讯中台")])
    )
    assert [(span.text, span.reason) for span in spans] == [("腾讯", annotate.ENTITIES_OFF), ("中台", None)]


def test_what_is_let_go_of_gives_its_memory_back_at_once(listed):
    passages = [Passage(0, "企业集中台湾，数据中台")]
    entries = glossary(["中台", "数据中台"])
    listed = replace(listed, dictionary=str(jieba_file("dict.txt")))  # by its path: no other test holds it
    first = annotate.choose(annotate.annotator(entries, listed)(passages))
    annotate.key_terms(passages, {"中台": 1}, entries, listed)
    words = annotate.words_of(listed)
    there = weakref.ref(words.dictionary)
    del words
    annotate.unload()
    assert there() is None
    assert annotate.choose(annotate.annotator(entries, listed)(passages)) == first


def test_what_is_kept_is_the_same_without_the_finds_that_another_one_covers(listed):
    names = ["数据", "数据中台", "中台", "台湾", "集中", "中国移动通信集团", "移动", "API", "api", "开放"]
    entries = dict(glossary(names).entries)
    for text in (
        "数据中台和企业集中台湾，开放API与Api",
        "数据中台，api，数据集中，移动数据",
        "中国移动通信集团，即中国移动，数据中台",
    ):
        for kind in ("term", "organization"):
            entries["中国移动通信集团"] = Entry(
                "中国移动通信集团", "中国移动通信集团", "x", kind, ("中国移动通信集团",), short=True
            )
            some = Glossary(entries)
            every = annotate.annotator(some, listed)([Passage(0, text)])
            brief = annotate.annotator(some, listed, kept_only=True)([Passage(0, text)])
            assert [span for span in brief if span.reason is None] == [span for span in every if span.reason is None]
            assert len(brief) <= len(every)


def test_finds_that_another_one_covers_are_not_judged(listed):
    passages = [Passage(0, "数据中台")]
    some = glossary(["数据", "数据中台", "中台"])
    assert len(annotate.annotator(some, listed)(passages)) == 3
    assert [span.text for span in annotate.annotator(some, listed, kept_only=True)(passages)] == ["数据中台"]
