"""Marks in Markdown: where they open and close."""

import pytest

from tests.readers.making import html


@pytest.mark.parametrize(
    ("markdown", "word", "expected"),
    [
        ("产业互联网很大", "产业互联网", "<a>产业互联网</a>很大"),
        ("**产业**互联网很大", "产业互联网", "<a><strong>产业</strong>互联网</a>很大"),
        ("说产业**互联网**很大", "产业互联网", "说<a>产业<strong>互联网</strong></a>很大"),
        ("**产业互联网**很大", "产业互联网", "<strong><a>产业互联网</a></strong>很大"),
        ("**大产业**互联网很大", "产业互联网", "<strong>大</strong><a><strong>产业</strong>互联网</a>很大"),
        ("产业**互联网很大**", "产业互联网", "<a>产业<strong>互联网</strong></a><strong>很大</strong>"),
        (
            "**大产业**互*联网很*大",
            "产业互联网",
            "<strong>大</strong><a><strong>产业</strong>互<em>联网</em></a><em>很</em>大",
        ),
        ("***产业**互联网*很大", "产业互联网", "<em><a><strong>产业</strong>互联网</a></em>很大"),
        ("产业\n互联网很大", "产业互联网", "<a>产业互联网</a>很大"),
        ("产业  \n互联网很大", "产业互联网", "<a>产业<br>\n互联网</a>很大"),
        ("产业互联网  \n很大", "产业互联网", "<a>产业互联网</a><br>\n很大"),
        ("好  \n产业互联网", "产业互联网", "好<br>\n<a>产业互联网</a>"),
        ("产`x`产业互联网", "产业互联网", "产<code>x</code><a>产业互联网</a>"),
        ("A&amp;B<甲", "B<甲", "A&amp;<a>B&lt;甲</a>"),
        (
            "[大产业]{#own .k}互联网",
            "产业互联网",
            '<span id="own" class="k">大</span><a><span class="k">产业</span>互联网</a>',
        ),
        ("产<u>业</u>互联网", "产业互联网", "<a>产<u>业</u>互联网</a>"),
        ("machine\nlearning 很大", "machine learning", "<a>machine\nlearning</a> 很大"),
        ("\\[[产业]]互联网", "产业互联网", "<a>产业互联网</a>"),
    ],
)
def test_mark(markdown: str, word: str, expected: str) -> None:
    assert html(markdown, marked=[word]) == f"<p>{expected}</p>"


def test_marks_beside_each_other_stay_apart() -> None:
    assert html("**数据**中台产业", marked=["数据中台", "产业"]) == "<p><a><strong>数据</strong>中台</a><a>产业</a></p>"


def test_two_marks_in_one_emphasis() -> None:
    assert html("**甲和乙**", marked=["甲", "乙"]) == "<p><strong><a>甲</a>和<a>乙</a></strong></p>"


def test_what_is_not_marked_is_as_without_marks() -> None:
    markdown = "前 **一** `x`\n\n- 产业互联网\n- *二*\n\n> 三"
    plain = html(markdown)
    assert html(markdown, marked=["产业互联网"]) == plain.replace("产业互联网", "<a>产业互联网</a>")


def test_marks_in_every_kind_of_block() -> None:
    markdown = (
        '词一\n\n- 词二\n\n> 词三\n\n|词四|\n|-|\n|词五|\n\n词六\n: 词七\n\n脚[^1]\n\n[^1]: 词八\n\n![图](a.png "词九")'
    )
    words = [f"词{number}" for number in "一二三四五六七八九"]
    woven = html(markdown, marked=words)
    assert all(f"<a>{word}</a>" in woven for word in words)


def test_a_mark_in_a_ruby_whose_base_is_wrapped() -> None:
    made = html("<p><ruby>数据\n > 甲<rt>shùjù</rt></ruby></p>", "a.html", marked=["数据"])
    assert made == "<p><ruby><a>数据</a> &gt; 甲<rt>shùjù</rt></ruby></p>"
