"""With `breaks` each line end within a paragraph is a line break."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.draft import Source
from generator.core.settings import ReadSettings
from generator.readers import read
from tests.readers.markdown.alphabets import PIECES, RARE, SIMPLE
from tests.readers.markdown.usual import same

ON = ReadSettings(breaks=True)


def html(text: str, reading: ReadSettings = ON, path: str = "a.md") -> str:
    return read(Source(path, text, ""), reading).unmarked().html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("白日依山尽\n黄河入海流\n", "<p>白日依山尽<br>\n黄河入海流</p>\n"),
        ("one\ntwo\n", "<p>one<br>\ntwo</p>\n"),
        ("两个空格  \n也只换一次\n", "<p>两个空格<br>\n也只换一次</p>\n"),
        ("**重\n要**和[链\n接](b.md)\n", "<br>"),
        ("- 项\n  目\n", "<ul>\n<li>项<br>\n目</li>\n</ul>\n"),
        ("> 引\n> 文\n", "<blockquote>\n<p>引<br>\n文</p>\n</blockquote>\n"),
        ("甲\n\n乙\n", "<p>甲</p>\n<p>乙</p>\n"),
        ("$x$是\n`y`\n", "<br>\n<code>y</code>"),
        ("```\na\nb\n```\n", "a\nb\n"),
    ],
)
def test_line_ends(text: str, shown: str) -> None:
    assert shown in html(text)


def test_front_matter_decides_before_the_site() -> None:
    assert "<br>" in html("---\nbreaks: true\n---\n甲\n乙\n", ReadSettings())
    assert "<br>" not in html("---\nbreaks: false\n---\n甲\n乙\n")
    assert "<br>" not in html("甲\n乙\n", ReadSettings())


def test_a_term_is_found_across_a_line_end() -> None:
    [passage] = read(Source("a.md", "产业\n互联网\n", ""), ON).body.passages
    assert passage.text == "产业互联网"
    assert passage.breaks == (2,)


@given(st.lists(st.sampled_from([*SIMPLE, *RARE, *PIECES, "\n", "字\n字"]), max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_the_fast_path_agrees(text: str) -> None:
    same(text, breaks=True)
