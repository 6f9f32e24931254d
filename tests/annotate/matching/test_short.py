"""Short names of people and organisations."""

import pytest

from generator import annotate
from generator.annotate.matching import short
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("中国移动通信集团", "organization", ["中国移动通信", "中国移动"]),
        ("深圳市腾讯计算机系统有限公司", "organization", ["深圳市腾讯计算机系统", "深圳市腾讯", "腾讯"]),
        ("北京字节跳动科技有限公司", "organization", ["北京字节跳动科技", "北京字节跳动", "字节跳动"]),
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
