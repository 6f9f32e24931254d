"""Every reader keeps the contract, on samples of its format and on arbitrary input. A new reader is checked by itself."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.core.draft import Source
from generator.readers import READERS, read
from generator.readers.decode import clean, decode
from tests.readers.contract import check
from tests.readers.samples import SAMPLES, XSS

SUFFIXES = sorted(READERS)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = [
    "产业",
    "互联网",
    "，",
    "。",
    "「重要」",
    "word ",
    "a",
    "1",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "|",
    "![",
    "](",
    "](b.md)",
    "<",
    ">",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<td>",
    "<table>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "&amp;",
    "&lt;",
    "&#0;",
    "\\",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n## ",
    "\n|a|b|\n|-|-|\n",
    "\n: ",
    "\n::: note\n",
    "\n:::\n",
    "[^1]",
    "\n[^1]: ",
    "^[",
    "$",
    "$$",
    "{.a}",
    "{#i}",
    "{.nomark}",
    "\n---\n",
    "\n===\n",
    "    ",
    "\t",
    "  \n",
    "{% x %}",
    "{{< y >}}",
    '"',
    "'",
    "\u3000",
    "\ufffc",
    "\ufdd00\ufdd1",
    "\x00",
    "\ufeff",
    "<br>",
    "<img src=a>",
    "<details>",
    "<summary>",
    "<ruby>",
    "<rt>",
    "<code>",
    "</code>",
    "▲",
    "导语：",
    "说：",
    "“",
    "”",
    "---",
    "+++",
    "title: ",
    "：",
    "[ ] ",
    "> [!NOTE]",
    "zhushu-link:0:",
]


@pytest.mark.parametrize(("suffix", "text"), [(suffix, text) for suffix in SUFFIXES for text in SAMPLES[suffix]])
def test_samples(suffix: str, text: str) -> None:
    draft = read(Source(f"content/articles/a{suffix}", text, ""))
    assert draft.body.passages
    check(draft)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40), cuts=st.lists(st.integers(0, 6), max_size=8))
@FEW
def test_pieces_of_markup(suffix: str, pieces: list[str], cuts: list[int]) -> None:
    check(read(Source(f"content/articles/a{suffix}", clean("".join(pieces)), "")), cuts)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(text=st.text(max_size=200))
@FEW
def test_any_text(suffix: str, text: str) -> None:
    check(read(Source(f"content/articles/a{suffix}", clean(text), "")))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=200))
@FEW
def test_any_bytes(suffix: str, data: bytes) -> None:
    text, problems = decode(data, "a")
    assert not (problems and text)
    check(read(Source(f"content/articles/a{suffix}", text, "")))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("attack", XSS)
def test_nothing_dangerous(suffix: str, attack: str) -> None:
    for text in (
        attack,
        f"前{attack}后",
        f"段落\n\n{attack}\n\n段落",
        f"> {attack}",
        f"- {attack}",
        f"|a|\n|-|\n|{attack}|",
        f"---\ntitle: x\n---\n\n{attack}",
    ):
        check(read(Source(f"content/articles/a{suffix}", clean(text), "")))


@pytest.mark.parametrize(
    "text",
    [
        "<a href=x>\n|a|b|\n|-|-|\n\n:::\n<p>",
        "<a href=x>\n\n文[字](y.md)。\n\n## 题\n\n</a>\n\n后文",
        "<a href=x>\n\n文\n\n<div>块<b>甲</b></div>\n\n尾\n\n</a>后<p>文</p>",
        "<a href=x>\n\n文\n\n<a href=y>乙</a>\n\n尾",
    ],
)
def test_a_link_around_blocks_holds_no_links_and_no_marks(text: str) -> None:
    for cuts in ([0], [1], [0, 1], [0, 2], [2, 3]):
        check(read(Source("content/articles/a.md", text, "")), cuts)
