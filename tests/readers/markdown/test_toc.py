"""`[TOC]` and its kin place a table of contents; `*[abbr]:` explains."""

import pytest

from generator.core.draft import Source
from generator.readers import read


def html(text: str) -> str:
    return read(Source("a.md", text, "")).unmarked().html


NAV = '<nav class="contents" aria-label="目录">\n<ul>\n<li><a href="#甲">甲</a></li>\n</ul>\n</nav>\n<h2 id="甲">甲</h2>\n'


@pytest.mark.parametrize(
    "toc",
    [
        "[TOC]",
        "[toc]",
        "[[toc]]",
        "[[_TOC_]]",
        "@[TOC](目录)",
        "{:toc}",
        "- {:toc}",
        "* 目录\n{:toc}",
        "1. TOC\n{:toc .x}",
        "{% toc %}",
        "{{< toc >}}",
    ],
)
def test_place(toc: str) -> None:
    assert html(f"{toc}\n\n## 甲\n") == NAV
    assert html(f"文\n\n{toc}\n\n## 甲\n") == f"<p>文</p>\n{NAV}"


def test_levels() -> None:
    assert html("## 甲\n### 乙\n## 丙\n\n[TOC]\n").endswith(
        '<ul>\n<li><a href="#甲">甲</a><ul>\n<li><a href="#乙">乙</a></li>\n</ul>\n</li>\n'
        '<li><a href="#丙">丙</a></li>\n</ul>\n</nav>\n'
    )


@pytest.mark.parametrize("text", ["文[TOC]\n\n# 甲\n", "`[TOC]`\n\n# 甲\n", "```\n[TOC]\n```\n\n# 甲\n", "[TOC]\n"])
def test_no_place(text: str) -> None:
    assert "<nav" not in html(text)


def test_an_item_that_goes_on_stays() -> None:
    assert "<li>甲</li>" in html("- 甲\n- 乙\n{:toc}\n\n# 丙\n")


def test_abbreviations() -> None:
    text = 'HTML，**HTML**和HTML5，`HTML`。\n\n- 用HTML写\n\n*[HTML]: 超 "文本"\n*[HTML]: 二\n'
    abbr = '<abbr title="超 &quot;文本&quot;">HTML</abbr>'
    assert html(text) == (
        f"<p>{abbr}，<strong>{abbr}</strong>和HTML5，<code>HTML</code>。</p>\n<ul>\n<li>用{abbr}写</li>\n</ul>\n"
    )


def test_an_abbreviation_can_be_marked() -> None:
    [passage] = read(Source("a.md", "用HTML写\n\n*[HTML]: 超文本\n", "")).body.passages
    assert passage.text == "用HTML写"


def test_emphasis_is_no_abbreviation() -> None:
    assert html("*[甲]*: 乙\n") == "<p><em>[甲]</em>: 乙</p>\n"


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("![图](a.png){width=300}", 'alt="图" width="300"'),
        ("![图](a.png){width=300px}", 'alt="图" width="300"'),
        ("![图](a.png){width=50%}", 'alt="图" class="w50"'),
        ("![图](a.png =300x)", 'alt="图" width="300"'),
        ("![图](a.png =300x200)", 'alt="图" width="300" height="200"'),
        ('![图](a.png =300x "题")文', 'alt="图" title="题" width="300"'),
        ("![图|300](a.png)", 'alt="图" width="300"'),
        ("![图|300x200](a.png)", 'alt="图" width="300" height="200"'),
        ("![甲|乙](a.png)", 'alt="甲|乙"'),
        ('<img src="a.png" alt="图" width="33%">', 'alt="图" class="w30"'),
    ],
)
def test_images_by_width(text: str, attributes: str) -> None:
    assert f'<img src="zhushu-link:0:" {attributes} loading="lazy"' in html(f"{text}\n")


def test_what_is_centred() -> None:
    assert html("<center>甲</center>\n") == '<div class="center">甲</div>\n'
    assert html('<p align="right">甲</p>\n') == '<p class="right">甲</p>\n'


def test_a_numbered_heading_among_others_is_no_title() -> None:
    assert read(Source("a.md", "@[TOC](目录)\n\n# 一、甲\n\n# 二、乙\n", "")).meta.title == ""
    assert read(Source("a.md", "# 一、甲\n\n## 二、乙\n", "")).meta.title == "一、甲"
