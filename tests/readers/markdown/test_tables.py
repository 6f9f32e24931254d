"""No cell of a table is lost."""

import re

import pytest

from generator.core.draft import Source
from generator.readers import read


def cells(text: str) -> tuple[list[str], list[int]]:
    """The cells of a text's rows but for the first, and the lines that are told."""
    draft = read(Source("a.md", text, ""))
    html = draft.unmarked().html
    return re.findall(r"<td[^>]*>(.*?)</td>", html), [problem.place.line for problem in draft.problems]


@pytest.mark.parametrize(
    ("row", "expected", "told"),
    [
        ("`|` | 乙", ["<code>|</code>", "乙"], False),
        ("| ``a|`|b`` | 乙 |", ["<code>a|`|b</code>", "乙"], False),
        (r"| `a\|b` | c\|d |", ["<code>a|b</code>", "c|d"], False),
        ("| 甲 | 乙 | 丙 | 丁 |", ["甲", "乙", "丙", "丁"], True),
        ("甲 | 乙 | 丙", ["甲", "乙", "丙"], True),
        ("| 甲 |", ["甲", ""], False),
        ("| 甲 || ", ["甲", ""], False),
        ("| `甲 | 乙` |", ["`甲", "乙`"], False),
    ],
)
@pytest.mark.parametrize("before", ["", "> "])
def test_row(row: str, expected: list[str], told: bool, before: str) -> None:
    text = f"{before}| 一 | 二 |\n{before}|---|---|\n{before}{row}\n"
    assert cells(text) == (expected, [3] if told else [])
