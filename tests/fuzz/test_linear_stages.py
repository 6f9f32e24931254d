"""What once took the square of a text's length, by the stage that took it; `benchmarks.linear` looks for more."""

import pytest

from benchmarks.linear import STAGES, seconds

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
SMALL = 6_000


@pytest.mark.parametrize(("stage", "unit"), ONCE)
def test_four_times_the_text_takes_about_four_times_as_long(stage, unit):
    def least(length):
        return min(seconds(STAGES[stage], unit * (length // len(unit.encode()))) for _ in range(2))

    large = least(4 * SMALL)
    assert large < 0.1 or large < 9 * least(SMALL)
