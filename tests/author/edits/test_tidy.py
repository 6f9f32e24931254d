"""Entries put in order: what is needless goes, everything else stays byte for byte."""

import pytest

from generator.author.edits.tidy import tidy_entries
from generator.glossary import gather

TOML = """# 我的词条
[[entry]]
name = "数据中台" # 名
aliases = [
  "数据中台", # 和名称一样
  "中台数据层", # 别名
  " 中台数据层 ",
]
definition = "一层。"
see = ["产业互联网", "数据中台"]

[[entry]]
name = "产业互联网"
aliases = ["产业网", "產業互聯網", "产业网"] # 行末
definition = "一张网。"
"""


def forms(path, text):
    return [(entry.forms, entry.see) for entry in gather.parse(path, text)[0]]


def test_what_stands_twice_goes_and_comments_stay():
    text = TOML.replace(", # 和名称一样", ",")
    new, changes = tidy_entries("content/glossary/a.toml", text)
    assert [(line, said.zh) for line, said in changes] == [
        (2, "从 aliases 里去掉了多余的“中台数据层”"),
        (2, "从 aliases 里去掉了多余的“数据中台”"),
        (2, "从 see 里去掉了多余的“数据中台”"),
        (12, "从 aliases 里去掉了多余的“产业网”"),
    ]
    assert forms("a.toml", new) == [
        (("数据中台", "中台数据层"), ("产业互联网",)),
        (("产业互联网", "产业网", "產業互聯網"), ()),
    ]
    assert all(comment in new for comment in ("# 我的词条", "# 名", "# 别名", "# 行末"))
    assert tidy_entries("content/glossary/a.toml", new) == (new, [])


def test_where_a_comment_would_be_lost_nothing_is_done():
    assert tidy_entries("content/glossary/a.toml", TOML) == (TOML, [])


@pytest.mark.parametrize(
    ("path", "text", "new"),
    [
        (
            "a/中台.md",
            "---\n# 一\naliases: [中台, 技术中台, 技术中台]\ntype: term\n---\n\n释义\n",
            "---\n# 一\naliases: [技术中台]\ntype: term\n---\n\n释义\n",
        ),
        (
            "a/中台.md",
            "---\naliases:\n  - 甲\n  - 中台\n  - 乙 # 二\n  - 甲\nsee:\n- 丙\n---\n释义\n",
            "---\naliases:\n  - 甲\n  - 乙 # 二\nsee:\n- 丙\n---\n释义\n",
        ),
        ("a/中台.md", '+++\naliases = ["甲", "甲"]\n+++\n释义\n', '+++\naliases = ["甲"]\n+++\n释义\n'),
        (
            "a/b.yaml",
            "- name: 甲\n  aliases: [乙, 甲]\n- name: 丙\n  sources: [书, 书]\n",
            "- name: 甲\n  aliases: [乙]\n- name: 丙\n  sources: [书]\n",
        ),
        ("a/b.yaml", "entry:\n- name: 甲\n  aliases: [乙, '']\n", "entry:\n- name: 甲\n  aliases: [乙]\n"),
    ],
)
def test_each_form(path, text, new):
    assert tidy_entries(path, text)[0] == new
    assert bool(tidy_entries(path, text)[1]) == (text != new)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a/a.toml", "x = ["),
        ("a/a.toml", "entry = 1"),
        ("a/a.toml", '[[entry]]\naliases = "x"'),
        ("a/a.yaml", "[: "),
        ("a/a.yaml", ""),
        ("a/a.yaml", "- 1\n- [x]\n"),
        ("a/a.csv", "name,aliases\n甲,甲|甲\n"),
        ("a/GLOSSARY.md", "## 甲\n甲\n"),
        ("a/a.md", "甲\n"),
        ("a/a.md", "---\n- x\n---\n"),
    ],
)
def test_what_has_another_form_stays(path, text):
    assert tidy_entries(path, text) == (text, [])
