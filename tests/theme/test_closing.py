"""The closing lines of an article."""

import pytest

from generator.theme.closing import signed

RIGHT = '<p class="right">'


@pytest.mark.parametrize(
    "line",
    [
        "2018年11月8日",
        '<span class="w">2018年</span><span class="w">11月</span><span class="w">8日</span>',
        "2018 年 11 月",
        "2018-11-08",
        "二〇一八年十一月八日",
        "2018年秋，于南京",
        "（写于2018年11月8日）",
        "2018年11月8日夜 北京",
        '<a class="e" href="#g-a">张三</a>，2018年11月8日于南京',
        "张三<br>\n2018年11月8日",
    ],
)
def test_a_last_line_that_is_a_date_stands_at_the_right(line: str):
    assert signed(f"<p>正文。</p>\n<p>{line}</p>\n") == f"<p>正文。</p>\n{RIGHT}{line}</p>\n"


@pytest.mark.parametrize(
    "line",
    [
        "2018年11月8日，他离开了南京",
        "2018年11月8日。",
        "会议定在2018年11月8日",
        "2018年",
        "共 2018 页",
        "见 2018-11/08",
        "张三",
        "他说了一句话。<br>2018年11月8日",
        "",
    ],
)
def test_what_may_be_a_sentence_stays(line: str):
    html = f"<p>正文。</p>\n<p>{line}</p>\n"
    assert signed(html) == html


def test_a_name_above_the_date_goes_with_it():
    assert signed("<p>正文。</p><p>青石科技 林远</p><p>2018年11月8日</p>") == (
        f"<p>正文。</p>{RIGHT}青石科技 林远</p>{RIGHT}2018年11月8日</p>"
    )
    assert signed("<p>正文。</p><p>2018年11月8日</p>") == f"<p>正文。</p>{RIGHT}2018年11月8日</p>"


def test_footnotes_may_follow():
    notes = '<section class="footnotes" role="doc-endnotes"><ol><li><p>注。</p></li></ol></section>'
    assert signed(f"<p>正文。</p><p>2018年11月8日</p>\n{notes}") == f"<p>正文。</p>{RIGHT}2018年11月8日</p>\n{notes}"


@pytest.mark.parametrize("html", ['<p class="left">2018年11月8日</p>', "<ul><li>2018年11月8日</li></ul>", "", "<p>"])
def test_the_author_decides_otherwise_by_a_class(html: str):
    assert signed(html) == html


def test_it_is_linear():
    assert signed("<p>" * 200_000)
    assert signed("<p>" + "张 " * 200_000 + "</p><p>2018年11月8日</p>")
