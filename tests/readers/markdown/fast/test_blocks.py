"""The fast path for blocks leads where markdown-it's rules lead."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.readers.markdown import parser
from generator.readers.markdown.fast import blocks
from generator.readers.markdown.fast.state import State
from tests.readers.markdown.alphabets import PIECES, RARE
from tests.readers.markdown.usual import same


@given(st.lists(st.sampled_from(PIECES + RARE), max_size=30).map("".join))
@example("术语\n\n: 定义\n")
@example("\n=\n\t字")
@example("\n=\n\n  - \n| a |\n|---|\n><\n- [<b>\n- ](b)#\n---\n\\*![　")
@settings(max_examples=400, deadline=None)
def test_pieces(text: str) -> None:
    same(text)


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
    state = State(f"{text}\n", parser._parser(frozenset()), {}, [])
    assert blocks.read(state, 0, 0, len(text)) == (len(text) + 1, text.count("\n") + 1)
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
