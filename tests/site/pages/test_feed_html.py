"""Articles as feeds have them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.site.pages.feed_html import _Cleaner as Cleaner
from generator.site.pages.feed_html import clean

PIECES = [
    "文",
    " ",
    "\n",
    "&lt;",
    "&amp;",
    "&#60;",
    "&copy",
    "&",
    "<",
    ">",
    "<p>",
    "</p>",
    "<br>",
    "<br />",
    "</ p>",
    "<P class=a>",
    "<!-- a -->",
    '<a href="b.html?c=1&amp;d=2#e" class="x">',
    '<a href="b&copy=1">',
    "</a>",
    '<a class="t" role="doc-glossref" id="r-a-1" href="#g-a" data-type="term">',
    '<span class="e person auto" data-type="person">',
    "<span>",
    "</span>",
    '<img src="c.png" alt="&lt;a&gt; b" hidden>',
    '<ol reversed start="2">',
    "</ol>",
    "<script>",
    "</script>",
    "<textarea>",
    "</textarea>",
    '<i title="">',
    "<b  id='x'>",
    "</b>",
    "\0",
]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        (
            '<img src="https://e.com/c.png" class="w50 right" width="8" height="6">',
            '<img src="https://e.com/c.png" width="50%">',
        ),
        (
            '<p>看<a class="t" role="doc-glossref" id="r-a-1" href="#g-a" data-type="term"><strong>数据</strong>中台</a>。</p>',
            "<p>看<strong>数据</strong>中台。</p>",
        ),
        (
            '<p><span class="e person auto" data-type="person">甲<span lang="en">B</span></span>说</p>',
            '<p>甲<span lang="en">B</span>说</p>',
        ),
        (
            '<p><a href="zhushu-root:/articles/b.html#x">乙</a></p>',
            '<p><a href="https://a.org/articles/b.html#x">乙</a></p>',
        ),
        ('<details class="box tab" name="tabs-1">甲</details>', '<details open="">甲</details>'),
        ('<p><span class="auto">甲</span></p>', "<p><span>甲</span></p>"),  # the author's own
        ('<p><a href="#fn1" id="fr1">1</a></p>', '<p><a href="https://a.org/articles/a.html#fn1">1</a></p>'),
        ("<p>1 &lt; 2 &amp; 3<br>4</p>", "<p>1 &lt; 2 &amp; 3<br>4</p>"),
    ],
)
def test_cleaning_takes_the_marks_and_nothing_else(html, plain):
    assert clean(html, "https://a.org/", "articles/a.html") == plain


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("<script>1 < 2</script>")
@example("<p>a<br />b</p>")
@example("<textarea><p></textarea>")
def test_what_is_taken_quickly_is_taken_the_same(html):
    parsed = Cleaner("https://a.org/", "articles/a.html")
    parsed.feed(html)
    parsed.close()
    assert clean(html, "https://a.org/", "articles/a.html") == "".join(parsed.out)


def test_links_of_a_site_without_an_address_lead_from_the_feed():
    html = '<p><a href="zhushu-root:/articles/b.html">b</a><img src="zhushu-root:/articles/x.png" alt="">\n<a href="#fn">1</a></p>'
    said = clean(html, "", "articles/a.html")
    assert 'href="articles/b.html"' in said
    assert 'src="articles/x.png"' in said
    assert 'href="articles/a.html#fn"' in said
    assert 'href="https://e.com/articles/b.html"' in clean(html, "https://e.com/", "articles/a.html")


def test_feeds_have_nothing_that_only_sets_lines():
    html = '<h2 id="a">组织<wbr>变化</h2><p><span class="w">5年</span>，<span>甲</span></p>'
    assert clean(html, "https://a.org/", "articles/a.html") == "<h2>组织变化</h2><p>5年，<span>甲</span></p>"
