"""Boxes keep what their author calls them."""

import pytest

from tests.readers.markdown.test_commonmark import read


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("> [!tip]- 题\n> 文", '<details class="box tip">\n<summary class="box-title">题</summary>'),
        ("> [!tip]+\n> 文", '<details class="box tip" open>\n<summary class="box-title">提示</summary>'),
        ("> [!经验]\n> 文", '<aside class="box note">\n<p class="box-title">经验</p>'),
        (":::note[小心]\n文\n:::", '<aside class="box note">\n<p class="box-title">小心</p>'),
        ("::: 小心\n文\n:::", '<aside class="box note">\n<p class="box-title">小心</p>'),
        ("::: columns 两栏\n文\n:::", '<div class="columns">\n<p class="box-title">两栏</p>'),
        ('!!! warning "题"\n    文\n', '<aside class="box warning">\n<p class="box-title">题</p>'),
        ("!!! note\n    文\n", '<aside class="box note">\n<p class="box-title">注</p>'),
        ("??? tip\n    文\n", '<details class="box tip">\n<summary class="box-title">提示</summary>'),
        ('???+ tip "题"\n    文\n', '<details class="box tip" open>\n<summary class="box-title">题</summary>'),
        ('=== "页"\n    文\n', '<details class="box tab" name="tabs-1" open>\n<summary class="box-title">页</summary>'),
    ],
)
def test_title(text: str, start: str) -> None:
    html = read(text)
    assert html.startswith(start)
    assert "<p>文</p>" in html


@pytest.mark.parametrize("text", ["!!!真好", "???", "=== 甲", "!!!", '=== "页"\n文'])
def test_no_box(text: str) -> None:
    assert "box" not in read(text)


def test_boxes_of_mkdocs_hold_blocks() -> None:
    html = read("!!! note\n    甲\n\n    - 乙\n\n        丙\n\n丁")
    assert html.count("<li>") == 1
    assert html.endswith("</aside>\n<p>丁</p>\n")
