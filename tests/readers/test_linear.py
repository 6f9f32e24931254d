"""Time grows with the length of a text, whatever is in it: four times the text takes at most about four times as long."""

from time import process_time

import pytest

from generator.core.draft import Source
from generator.readers import read

UNITS = [
    "[",
    "*",
    ">",
    "`",
    "_",
    "~",
    "!",
    "<",
    "&",
    "\\",
    "{",
    "|",
    "#",
    "-",
    "$",
    "^",
    '"',
    "(",
    "中",
    "\n",
    " ",
    "\t",
    "[[",
    "](",
    "![",
    "[^",
    "^[",
    "[a][",
    "a**b",
    "*a_",
    "> ",
    "- ",
    ">\n",
    "- a\n",
    "`a``",
    "<a",
    "<!--",
    "[a](",
    "|a|\n",
    "[a]{",
    "[a]: b\n",
    "$a",
    "x\n: y\n",
    ":::note\n",
    "\\\n",
    "**中",
    "**a**",
    "<b>",
    "<u>a",
    "<div>",
    "<div>\n\n",
    "<code>",
    "<a href=x>",
    "<p>",
    "<td>",
    "<script>",
    "{% a %}",
    "{{< b >}}",
    "{{< highlight",
    "[[a]]",
    "> [!NOTE]\n",
    "# a\n",
    "$$",
    "[^1]: a\n",
    "http://a",
    "“",
    "▲\n",
    "导语：\n",
    "老周说：\n我\n",
    "一、a\n",
    "<p><b>a</b></p>",
    "<table><tr><td>",
    "![a](b){.c}",
    "a: b\n",
    "---\n",
    "&#x",
    "<ruby>",
    "{a=b.",
    "[x]{.a ",
    "{{<\n",
    "<br>",
    "[a] ",
    "[a](b) ",
    "![](",
    "**中a",
    "`a` ",
    "a_",
    "[a]: b (\n",
    "▲\n-",
]
SMALL = 4_000


def seconds(suffix: str, unit: str, length: int) -> float:
    source = Source(f"a{suffix}", unit * (length // len(unit)), "")
    start = process_time()
    read(source).body.weave((), lambda _: ("", ""))
    return process_time() - start


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
@pytest.mark.parametrize("unit", UNITS)
def test_linear(suffix: str, unit: str) -> None:
    """Once is enough where it is fast; what else the machine does may spoil some runs, but not all."""
    assert any(within_bounds(suffix, unit) for _ in range(4))


def within_bounds(suffix: str, unit: str) -> bool:
    large = seconds(suffix, unit, 4 * SMALL)
    return large < 0.05 or large < 10 * seconds(suffix, unit, SMALL)
