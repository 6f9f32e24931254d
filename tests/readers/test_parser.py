"""Our short ways through markdown-it lead where its own way leads."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock

from generator.core.passage import OBJECT
from generator.readers.addresses import Addresses
from generator.readers.markdown import block_parser, blocks, cjk, markup, parser, plain_blocks, simple_inline
from generator.readers.markdown.inline import text_of
from generator.readers.markdown.inline_parser import TRIGGERS, Contents
from generator.readers.markdown.outline import outline
from generator.readers.tree import Leaf
from tests.readers.samples import MARKDOWN, XSS

SIMPLE = [
    "文字",
    "word ",
    "a_b",
    "！",
    "!",
    "&",
    "<",
    "3<4",
    " ",
    "\n",
    "[链接](a.md)",
    "[外](https://e.com/?a=1)",
    '[x](b "题")',
    "[词][甲]",
    "[甲]",
    "[无][乙]",
    "![图](a.png)",
    '![](b.png "题")',
    "![c][b]",
    "`代码`",
    "``",
    "**重要**",
    "**：**",
    "**",
    "*",
    "_",
    "://",
    "https://e.com",
    "(",
    "]",
    "[",
    "*轻*",
    "_轻_",
    "__重__",
    " _e_ ",
    "*「",
    "」*",
    " * ",
    "\\*",
    "\\d",
    "\\",
    "<ruby>字<rt>zì</rt></ruby>",
    "<rt>",
    "~",
    "^",
    "{",
    "\ufe0f",
    "，",
    "“",
    "\ufffc",
    "[**x**和`k`](y)",
    "[![图](a.png)](b)",
    "**[x](y)，`k`**",
    "*a _b_*",
    "[a_b](c(d)e)",
    "![a_b](c)",
    "[](d)",
    "[&](?e&f)",
    "[&](?e&lt;f)",
    "[*](g)",
    "https://e.com/a_b&c",
]
PIECES = [
    "字",
    "\u3000",
    "\u00a0",
    "\x0b",
    "\x0c",
    "word",
    " ",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "](b)",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!-- x -->",
    "<https://e.com>",
    "&amp;",
    "&",
    "\\",
    "\\*",
    "\n",
    "  \n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n# ",
    "\n=\n",
    "\n---\n",
    "\n```\n",
    "\n    ",
    "\t",
    "\n| a |\n|---|\n",
    "|",
    ":",
    "!",
    "#",
    "+",
    "=",
    "\n[x]: y\n",
    "[x]",
    '"',
    "“",
]


def usual() -> parser.Parser:
    """markdown-it with our flanking rule and nothing else of ours. We look for bare addresses before escapes are joined with other text."""
    md = (
        parser.Parser("commonmark", {"maxNesting": parser.NESTING})
        .enable(["table", "strikethrough"])
        .disable("text_join")
    )
    md.inline.ruler.at("emphasis", cjk.emphasis)
    md.inline.ruler.at("strikethrough", cjk.strikethrough)
    md.inline.ruler.at("html_inline", markup.inline)
    md.block.ruler.at("html_block", markup.block, {"alt": ["paragraph", "reference", "blockquote"]})
    return md


def made(document: parser.Document) -> tuple[object, ...]:
    """All that a reader makes of a text: passages, their leaves with the elements around them, HTML, headings, links."""
    tree, problems = blocks.render(*document, blocks.Setting(outline=outline(document.tokens)))
    leaves = [
        [
            (leaf.end, leaf.html, [element.start for element in leaf.path])
            for leaf in _joined(each or [Leaf(0, len(passage.text), None)])
        ]
        for passage, each in zip(tree.passages, tree.leaves, strict=True)
    ]
    return tree.passages, leaves, tree.weave((), lambda _: ("", "")).html, tree.headings, tree.links, problems


def _joined(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves, neighbouring text as one: markdown-it joins what an escape or a sign that means nothing has cut."""
    found: list[Leaf] = []
    for leaf in leaves:
        if found and leaf.html is None is found[-1].html and leaf.path == found[-1].path:
            found[-1] = found[-1]._replace(end=leaf.end)
        else:
            found.append(leaf)
    return found


def same(text: str) -> None:
    text += "\n"  # ours adds one where it lacks; raw HTML shows the difference, and nobody else
    md = usual()
    assert made(parser.parse(text)) == made(
        parser.Document(md.parse(text), Contents(md, parser._parser(frozenset()).inline, {}))
    )


