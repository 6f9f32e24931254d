"""Our short ways through markdown-it lead where its own way leads."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from generator.readers.markdown import cjk, parser
from generator.readers.markdown.inline_parser import TRIGGERS
from tests.readers.samples import MARKDOWN, XSS

PIECES = ["字", "\u3000", "\u00a0", "\x0b", "\x0c", "word", " ", "**", "*", "_", "~~", "`", "``", "[", "]", "(", ")", "](b)", "![", "<", ">", "<b>", "</b>", "<!-- x -->", "<https://e.com>", "&amp;", "&", "\\", "\\*",
          "\n", "  \n", "\n\n", "\n> ", "\n- ", "\n  - ", "\n1. ", "\n# ", "\n=\n", "\n---\n", "\n```\n", "\n    ", "\t", "\n| a |\n|---|\n", "|", ":", "!", "#", "+", "=", "\n[x]: y\n", "[x]", "\"", "“"]


def usual() -> parser.Parser:
    """markdown-it with our flanking rule and nothing else of ours."""
    md = parser.Parser("commonmark", {"maxNesting": parser.NESTING}).enable(["table", "strikethrough"])
    md.inline.ruler.at("emphasis", cjk.emphasis)
    md.inline.ruler.at("strikethrough", cjk.strikethrough)
    return md


def shown(tokens: list[Token]) -> list[tuple[object, ...]]:
    """What of tokens can be seen, texts joined."""
    found: list[tuple[object, ...]] = []
    for token in tokens:
        kind = "text" if token.type == "text_special" else token.type
        if kind == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", f"{found[-1][1]}{token.content}")
        elif kind == "inline":
            found += [("inline", token.map), *shown(token.children or [])]
        elif kind != "text" or token.content:
            found.append((kind, token.content, token.attrs, token.map, token.hidden) if kind != "text" else (kind, token.content))
    return found


def same(text: str) -> None:
    assert shown(parser.parse(text)) == shown(usual().parse(text))


@pytest.mark.parametrize("text", [*XSS, "一段\n\n二段 **粗**", "# 题\n\n- a\n- b\n\n> c\n\n```\nd\n```", "[a][b]\n\n[b]: c 'd'", "a\n===\n\nb\n---"])
def test_samples(text: str) -> None:
    if not re.search(r"\[\[|\[\^|\^\[|\$|\{|:::", text):
        same(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_pieces(text: str) -> None:
    if not re.search(r"\[\[|^:|\n:|:::", text):
        same(text)


def test_features_are_those_that_the_text_uses() -> None:
    plain = parser.parse("一段话。\n\n另一段。")
    assert [token.type for token in plain] == ["paragraph_open", "inline", "paragraph_close"] * 2
    kinds = {token.type for token in parser.parse(MARKDOWN)}
    assert {"table_open", "dl_open", "container_box_open", "footnote_block_open", "math_block", "html_block", "fence"} <= kinds


def test_every_rule_has_its_character() -> None:
    """A rule that begins with a character which is not in the table would never be asked."""
    md = parser._parser(frozenset(name for name, _, _ in parser.FEATURES))
    assert set(md.inline.ruler.get_active_rules()) == set(TRIGGERS)
