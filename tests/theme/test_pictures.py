"""Which pictures are links to themselves."""

import pytest

from generator.theme.pictures import enlarged

SVG = '<img src="../a.svg" alt="图" loading="lazy">'
WIDE = '<img src="a.png" alt="图" width="1200" height="10">'


@pytest.mark.parametrize("image", [SVG, WIDE], ids=["a drawing", "a wide picture"])
def test_a_large_picture_is_a_link(image):
    source = image.split('"')[1]
    assert enlarged(f"<p>{image}</p>") == f'<p><a class="zoom" href="{source}">{image}</a></p>'


@pytest.mark.parametrize(
    "html",
    [
        "<p>没有图</p>",
        f'<a href="b.html">{SVG}</a>',
        f'<a href="b.html">甲<em>{WIDE}</em></a>',
        '<img src="a.png" alt="图" width="100">',
        '<img src="a.png" alt="图">',
        '<img src="a.svg" alt="">',
        '<img src="a.svg" alt=" ">',
        '<img src="data:image/svg+xml,a.svg" alt="图">',
    ],
)
def test_others_stay_as_they_are(html):
    assert enlarged(html) == html


def test_a_picture_behind_a_link_is_in_none():
    assert enlarged(f'<a href="b">乙</a>{SVG}').count("<a ") == 2


def test_the_link_has_the_width_and_side_of_its_picture():
    image = WIDE.replace("<img", '<img class="w50 x center"')
    shown = WIDE.replace("<img", '<img class="x"')
    assert enlarged(image) == f'<a class="zoom w50 center" href="a.png">{shown}</a>'