@pytest.mark.parametrize(
    "text",
    [*XSS, "一段\n\n二段 **粗**", "# 题\n\n- a\n- b\n\n> c\n\n```\nd\n```", "[a][b]\n\n[b]: c 'd'", "a\n===\n\nb\n---"],
)
def test_samples(text: str) -> None:
    if not re.search(r"\[\[|\[\^|\^\[|\$|\{|:::", text):
        same(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("\n=\n\t字")
@example("\n=\n\n  - \n| a |\n|---|\n><\n- [<b>\n- ](b)#\n---\n\\*![　")
@settings(max_examples=400, deadline=None)
def test_pieces(text: str) -> None:
    if not re.search(r"\[\[|^:|\n:|:::", text):
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


def test_every_rule_has_its_character() -> None:
    """A rule that begins with a character which is not in the table would never be asked."""
    md = parser._parser(frozenset(name for name, *_ in parser.FEATURES))
    assert set(md.inline.ruler.get_active_rules()) == set(TRIGGERS)
    assert set(block_parser.TRIGGERS) < set(md.block.ruler.get_active_rules())


@given(st.text("ab \t\n中", max_size=40))
def test_lines_are_found_as_markdown_it_finds_them(text: str) -> None:
    md = parser._parser(frozenset())
    ours, theirs = block_parser.State(text, md, {}, []), StateBlock(text, md, {}, [])
    ours.find_lines()
    for name in ("bMarks", "eMarks", "tShift", "sCount", "bsCount", "lineMax"):
        assert getattr(ours, name) == getattr(theirs, name), name


def test_tokens_are_those_that_markdown_it_makes() -> None:
    md = parser._parser(frozenset())
    ours, theirs = block_parser.State("", md, {}, []), StateBlock("", md, {}, [])
    for state in (ours, theirs):
        state.push("a", "p", 1)
        state.push("b", "", 0)
        state.push("c", "p", -1)
    assert ours.tokens == theirs.tokens


def test_a_box_in_a_quotation_that_ends_without_a_line_break_ends_with_it() -> None:
    """The plugin for boxes looked behind the last character."""
    assert (
        made(parser.parse("> ::: note\n>"))[2]
        == '<blockquote>\n<aside class="box note">\n<p class="box-title">注</p>\n</aside>\n</blockquote>\n'
    )


@given(st.lists(st.sampled_from(SIMPLE), max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_simple_content(text: str) -> None:
    if not re.search(r"\[\[|\^\[|\[\^", text):
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
    assert contents.text(token) == text_of(contents.parser.parse(token.content, contents.md, {}, []))
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
    assert simple_inline.read(text, {}, Addresses(), 1) is None
    assert simple_inline.read(f"前**{text}**后", {}, Addresses(), 1) is None
    assert simple_inline.text_of(text, {}) is None


def test_every_sign_of_a_rule_is_special() -> None:
    assert set("".join(TRIGGERS.values())) <= set(simple_inline.SPECIAL)


@pytest.mark.parametrize(
    "text",
    [
        "## 题 ##",
        "# C# 与 F# 甲 #",
        "    码\n\n      码\n    码",
        "\t码",
        "[a]: b (c)",
        '[a]: https://e.com/b(c)?d&e "f"',
        "一段\n两行 a",
        "## 题",
        "* 甲\n* [乙](b)\n* **丙**",
        "3. 甲\n4. 乙",
        "```py\na\n\nb\n```",
        "> 甲\n>\n> * 乙",
        "***",
        "[a]: b",
    ],
)
def test_plain_blocks_are_read_at_once(text: str) -> None:
    state = block_parser.State(f"{text}\n", parser._parser(frozenset({"reference"})), {}, [])
    assert plain_blocks.read(state, 0, 0, len(text)) == (len(text) + 1, text.count("\n") + 1)
    same(text)


@pytest.mark.parametrize(
    "text",
    [
        "* 甲\n  乙",
        "* 甲\n\n* 乙",
        "* 甲\n\n  乙",
        "* 甲\n乙",
        "- 甲\n---",
        "* * *\n",
        "- [ ] 甲",
        "1. 甲\n1) 乙",
        "* 甲\n+ 乙",
        "* 甲\n  * 乙",
        "甲\n===",
        "甲\n- 乙",
        "# 题 #",
        "> > 甲",
        "> 甲\n乙",
        "```\na",
        "    码",
        "甲\n# 题",
        "*\n* 乙",
        "* # 题",
        "* > 甲",
        "*     码",
        "[a]: b 'c'",
        "[a]: b\n'c'",
        "[a]: b (c)\n(d)",
        "[a]: b (c) d",
        "[a]: b (c",
        "[a]\n\n[a]: b (c)",
        '[a]\n\n[a]: b "c"',
        "[a]: b&lt;c",
        "# 题#",
        "#\t#",
        "## # #",
        "#######",
        "    码\n\t码",
        "    码\n \t码",
        "    码\n\n  \t码",
        "    码\n  \n码",
        "甲\n## 乙",
        "甲\n####### 乙",
        "甲\n```\n乙\n```",
        "甲\n```乙`",
        "甲\n* * *",
        "甲\n***",
        "甲\n- 乙\n- 丙",
        "甲\n-     乙",
        "甲 | 乙\n- | -",
        "甲\n- -",
        "甲\n-",
        "甲\n> 乙",
        "> 甲\n# 乙",
        "> 甲\n* * *",
        "> 甲\n- 乙",
        "> 甲\n---",
        "> 甲\n> # 乙",
        "甲\n1. 乙",
        "甲\n2. 乙",
        "- - 甲",
        "* 甲\n\n    乙",
        "2. 甲\n3. 乙\n\n4. 丙",
        "> * 甲\n> 乙",
        "> ```\n> a\n",
        "* `甲`\n* ```\n",
    ],
)
def test_what_is_not_plain_is_as_markdown_it_has_it(text: str) -> None:
    same(text)
    same(f"前\n\n{text}\n\n后")
    same(f"{text}\n后")
