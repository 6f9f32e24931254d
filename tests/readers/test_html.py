"""Saved web pages: the article is found, the rest is left out."""

from datetime import datetime, timedelta, timezone

import pytest

from generator.core.draft import Source
from generator.core.passage import OBJECT
from generator.readers import read
from tests.readers.making import draft, html, passages

CHINA = timezone(timedelta(hours=8))
FIRST = "街道的年轻人挨家挨户教会大家记账，教到第三十户，一张表格就变成了一个程序，如今它已经用在十一个社区。"
SECOND = "维护它的是两名兼职的学生，每个月的开销不到一百元，比从前印表格的钱还少，账目却比从前清楚得多了。"
WECHAT = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="早市记"><meta name="description" content="一句话">
<script>var ct = "1547517600"; alert(1)</script><style>p {{ color: red }}</style></head><body id="activity-detail">
<div id="js_article"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
  早市记
</h1><div id="meta_content"><span id="js_author_name">林小满</span><a id="js_name">社区报</a><em id="publish_time">2019-01-15</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;"><section style="x"><section><p><span style="a">{FIRST}</span></p></section>
<p><br></p><p style="text-align:center"><strong><span>账本从哪里来</span></strong></p><p><img data-src="https://mmbiz.qpic.cn/a/640?wx_fmt=png" data-w="900"></p>
<p>▲摊主在核对流水</p><p>{SECOND}<span><strong>产业</strong></span>互联网</p></section><mp-common-profile></mp-common-profile>
<p style="display: none;"><mp-style-type></mp-style-type></p><img src="https://hm.baidu.com/hm.gif" width="1" height="1"></div>
<div class="rich_media_tool">阅读 10万+</div></div></div><script src="x.js"></script></body></html>"""


def texts(text: str) -> list[str]:
    return [passage.text for passage in passages(text, "a.html")]


def test_wechat() -> None:
    one = draft(WECHAT, "a.html")
    assert (one.meta.title, one.meta.author, one.meta.description) == ("早市记", "林小满", "一句话")
    assert one.meta.date == datetime(2019, 1, 15)
    assert [(passage.role, passage.text) for passage in one.body.passages] == [
        ("paragraph", FIRST),
        ("heading", "账本从哪里来"),
        ("caption", "▲摊主在核对流水"),
        ("paragraph", SECOND + "产业互联网"),
    ]
    made = html(WECHAT, "a.html", marked=["产业互联网"])
    assert '<img src="https://mmbiz.qpic.cn/a/640?wx_fmt=png" alt="" loading="lazy" decoding="async">' in made
    assert "<a><strong>产业</strong>互联网</a></p>" in made
    assert made.count("<img") == 1
    assert "span" not in made


def test_time_of_wechat_from_its_script() -> None:
    one = draft(WECHAT.replace('<em id="publish_time">2019-01-15</em>', ""), "a.html")
    assert one.meta.date == datetime(2019, 1, 15, 10, tzinfo=CHINA)


@pytest.mark.parametrize(
    "wrapper",
    [
        "<article>{}</article>",
        "<main>{}</main>",
        '<div itemprop="articleBody">{}</div>',
        '<div class="post-content">{}</div>',
        '<div class="x"><div class="y">{}</div></div>',
        "<table><tr><td>{}</td></tr></table>",
    ],
)
def test_article_is_found(wrapper: str) -> None:
    body = wrapper.format(f"<p>{FIRST}</p><p>{SECOND}</p>")
    page = (
        f"<html><head><title>早市记 - 社区报</title></head><body><header><a href=/>首页</a></header><nav><ul><li><a href=a>栏目一</a></li></ul></nav>{body}"
        "<div class='sidebar'><p>猜你喜欢</p></div><footer><p>版权所有</p></footer></body></html>"
    )
    one = draft(page, "a.html")
    assert one.meta.title == "早市记"
    assert [passage.text for passage in one.body.passages] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>x</nav>",
        "<form><input value=x></form>",
        "<script>x</script>",
        "<style>x</style>",
        "<!-- x -->",
        "<div class='share'>x</div>",
        "<div id='comments'>x</div>",
        "<ul class='related-posts related'>x</ul>",
        "<div hidden>x</div>",
        "<p style='display:none'>x</p>",
        "<iframe src=x></iframe>",
        "<footer>x</footer>",
        "<noscript>x</noscript>",
        "<button>x</button>",
        "<div class='post-nav'>x</div>",
    ],
)
def test_what_is_left_out(around: str) -> None:
    assert texts(f"<html><body><article><p>{FIRST}</p>{around}<p>{SECOND}</p></article></body></html>") == [
        FIRST,
        SECOND,
    ]


@pytest.mark.parametrize(
    "image",
    [
        "<img src=https://a.example/pixel.gif>",
        "<img src=a.png width=1 height=1>",
        "<img width=0 src=a.png>",
        "<img alt=x>",
    ],
)
def test_trackers_are_left_out(image: str) -> None:
    assert "img" not in html(f"<p>{FIRST}{image}</p>", "a.html")


def test_tracking_parameters_are_left_out() -> None:
    assert 'href="https://a.example/?id=1"' in html(
        "<p>甲<a href='https://a.example/?utm_source=x&id=1&spm=2'>乙</a></p>", "a.html"
    )


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (
            '<meta property="article:published_time" content="2019-01-15T10:00:00+08:00">',
            datetime(2019, 1, 15, 10, tzinfo=CHINA),
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Article", "datePublished": "2019-01-15T10:00:00+08:00"}]}</script>',
            datetime(2019, 1, 15, 10, tzinfo=CHINA),
        ),
        (
            '<script type="application/ld+json">{broken</script><time datetime="2019-01-15">x</time>',
            datetime(2019, 1, 15),
        ),
        ('<span class="post-date">发布于 2019年1月15日</span>', datetime(2019, 1, 15)),
        ("", None),
    ],
)
def test_dates(head: str, date: datetime | None) -> None:
    assert (
        draft(f"<html><body>{head}<article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>", "a.html").meta.date
        == date
    )


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="林小满">', "林小满"),
        ('<script type="application/ld+json">{"headline": "x", "author": [{"name": "林小满"}]}</script>', "林小满"),
        ('<a rel="author">林小满</a>', "林小满"),
        ('<meta property="article:author" content="https://facebook.example/x">', ""),
        ("", ""),
    ],
)
def test_authors(head: str, author: str) -> None:
    assert (
        draft(f"<html><body>{head}<article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>", "a.html").meta.author
        == author
    )


def test_title_and_byline_are_not_said_twice() -> None:
    page = f"<html><body><article><h1>早市记</h1><p>林小满　2019年1月15日</p><p>{FIRST}</p><h2>一</h2><p>{SECOND}</p></article></body></html>"
    assert texts(page.replace("<body>", '<body><meta name="author" content="林小满">')) == [FIRST, "一", SECOND]


def test_front_matter_says_more() -> None:
    one = draft(f"---\ntitle: 甲\n---\n{WECHAT}", "a.html")
    assert (one.meta.title, one.meta.author) == ("甲", "林小满")


def test_a_fragment_is_all_article() -> None:
    one = draft("<h2>一</h2>\n<p>甲</p><div class='share'>乙</div>丙", "a.html")
    assert one.meta.title == ""
    assert [passage.text for passage in one.body.passages] == ["一", "甲", "乙", "丙"]


def test_roles_and_sections() -> None:
    page = (
        "<p>段</p><h2>节</h2><ul><li>项</li><li><p>项二</p></li></ul><blockquote><p>引</p></blockquote><table><caption>题</caption><tr><th>头</th><td>格</td></tr></table>"
        "<dl><dt>词</dt><dd>义</dd></dl><figure><img src=a.png><figcaption>图注</figcaption></figure><h3>小节</h3><details><summary>看</summary>里</details>"
    )
    assert [(passage.text, passage.role, passage.section) for passage in passages(page, "a.html")] == [
        ("段", "paragraph", 0),
        ("节", "heading", 1),
        ("项", "item", 1),
        ("项二", "item", 1),
        ("引", "quote", 1),
        ("题", "caption", 1),
        ("头", "cell", 1),
        ("格", "cell", 1),
        ("词", "definition", 1),
        ("义", "definition", 1),
        ("图注", "caption", 1),
        ("小节", "heading", 1),
        ("看", "paragraph", 1),
        ("里", "paragraph", 1),
    ]


def test_inline_content() -> None:
    assert texts("<p>产<b>业</b>互<span>联</span>网 <a href=b.html>链接</a><code>x</code>A&amp;B<br>后</p>") == [
        f"产业互联网 {OBJECT}{OBJECT}A&B 后"
    ]


def test_line_breaks() -> None:
    assert texts("<p>产业\n  互联网，machine\nlearning<br>产业<br>互联网</p>") == [
        "产业互联网，machine learning 产业互联网"
    ]
    assert html("<p>产业<br>互联网</p>", "a.html", marked=["产业互联网"]) == "<p><a>产业<br>\n互联网</a></p>"


def test_text_around_blocks() -> None:
    assert texts("<div>甲<p>乙</p>丙<b>丁</b><div>戊</div></div>") == ["甲", "乙", "丙丁", "戊"]


def test_headings_begin_below_the_title() -> None:
    assert [
        (heading.level, heading.text)
        for heading in draft("<h1>甲</h1><p>x</p><h4>乙</h4><h2>丙</h2>", "a.html").unmarked().headings
    ] == [(2, "甲"), (3, "乙"), (3, "丙")]


def test_ids_of_headings() -> None:
    made = html("<h2 id='own'>甲</h2><h2>乙</h2><h2 id='own'>丙</h2><h2>乙</h2><h2 id='g-x'>丁</h2>", "a.html")
    assert [line.split(">")[0] for line in made.split("\n")] == [
        '<h2 id="own"',
        '<h2 id="乙"',
        '<h2 id="own-1"',
        '<h2 id="乙-1"',
        '<h2 id="h-g-x"',
    ]


def test_lines_are_those_of_the_file() -> None:
    page = "---\ntitle: 题\n---\n<html>\n<body>\n<article>\n<p>甲一</p>\n<p>\n乙<b>二</b></p>\n</article>"
    assert [(passage.text, passage.line) for passage in passages(page, "a.html")] == [("甲一", 7), ("乙二", 9)]


def test_links_and_images_of_the_site() -> None:
    woven = draft("<p>甲<a href='b.html#x'>乙</a><img src='c.png' alt='图'></p>", "a.html").unmarked()
    assert [(link.target, link.kind, link.alt) for link in woven.links] == [
        ("b.html#x", "link", ""),
        ("c.png", "image", "图"),
    ]
    assert woven.html.count("zhushu-link:") == 2


def test_deep_nesting() -> None:
    assert texts("<div>" * 20000 + "<p>深</p>" + "</div>" * 20000) == ["深"]
    assert texts("<b>" * 5000 + "深" + "</b>" * 5000) == ["深"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a.txt",
        "http://a",
        "<?xml version='1.0'?><x>甲</x>",
        "<",
        "<p",
        "</p>",
        "<html>",
        "\x0b",
        "<p>甲<?php echo ?>乙</p>",
    ],
)
def test_odd_input_is_no_reason_to_warn(text: str) -> None:
    draft(text, "a.html")


def test_what_lies_beside_the_article_is_told():
    page = (
        "<html><body><div>站名</div><article>"
        + "<p>文章的第一段，写得很长很长，好让人知道。</p>" * 5
        + "</article><div>尾注：见年报。</div></body></html>"
    )
    told = [problem.message.zh for problem in read(Source("a.html", page, "")).problems]
    assert any("站名" in one for one in told)
    assert any("尾注：见年报。" in one for one in told)


def test_notes_of_a_page_from_word_are_part_of_it():
    page = (
        "<html><body><div class=WordSection1>"
        + "<p class=MsoNormal>企业资源计划系统上线以后问题依然存在。</p>" * 5
        + ("</div><div style='mso-element:footnote-list'><p class=MsoFootnoteText>见年报。</p></div></body></html>")
    )
    assert "见年报。" in read(Source("a.html", page, "")).unmarked().html


def test_a_date_below_the_title_is_the_articles_or_stays_on_the_page():
    page = "<html><head><title>题</title></head><body><h1>题</h1><p>2022 年 5 月 6 日</p><p>文</p></body></html>"
    one = draft(page, "a.html")
    assert (str(one.meta.date), [passage.text for passage in one.body.passages]) == ("2022-05-06 00:00:00", ["文"])
    dated = page.replace("<title>", '<meta property="article:published_time" content="2022-05-07"><title>')
    assert texts(dated) == ["2022 年 5 月 6 日", "文"]


def test_addresses_of_a_post_of_jekyll_have_no_liquid() -> None:
    text = "---\ntitle: 甲\n---\n<p>前</p>\n<p><img src=\"{{ site.baseurl }}/a.png\" alt='图'></p>\n<p><a href='{% post_url 2015-01-02-b %}'>乙</a> {{ x }}</p>\n"
    woven = draft(text, "content/articles/a.html").unmarked()
    assert [(link.target, link.line) for link in woven.links] == [("/a.png", 5), ("2015-01-02-b.md", 6)]
    assert "{{ x }}" in woven.html


def test_a_link_has_the_line_on_which_its_address_stands() -> None:
    text = (
        "<p><img src='b.png' alt=''></p>\n\n<p><a href='c.md?x=1&amp;y=2'>丙</a></p>\n<p><img src='b.png' alt=''></p>"
    )
    assert [link.line for link in draft(text, "a.html").unmarked().links] == [1, 3, 4]
