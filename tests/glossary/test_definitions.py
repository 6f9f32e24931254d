"""Links and pictures in definitions lead where they do in articles; the pinyin of names."""

import re

from generator.core.entry import Dated, Entry
from generator.glossary.definitions import fragment, render
from tests.pipeline.sites import GLOSSARY, build, make, page, write

DEFINED = GLOSSARY.replace("由顾客的", "[甲](../articles/b.md)由顾客的![图](a.png)").replace(
    "用联网的", "[乙](/articles/a.html)用联网的"
)
OWN = "---\ntitle: 甲\nterms:\n  C2B: '见[乙](b.md)和[[数据中台]]'\n---\n\nC2B和产业互联网，数据中台。\n"


def test_links_of_definitions_are_followed_from_their_own_files(tmp_path):
    make(tmp_path, {"a.md": OWN, "b.md": "# 乙\n\n文。\n"}, DEFINED)
    write(tmp_path, "content/glossary/a.png", b"\x89PNG")
    report = build(tmp_path)
    assert '<a href="../articles/b.html">甲</a>' in page(tmp_path, "glossary/C2B.html")
    assert 'src="../glossary/a.png"' in page(tmp_path, "glossary/C2B.html")
    assert '<a href="../articles/a.html">乙</a>' in page(tmp_path, "glossary/产业互联网.html")
    assert (
        '见<a href="../articles/b.html">乙</a>和<a class="w" href="../glossary/%E6%95%B0%E6%8D%AE%E4%B8%AD%E5%8F%B0.html">数据中台</a>'
        in page(tmp_path, "articles/a.html")
    )
    assert (tmp_path / "build/glossary/a.png").read_bytes() == b"\x89PNG"
    assert report.problems == ()


def test_a_link_of_a_definition_that_leads_nowhere_is_told(tmp_path):
    make(tmp_path, None, GLOSSARY.replace("由顾客的", "[甲](nowhere.md)由顾客的![](none.png)"))
    told = {(problem.code, problem.place.path) for problem in build(tmp_path).problems}
    assert told == {("broken-link", "content/glossary/terms.toml"), ("missing-image", "content/glossary/terms.toml")}
    assert not any(
        re.search("zhushu-(?:here|link|entry)", path.read_text(encoding="utf-8"))
        for path in (tmp_path / "build").rglob("*.html")
    )


NOTED = '一层[^1]。\n\n## 小结\n\n“id=”与 `id="`。\n\n[^1]: 见[小结](#小结)。\n'


def test_ids_are_the_definitions_own_and_its_links_lead_to_them():
    html = fragment(NOTED, "中台")
    ids = re.findall(r' id="([^"]+)"', html)
    assert ids == ["g-中台~fnref-1", "g-中台~小结", "g-中台~fn-1"]
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
