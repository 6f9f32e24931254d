"""The annotator as a whole."""

import weakref

from generator import annotate
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from tests.annotate.texts import glossary


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
