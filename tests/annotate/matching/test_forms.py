"""Which entry a form belongs to."""

import pytest

from generator import annotate
from generator.annotate.matching.forms import Forms
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from tests.annotate.texts import found, glossary


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
        ("swift", "Swift"),
        ("數據中臺", "數據中臺"),
        ("数据中台", "数据中台"),
    ]


def test_an_entry_is_named_as_it_is_written_first():
    forms = Forms(glossary(["SWIFT", "Swift"]))
    assert [forms.named(name).id for name in ("Swift", "SWIFT", "swift")] == ["Swift", "SWIFT", "SWIFT"]


def test_candidates_need_no_dictionary():
    assert annotate.candidates("企业集中台湾，ＡＩ", glossary(["中台", "AI", "上云"])) == {"中台", "AI"}


def test_forms_that_fold_alike_go_to_the_entry_that_is_named_so(listed):
    entries = {"a": Entry("a", "別名", "a", forms=("別名", "產業")), "b": Entry("b", "产业", "b", forms=("产业",))}
    assert [span.ref for span in annotate.annotator(Glossary(entries), listed)([Passage(0, "产业")])] == ["b"]
