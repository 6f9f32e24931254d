"""Which cells of tables are numbers, and which are sentences."""

import pytest

from generator.theme.tables import tabled


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *[("w", text) for text in ("12,345,678", "¥1,299.00", "2016-12-31", "200/5年", "3.5 小时", "<b>98.7</b>%")],
        ("long", "换了<b>新缸</b>，停工三个星期"),
        *[("", text) for text in ("", "陆昭", "Ctrl", "第一行", "A &amp; B")],
    ],
)
def test_cells(kind: str, text: str):
    expected = f'<td class="{kind}" align="right">' if kind else '<td align="right">'
    assert (
        tabled(f'<table><tr><td align="right">{text}</td></tr></table>')
        == f"<table><tr>{expected}{text}</td></tr></table>"
    )


def test_what_has_a_class_or_is_no_table_stays():
    html = '<p>没有表 1,234</p><td class="x">自己有类的格子不动它</td>'
    assert tabled(html) == html
