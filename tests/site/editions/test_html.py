"""A page in an edition: what is converted, what stays, where links lead."""

import pytest

from generator.core.entry import Entry
from generator.core.settings import Config
from generator.site.editions.edition import Edition
from generator.site.editions.html import page

TW = ("zh-Hans", "zh-Hant-TW")
BASE = "https://a.example/b/"


def edition(base=BASE, entries=(), files=()):
    config = Config(language="zh-Hans", editions=TW, base_url=base)
    return Edition(config, "zh-Hant-TW", {"网站": "站點"}, entries, files)


def shown(html, url="articles/a.html", **options):
    return page(html, url, edition(**options), lambda text: text).whole()


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>软件</code></pre>",
        '<p><code>软件</code> <span lang="ja">软件<b>质量</b></span></p>',
        '<p translate="no">软件</p>',
        '<script>"软件"</script>',
        '<p id="软件" class="软件"><a href="#软件">a</a></p>',
        '<a href="https://else.example/软件.html">a</a>',
        '<a href="../glossary/%E8%BD%AF%E4%BB%B6.html#软件">a</a>',
    ],
)
def test_code_foreign_texts_ids_and_addresses_of_pages_stay(html):
    assert shown(html) == html


def test_text_behind_what_stays_is_converted():
    assert shown('<p><code>软件</code>软件<i lang="ja">软件</i>软件</p>') == (
        '<p><code>软件</code>軟體<i lang="ja">软件</i>軟體</p>'
    )


def test_what_people_read_in_attributes_is_converted():
    assert shown('<img alt="软件 &amp; 头发" title="信息">') == '<img alt="軟體 &amp; 頭髮" title="資訊">'


def test_the_interface_speaks_its_own_catalogue():
    assert shown('<a title="网站">网站</a>') == '<a title="站點">站點</a>'


def test_a_mark_keeps_its_place_and_its_phrase():
    assert shown('<p>长<a class="t" href="#g-头">头</a>发</p>') == '<p>長<a class="t" href="#g-头">頭</a>髮</p>'


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("../assets/site.css", "../assets/site.css"),
        ("../articles/tu.png", "../../articles/tu.png"),
        ("tu.png", "../../articles/tu.png"),
        (f"{BASE}articles/b.html", f"{BASE}hant/articles/b.html"),
        (f"{BASE}tu.png", f"{BASE}tu.png"),
        ("../static/old.html", "../../static/old.html"),
        ("#x", "#x"),
    ],
)
def test_pages_lead_within_the_edition_and_files_to_the_site(url, there):
    assert shown(f'<a href="{url}">a</a>', files=["static/old.html"]) == f'<a href="{there}">a</a>'


def test_what_only_looks_like_an_attribute_is_text():
    assert shown('<p>用 src="a.png" 和 lang="ja" 说软件</p>') == '<p>用 src="a.png" 和 lang="ja" 說軟體</p>'


def test_an_entry_has_the_name_that_its_author_gives():
    entry = Entry("范冰", "范冰", "范冰", forms=("范冰",), hant="范冰")
    assert shown("<p>范冰写软件</p>", entries=[entry]) == "<p>范冰寫軟體</p>"


def test_a_part_of_a_page_is_converted_as_it_would_be_alone():
    body = '<p>头<b>发</b>，<a href="a.html" title="开发">互联网</a></p>\n<pre>开发</pre><p lang="ja">開発</p>\n'
    for wrapper, found in (
        ('<html lang="zh-Hans"><nav>开发</nav><div>{}</div><p>后</p>', True),
        ("<code>{}</code>", False),
    ):
        whole = page(wrapper.format(body), "b.html", edition(), str)
        assert (whole.part(body) == page(body, "b.html", edition(), str).whole()) is found
        assert (whole.part(body) is None) is not found
    assert page("<p>甲</p>", "b.html", edition(), str).part("甲") is None
