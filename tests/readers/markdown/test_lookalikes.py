"""What looks like markup and is not read is told, with its line; what is read, or is no markup, is not."""

import pytest

from generator.core.draft import Source
from generator.core.settings import ReadSettings
from generator.readers import read


def told(text: str, *, breaks: bool = False) -> list[tuple[int, str]]:
    problems = read(Source("a.md", text, ""), ReadSettings(breaks=breaks)).problems
    return [(each.place.line, each.message.en) for each in problems if each.code == "unread-markup"]


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("##安装\n\n文\n", 1, "heading"),
        ("---\ntitle: a\n---\n文\n\n###1.步骤\n", 6, "heading"),
        ("#概述\n\n文\n", 1, "heading"),
        ("##　使用\n", 1, "heading"),
        ("#　使用\n", 1, "heading"),
        ("１．甲\n２．乙\n", 1, "list"),
        ("-　甲\n-　乙\n", 1, "list"),
        ("文\n##安装\n文\n", 2, "heading"),
        ("文\n#安装\n文\n", 2, "heading"),
        ("＃ 概述\n\n文\n", 1, "heading"),
        ("> ##引文里\n", 1, "heading"),
        ("文：\n1、甲\n2、乙\n", 2, "list"),
        ("1.甲\n2.乙\n", 1, "list"),
        ("（1）甲\n（2）乙\n", 1, "list"),
        ("(1)甲\n(2)乙\n", 1, "list"),
        ("一、甲\n二、乙\n", 1, "list"),
        ("①甲\n②乙\n", 1, "list"),
        ("· 甲\n· 乙\n", 1, "list"),
        ("-甲\n-乙\n", 1, "list"),
        ("- 项\n\n  1、甲\n  2、乙\n", 3, "list"),
        ("[甲](https://a.com/b c)\n", 1, "link"),
        ("文[^甲]\n", 1, "footnote"),
        ("一\n文[^1]和[^2]\n\n[^1]: 注\n", 2, "footnote"),
        ("- 项[^1]\n- 二\n", 1, "footnote"),
        ("| 甲 | 乙 |\n| 1 | 2 |\n", 1, "table"),
        ("| 甲 | 乙 |\n|---|\n| 1 | 2 |\n", 1, "table"),
        ("｜甲｜乙｜\n｜1｜2｜\n", 1, "table"),
        ("！[图](a.png)\n", 1, "image"),
        ("[文字]（https://e.com）\n", 1, "link"),
        ("[文字] (https://e.com)\n", 1, "link"),
        ("【文字】(https://e.com)\n", 1, "link"),
        ("甲\n\n乙** 重要 **的\n", 3, "emphasis"),
        ("甲\n\n<<< @/a.js{1}\n", 3, "snippet"),
    ],
)
def test_told(text: str, line: int, kind: str) -> None:
    [(number, said)] = told(text)
    assert (number, kind in said) == (line, True)


@pytest.mark.parametrize(
    "text",
    [
        "## 安装\n",
        "#读书 #随笔\n",
        "文\n#读书\n",
        "#话题#\n",
        "#12 修好了\n",
        "```c\n#include <a.h>\n##安装\n1、甲\n2、乙\n```\n",
        "    ##安装\n",
        "`##安装`\n",
        "\\##安装\n",
        "1、甲  \n2、乙\n",
        "1、甲<br>\n2、乙\n",
        "1、甲\n\n2、乙\n",
        "他有3、4个\n5、6天\n",
        "1. 甲\n2. 乙\n",
        "3.14\n2.71\n",
        "文[^1]\n\n[^1]: 注\n",
        "`[^a-z]`\n",
        "```\n[^a]\n```\n",
        "文^[注]\n",
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
        "好！[图](a.md)\n",
        "2**3**4\n",
        "\\*\\*甲\\*\\*\n",
        "**重要**的\n",
        "$a_1$\n$$\n1、x\n$$\n",
    ],
)
def test_not_told(text: str) -> None:
    assert told(text) == []


def test_lists_are_no_matter_where_line_ends_are_line_breaks() -> None:
    assert told("1、甲\n2、乙\n", breaks=True) == []
    assert told("##甲\n", breaks=True) != []


def test_footnotes_that_are_not_on_the_page_are_told() -> None:
    problems = read(Source("a.md", "文[^a]\n\n[^a]: 一\n\n[^b]: 二\n\n[^a]: 三\n", "")).problems
    assert [(each.code, each.place.line) for each in problems] == [("unused-note", 3), ("unused-note", 5)]
