"""`:smile:`, where the site wants it."""

import pytest

from generator.core.draft import Source
from generator.core.settings import ReadSettings
from generator.readers import read


def html(text: str, *, emoji: bool) -> str:
    return read(Source("a.md", text, ""), ReadSettings(emoji=emoji)).unmarked().html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("好 :smile: 的\n", "<p>好 😄 的</p>\n"),
        ("好:+1:！\n", "<p>好👍！</p>\n"),
        ("**:tada:** [:rocket:](a.md)\n", "🚀</a>"),
        ("- :tada: 项\n- 二\n", "<li>🎉 项</li>"),
        ("## 标题 :tada:\n", "标题 🎉</h2>"),
        ("10:30:45 和 :nosuch:\n", "<p>10:30:45 和 :nosuch:</p>\n"),
        ("`:smile:`\n", "<p><code>:smile:</code></p>\n"),
    ],
)
def test_names(text: str, shown: str) -> None:
    assert shown in html(text, emoji=True)


def test_off_by_default() -> None:
    assert html("好 :smile: 的\n", emoji=False) == "<p>好 :smile: 的</p>\n"
