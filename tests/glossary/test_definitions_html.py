"""Definitions as HTML: many of them stand on one page."""

import re

from generator.core.entry import Dated, Entry
from generator.glossary.definitions import fragment, render

NOTED = '一层[^1]。\n\n## 小结\n\n“id=”与 `id="`。\n\n[^1]: 见[小结](#小结)。\n'


def test_ids_are_the_definitions_own_and_its_links_lead_to_them():
    html = fragment(NOTED, "中台")
    ids = re.findall(r' id="([^"]+)"', html)
    assert ids == ["g-中台-fnref-1", "g-中台-小结", "g-中台-fn-1"]
    assert sorted(re.findall(r'href="#([^"]+)"', html)) == sorted(ids)
    assert "“id=”与 <code>id=&quot;</code>" in html


def test_no_two_definitions_share_an_id():
    entries = [
        Entry(id=name, name=name, slug=name, definition=NOTED, dated=(Dated("2018", NOTED), Dated("2020", NOTED)))
        for name in ("中台", "C2B")
    ]
    made = render(entries, {}).values()
    ids = re.findall(r' id="([^"]+)"', "".join("".join((each.html, *each.dated)) for each in made))
    assert len(ids) == len(set(ids)) == 18


def test_a_definition_of_one_paragraph_stands_in_its_sentence():
    assert fragment("加工**数据**的一层。", "中台") == "加工<strong>数据</strong>的一层。"


def test_paragraphs_become_one_line_without_blanks_after_chinese_signs():
    definition = "第一段。\n\n第二段：\n\n- A and B.\n- C"
    made = render([Entry(id="甲", name="甲", slug="甲", definition=definition)], {})
    assert [each.text for each in made.values()] == ["第一段。第二段：A and B. C"]
