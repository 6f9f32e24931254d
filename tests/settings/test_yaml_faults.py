"""Mistakes in YAML: the line on which they are, not the one at which the parser gave up, and what to type instead."""

import pytest

from generator.settings import yaml


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        ("title: @甲", 1, "以 @ 开头", '写作 title: "@甲"'),
        ("title: %50", 1, "以 % 开头", '写作 title: "%50"'),
        ("title: `x`", 1, "以 ` 开头", '写作 title: "`x`"'),
        ("title: *重点*文", 1, "以 * 开头", '写作 title: "*重点*文"'),
        ("title: &说 再见\nb: @", 1, "以 & 开头", '写作 title: "&说 再见"'),
        ("title: !重要 的", 1, "以 ! 开头", '写作 title: "!重要 的"'),
        ("title: | 甲\nb: 1", 1, "以 | 开头", '写作 title: "| 甲"'),
        ("title: ]甲", 1, "以 ] 开头", '写作 title: "]甲"'),
        ("title: [甲\ndate: 1", 1, "方括号没有合上", "列表写作 title: [甲, 乙]"),
        ("tags: [甲，乙】\ndate: 1", 1, "方括号没有合上", "列表写作 tags: [甲, 乙]"),
        ("title: [译]文 x", 1, "方括号后面还有文字", '写作 title: "[译]文 x"'),
        ("title: {甲}乙", 1, "花括号后面还有文字", '写作 title: "{甲}乙"'),
        ("tags: ['a', \"b]\n", 1, "引号没有合上", "成对"),
        ('title: "甲"乙', 1, "引号后面还有多余的文字", "写作 title: '\"甲\"乙'"),
        ("title: '甲'的'乙'", 1, "引号后面还有多余的文字", "写作 title: \"'甲'的'乙'\""),
        ('a: 1\ntitle: "甲\ndate: 2', 2, "引号没有合上", '在这一行末尾补上 "'),
        ('title: "C:\\Users"', 1, "双引号里的反斜杠", "单引号"),
        ("title:甲\ndate: 2021-01-01", 1, "冒号后面要有一个空格", "写作 title: 甲"),
        ("url:https://x\ntitle: a", 1, "冒号后面要有一个空格", "写作 url: https://x"),
        ("标题 甲\ndate: 1", 1, "没有“键: 值”", "移到文件头的下面"),
        ("title: a\n第二行\ndate: 1", 2, "没有“键: 值”：第二行", "接到上一行后面"),
        ("title: 甲\n  date: 2021", 2, "多了缩进", "对齐"),
        ("- name：甲\n  definition: 乙", 1, "“name”的冒号后面要有一个空格", "写作 - name: 甲"),
        ("  title: 甲\ndate: 2021", 2, "缩进和上面的都不一样", "对齐"),
        ("a:\n  b: 1\n c: 2", 3, "缩进", "对齐"),
        ("a:\n    b: 1\n  c: 2", 3, "缩进", "对齐"),
        ("tags: - a\n", 1, "列表要另起一行", "写作两行"),
        ("tags:\n- a\n- @b\n", 3, "以 @ 开头", '写作 - "@b"'),
        ("title: 甲\n\tdate: 1", 2, "制表符", "换成两个空格"),
        ('title: "a" # ok\nb: [1, 2] # x\ntext: |\n  @ : x\nc: @', 5, "以 @ 开头", '写作 c: "@"'),
    ],
)
def test_the_line_and_what_to_type(text, line, said, hint):
    _, _, [problem] = yaml.parse("a.md", text)
    assert problem.place.line == line
    assert said in problem.message.zh
    assert problem.hint
    assert hint in problem.hint.zh
    assert "expected" not in problem.message.en


def test_a_text_that_goes_on_over_lines_is_no_mistake():
    text = "a: 甲\n  乙\nb: '丙\n  丁'\nc: [戊,\n  己]\nd: >-\n  庚: 辛\ne: : x"
    _, _, [problem] = yaml.parse("a.md", text)
    assert problem.place.line == 9
