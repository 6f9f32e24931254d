"""What annotators see of a Markdown article."""

import pytest

from generator.core.passage import OBJECT, Wanted
from tests.readers.making import draft, passages


def texts(markdown: str) -> list[str]:
    return [passage.text for passage in passages(markdown)]


def test_emphasis_is_not_seen() -> None:
    assert texts("**产业**互联网和*消费*互联网，~~旧~~新") == ["产业互联网和消费互联网，旧新"]


def test_line_breaks_in_chinese_are_not_seen() -> None:
    (passage,) = passages("产业\n互联网，产业  \n互联网，产业\\\n互联网")
    assert passage.text == "产业互联网，产业互联网，产业互联网"
    assert passage.breaks == (2, 8, 14)
    assert [passage.line_at(at) for at in (0, 2, 7, 8, 14)] == [1, 2, 2, 3, 4]


def test_line_breaks_in_english_are_spaces() -> None:
    assert texts("machine\nlearning  \nin 深圳") == ["machine learning in 深圳"]


@pytest.mark.parametrize(
    "markup",
    [
        "`code`",
        "[链接](b.md)",
        "![图](c.png)",
        "$x$",
        "<kbd>K</kbd>",
        "<a href='x'>链接</a>",
        "https://example.com/a",
        "<https://example.com>",
    ],
)
def test_what_may_not_be_annotated_is_one_character(markup: str) -> None:
    assert texts(f"前{markup}，后") == [f"前{OBJECT}，后"]


def test_entities_and_escapes_are_the_characters_that_are_seen() -> None:
    assert texts(r"A&amp;B &lt;甲&gt; \*星\* &#x4E2D;") == ["A&B <甲> *星* 中"]


def test_raw_tags_are_not_seen_and_their_text_is() -> None:
    assert texts("产<u>业</u>互<b>联</b>网<!-- 注 --><script>x</script>") == ["产业互联网"]


def test_roles() -> None:
    markdown = (
        "# 题\n\n段\n\n## 节\n\n- 项\n\n> 引\n\n|格|\n|-|\n|子|\n\n词\n: 义\n\n▲ 图注\n\n{.lead}\n导语\n\n脚[^1]\n\n[^1]: 注\n\n"
        '> [!NOTE]\n> 框里\n\n![图](a.png "题注")\n'
    )
    roles = {passage.text.replace(OBJECT, ""): passage.role for passage in passages(markdown)}
    assert roles == {
        "段": "paragraph",
        "节": "heading",
        "项": "item",
        "引": "quote",
        "格": "cell",
        "子": "cell",
        "词": "definition",
        "义": "definition",
        "▲ 图注": "caption",
        "导语": "lead",
        "脚": "paragraph",
        "注": "footnote",
        "框里": "paragraph",
        "题注": "caption",
    }


def test_lines_count_from_the_top_of_the_file() -> None:
    markdown = (
        "---\ntitle: 题\n---\n\n段\n\n- 甲\n- 乙\n\n|a|\n|-|\n|b|\n\n> 引\n>\n> 二\n\n脚[^1]^[行内]\n\n[^1]: 注\n"
    )
    assert [(passage.text.replace(OBJECT, ""), passage.line) for passage in passages(markdown)] == [
        ("段", 5),
        ("甲", 7),
        ("乙", 8),
        ("a", 10),
        ("b", 12),
        ("引", 14),
        ("二", 16),
        ("脚", 18),
        ("注", 20),
        ("行内", 20),
    ]


def test_sections_are_those_of_the_shallowest_level() -> None:
    markdown = "前\n\n## 一\n\n甲\n\n### 一点一\n\n乙\n\n## 二\n\n丙"
    assert [(passage.text, passage.section) for passage in passages(markdown)] == [
        ("前", 0),
        ("一", 1),
        ("甲", 1),
        ("一点一", 1),
        ("乙", 1),
        ("二", 2),
        ("丙", 2),
    ]


def test_one_heading_above_all_others_is_no_section_for_all() -> None:
    markdown = "---\ntitle: 别的题目\n---\n# 总\n\n甲\n\n## 一\n\n乙\n\n## 二\n\n丙"
    assert [passage.section for passage in passages(markdown)] == [1, 1, 2, 2, 3, 3]


def test_wanted_and_barred() -> None:
    (passage,) = passages(r"读[[产业互联网]]、[[C2B|它]]，不读\[[数据]]和[中**台**]{.nomark}。")
    assert passage.text == "读产业互联网、它，不读数据和中台。"
    assert passage.wanted == (Wanted(1, 6, "产业互联网"), Wanted(7, 8, "C2B"))
    assert [passage.text[start:end] for start, end in passage.barred] == ["数据", "中台"]


def test_first_heading_is_the_title() -> None:
    assert draft("# 早市 *记*\n\n一段").meta.title == "早市 记"
    assert passages("# 早市\n\n一段")[0].text == "一段"


def test_first_heading_that_says_the_title_again_is_left_out() -> None:
    assert [passage.text for passage in passages("---\ntitle: 早市：一天\n---\n# 早市 一天\n\n一段")] == ["一段"]


def test_first_heading_that_says_something_else_stays() -> None:
    one = draft("---\ntitle: 早市\n---\n# 夜市\n\n一段")
    assert one.meta.title == "早市"
    assert [passage.text for passage in one.body.passages] == ["夜市", "一段"]


def test_nothing_to_see_is_no_passage() -> None:
    assert texts("![图](a.png)\n\n`code`\n\n----\n\n<div></div>") == []
    assert texts("") == []


def test_text_in_raw_blocks_is_passages_in_document_order() -> None:
    raw = "<div>\n块里的<b>产业</b>互联网\n<table><tr><td>格</td></tr></table></div>"
    one = draft(f"前\n\n{raw}\n\n<details>\n\n中\n\n</details>\n\n<center>图一</center>\n\n后")
    assert [(passage.number, passage.text) for passage in one.body.passages] == [
        (0, "前"),
        (1, "块里的产业互联网"),
        (2, "格"),
        (3, "中"),
        (4, "图一"),
        (5, "后"),
    ]
    assert [passage.role for passage in one.body.passages][2] == "cell"


def test_ruby_is_read_through_its_base() -> None:
    assert texts("讲<ruby>数据<rt>shùjù</rt></ruby>中台，{漢字|かんじ}和{漢字|かん|じ}，{甲|乙}") == [
        "讲数据中台，漢字和漢字，{甲|乙}"
    ]


@pytest.mark.parametrize(
    "text",
    ["List<String> x", "-Xmx=<size>", "<?php echo 1 ?>", "#include <stdio.h>", "Class<Object> c", "cp <source> <main>"],
)
def test_what_is_no_element_is_text(text: str) -> None:
    assert texts(text) == [text]


def test_indents_of_full_width_spaces_are_left_to_the_style() -> None:
    assert texts("\u3000\u3000一段\n\u3000\u3000**又**一行\n\n- \u3000项") == ["一段\u3000\u3000又一行", "项"]


def test_too_deep_is_told() -> None:
    one = draft("> " * 150 + "深")
    assert [problem.code for problem in one.problems] == ["too-deep"]
