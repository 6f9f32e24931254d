"""The fast path for inline content leads where markdown-it's rules lead."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.core.passage import OBJECT
from generator.readers.addresses import Addresses
from generator.readers.markdown import parser
from generator.readers.markdown.fast import inline
from generator.readers.markdown.tokens import text_of
from tests.readers.markdown.alphabets import RARE, SIMPLE
from tests.readers.markdown.usual import same


@given(st.lists(st.sampled_from(SIMPLE + RARE), max_size=12).map("".join))
@example("，\u3000![图](a.png)\nx y\n")
@settings(max_examples=400, deadline=None)
def test_simple_content(text: str) -> None:
    references = '[甲]: https://e.com/a\n[b]: c "t"'
    same(f"{text}\n\n{references}")
    same(f"# {text}\n\n{references}")
    same(f"{text}\n\n* {text}\n\n> {text}\n\n{references}")


def test_the_short_way_is_taken() -> None:
    [token], contents = parser.parse(
        '见[这里](a.md)和[甲][b]，**重要**的`x`。\n下一行 ![图](b.png "t") a_b & c！\n\n[b]: d'
    )
    passage = contents.simple(token, Addresses(), 1)
    assert passage is not None
    assert token.children is None
    assert passage.text == f"见{OBJECT}和{OBJECT}，重要的{OBJECT}。下一行 {OBJECT} a_b & c！"


@pytest.mark.parametrize(
    "text",
    [
        "*轻*",
        "_轻_，**重 _和_ 轻**",
        "__重__",
        "\\*",
        "[**x**和`k`](y)",
        "[![图](a.png)](b)",
        "见 https://e.com/a_b",
        "[无]",
        "[无][有]",
        "![a_b](c)",
        "[a](b(c)d)",
        "[a](?b&c)",
        "a * b",
        "C ~ {d} ^",
        "[](d)",
        "（**「重」**）",
        "[见 `a` https://b.c](d)",
    ],
)
def test_short_ways_of_simple_content_are_taken(text: str) -> None:
    [token], contents = parser.parse(f"，{text}")
    assert contents.simple(token, Addresses(), 1) is not None
    assert contents.text(token) == text_of(contents.md.inline.parse(token.content, contents.md, {}, []))
    assert not token.children
    same(text)


@pytest.mark.parametrize(
    "text",
    [
        "[甲](javascript:x)",
        "*甲",
        "甲*乙",
        "***甲***",
        "*“甲”*乙",
        "字**“甲”**a",
        "a**「甲」**a",
        "[x] 甲",
        '![图](a "题")',
        "![图](a)\n▲ 题",
        "`甲",
        "甲  \n乙",
        "甲\\\n乙",
        "https://e.com/[甲]",
        "[a]\n[](b)\n乙",
        "<u>甲</u>",
        "&amp;",
        "<https://e.com>",
        "[甲][]",
        "*甲\ufe0f*",
        "_a_b",
        "甲_乙_丙",
        "字_「甲」_字",
        "[<b>](c)",
        "**“\ufe0f**a",
        "字\n<ruby>字<rt>zì</rt></ruby>",
    ],
)
def test_what_is_not_simple_is_as_markdown_it_has_it(text: str) -> None:
    for around in ("{}", "# {}", "前{}后", "**{}**", "[{}](z)"):
        same(around.format(text))


@pytest.mark.parametrize("text", ["[[甲]]", "\\[[甲]]", "[甲]{.nomark}", "$a$", "[^1]", "^[甲]", "~~甲~~", "`甲`{.a}"])
def test_what_features_are_for_is_not_simple(text: str) -> None:
    """markdown-it alone does not know all of it, so there is nothing to compare with."""
    assert inline.read(text, {}, Addresses(), 1) is None
    assert inline.read(f"前**{text}**后", {}, Addresses(), 1) is None
    assert inline.text_of(text, {}) is None
