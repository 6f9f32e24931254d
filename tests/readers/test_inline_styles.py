"""Styles that authors and editors write into tags: alignment, widths, hiding."""

import pytest

from tests.growth import linear
from tests.readers.making import html


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ('<img src="a.png" style="zoom:50%;" />', 'class="w50"'),
        ('<img src="a.png" style="zoom:.33">', 'class="w30"'),
        ('<img src="a.png" style="zoom:150%">', 'class="w100"'),
        ("<img src=a.png style='WIDTH: 200px; height:5em'>", 'width="200" height="80"'),
        ('<img src="a.png" width="9" style="width:40%">', 'class="w40"'),
        ('<img src="a.png" style="display:block; margin: 0 auto;">', 'class="center"'),
        ('<img src="a.png" style="float:right; max-width:30vw">', 'class="right w30"'),
        ('<img src="a.png" style="text-align:center">', 'class="center"'),
        ('![](a.png){style="zoom:40%"}', 'class="w40"'),
        ('![](a.png){: style="float:right"}', 'class="right"'),
    ],
)
def test_the_width_and_side_of_a_picture(tag, attributes):
    assert f'alt="" {attributes} loading' in html(f"看{tag}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<p style="text-align:center">甲</p>', '<p class="center">甲</p>'),
        ("<div class='b' style='color:red; text-align: right'>甲</div>", '<div class="b right">甲</div>'),
        ("<p style=text-align:center>甲</p>", '<p class="center">甲</p>'),
        ('甲\n{: style="text-align:center"}', '<p class="center">甲</p>\n'),
        ('<p title="a > b" style="text-align:center">甲</p>', '<p title="a &gt; b" class="center">甲</p>'),
        ('<p style="text-align:justify">甲</p>', "<p>甲</p>"),
        ('<p data-style="text-align:center">甲</p>', "<p>甲</p>"),
    ],
)
def test_the_alignment_of_text(text, shown):
    assert html(text).strip() == shown.strip()


def test_unclosed_quotation_marks_take_linear_time():
    assert linear(html, '<a style="', 200_000)
    assert linear(lambda text: html(text + "style"), '<a title="', 200_000)
