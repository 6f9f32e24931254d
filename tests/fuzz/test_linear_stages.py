"""What once took the square of a text's length, by the stage that took it; `benchmarks.linear` looks for more."""

import pytest

from benchmarks.linear import STAGES
from tests.growth import linear

ONCE = [
    ("read-md", "a,b\n"),
    ("read-md", "|a|\n"),
    ("compose", "[[a]]\n"),
    ("suggest", "中国北京"),
    ("suggest", "张三说"),
    ("line", "http://a "),
    ("check", "<!--"),
    ("check", "<?"),
    ("check", "<script>"),
    ("import", "["),
    ("import", "!["),
    ("import", "\n"),
    ("import", "{"),
    ("import", "<![CDATA["),
    ("toml", "a."),
    ("toml", "\t"),
    ("toml", "1. "),
]


@pytest.mark.parametrize(("stage", "unit"), ONCE)
def test_time_grows_with_the_length(stage, unit):
    assert linear(STAGES[stage], unit)
