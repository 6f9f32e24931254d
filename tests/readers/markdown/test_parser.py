"""What a line means depends on the rules alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from generator.core.draft import Source
from generator.readers.markdown import parser, read
from tests.readers.markdown.alphabets import PIECES, RARE, SIMPLE
from tests.readers.markdown.usual import made, same, usually
from tests.readers.samples import MARKDOWN, XSS


@pytest.mark.parametrize(
    "text",
    [*XSS, "一段\n\n二段 **粗**", "# 题\n\n- a\n- b\n\n> c\n\n```\nd\n```", "[a][b]\n\n[b]: c 'd'", "a\n===\n\nb\n---"],
)
def test_samples(text: str) -> None:
    same(text)


@given(st.lists(st.sampled_from(SIMPLE + PIECES + RARE), max_size=20).map("".join))
@settings(max_examples=300, deadline=None)
def test_any(text: str) -> None:
    same(text)


def test_features_are_those_that_the_text_uses() -> None:
    plain = parser.parse("一段话。\n\n另一段。")
    assert [(token.type, token.tag, token.children) for token in plain.tokens] == [("inline", "p", None)] * 2
    kinds = {token.type for token in parser.parse(MARKDOWN).tokens}
    assert {
        "table_open",
        "dl_open",
        "container_box_open",
        "footnote_block_open",
        "math_block",
        "html_block",
        "fence",
    } <= kinds


@given(st.lists(st.sampled_from(PIECES + RARE), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_plugins_are_asked_for_by_all_that_they_read(text: str) -> None:
    """A text that no feature is found in means the same with every plugin."""
    few, all_of_them = parser.parse(text), usually(text)
    assert made(few) == made(all_of_them)


@pytest.mark.parametrize("far", ["", "别的\n\n别的词\n: 别的定义", "{.x}\n段", "$y$", "[^1]\n\n[^1]: 注"])
@pytest.mark.parametrize(
    "text", ["术语\n\n  : 定义", "{}", "> 术语\n> : 定义", "- 术语\n  : 定义", "一段\n{}\n", "{ }", "{% x %}", "{: }"]
)
def test_what_stands_elsewhere_changes_nothing(text: str, far: str) -> None:
    def html(text: str) -> str:
        return str(made(parser.parse(text))[2])

    assert html(f"{text}\n\n# 题\n\n{far}") == html(text) + html(f"# 题\n\n{far}")


@pytest.mark.parametrize("below", ["", "\n\n后"])
def test_attributes_below_a_block_as_hugo_writes_them(below: str) -> None:
    def html(text: str) -> str:
        return str(made(parser.parse(text))[2])

    after = "<p>后</p>\n" if below else ""
    assert html(f"甲\n{{.x}}{below}") == f'<p class="x">甲</p>\n{after}'
    assert html(f"1. 甲\n{{.x #y}}{below}") == f'<ol id="y" class="x">\n<li>甲</li>\n</ol>\n{after}'
    assert '<table class="x">' in html(f"|甲|\n|-|\n|乙|\n{{.x}}{below}")
    assert "{.x}" not in html(f"|甲|\n|-|\n|乙|\n{{.x}}{below}")
    assert html("甲\n\n{.x}\n乙") == '<p>甲</p>\n<p class="x">乙</p>\n'


def test_attributes_of_kramdown_belong_to_the_block_above() -> None:
    def html(text: str) -> str:
        return str(made(parser.parse(text))[2])

    assert html("甲\n{: .x}\n\n乙") == '<p class="x">甲</p>\n<p>乙</p>\n'
    assert html("- 甲\n{: .x #y}") == '<ul id="y" class="x">\n<li>甲</li>\n</ul>\n'
    assert html("> 甲\n{: .x}") == '<blockquote class="x">\n<p>甲</p>\n</blockquote>\n'
    assert html("# 甲\n{: #y}") == '<h2 id="y">甲</h2>\n'
    assert html("{: .x}\n乙") == html("{.x}\n乙") == '<p class="x">乙</p>\n'


def test_a_box_in_a_quotation_that_ends_without_a_line_break_ends_with_it() -> None:
    """The plugin for boxes looked behind the last character."""
    assert (
        made(parser.parse("> ::: note\n>"))[2]
        == '<blockquote>\n<aside class="box note">\n<p class="box-title">注</p>\n</aside>\n</blockquote>\n'
    )


def test_a_block_with_too_much_markup_is_text_and_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_SIGNS", 5)
    draft = read(Source("a.md", "甲 **乙** `丙`\n\n- **丁** *戊*", ""))
    assert [each.place.line for each in draft.problems if each.level == "error"] == [1, 3]
    assert [passage.text for passage in draft.body.passages] == ["甲 **乙** `丙`", "**丁** *戊*"]
    assert not draft.meta.annotate, "to look for its terms would take long, and be for nothing"


def test_nested_brackets_are_looked_at_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    looks, skip = 0, ParserInline.skipToken

    def counted(self: ParserInline, state: StateInline) -> None:
        nonlocal looks
        looks += 1
        skip(self, state)

    monkeypatch.setattr(ParserInline, "skipToken", counted)
    read(Source("a.md", "[" * 200 + "]" * 200, ""))
    assert looks < 1000
