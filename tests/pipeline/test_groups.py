"""The pages that bring articles together: authors, categories, series, what is pinned, what has no date."""

import json
import re

import pytest

from generator.pipeline.build import Options, Site
from tests.pipeline.sites import make, page

SITE = 'title = "站"\nlanguage = "zh-Hans"\nentities = "off"\nsearch = false\nauthor = "站长"\n'
ARTICLES = {
    "a.md": "---\ntitle: 连一\ndate: 2021-01-01\nauthor: [张三, 李四]\nseries: 连载\npart: 1\n"
    'categories: [技术, 前端]\ntags: [Java, "ＪＡＶＡ", "ja\\u200bva"]\n---\n文\n',
    "b.md": "---\ntitle: 连二\ndate: 2021-01-02\nauthors:\n- name: 张三\n- name: 王五\nseries: 连载\npart: 2\ntags: JAVA\n---\n文\n",
    "c.md": '+++\ntitle = 1.10\ndate = 2020-01-03\nauthor = "李四 & 王五 & Tove"\ntags = [3.10]\n+++\n文\n',
    "d.md": "---\ntitle: 置顶文\nauthor: ＴＯＶＥ\ndate: 2019-01-01\nsticky: 10\n---\n文\n",
    "e10.md": "# 第10回\n\n文\n",
    "e2.md": "# 第2回\n\n文\n",
    "e1.md": "# 第1回\n\n文\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = make(tmp_path_factory.mktemp("groups"), ARTICLES, settings=SITE)
    Site(root, root / "build", Options(jobs=1)).build()
    return root


def links(html, relation):
    return re.findall(rf'<a rel="{relation}" href="\.\./articles/([^"]+)\.html"', html)


def test_undated_articles_lead_from_one_to_the_next(site):
    pages = {name: page(site, f"articles/{name}.html") for name in ("e1", "e2", "e10", "d")}
    assert (links(pages["e1"], "prev"), links(pages["e1"], "next")) == ([], ["e2"])
    assert (links(pages["e2"], "prev"), links(pages["e2"], "next")) == (["e1"], ["e10"])
    assert (links(pages["e10"], "prev"), links(pages["e10"], "next")) == (["e2"], [])
    assert "e1" not in links(pages["d"], "prev")


def test_the_home_page_has_what_is_pinned_first_and_what_is_undated_in_natural_order(site):
    listed = re.findall(r'class="u-url" href="articles/([^"]+)\.html"', page(site, "index.html"))
    assert listed == ["d", "b", "a", "c", "e1", "e2", "e10"]


def test_authors_have_bylines_data_and_pages(site):
    html = page(site, "articles/a.html")
    assert re.findall(r'rel="author">([^<]+)<', html) == ["张三", "李四"]
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert [one["name"] for one in data["author"]] == ["张三", "李四"]
    assert "连一" in page(site, "authors/张三.html")
    assert "连二" in page(site, "authors/张三.html")
    assert "1.10" in page(site, "authors/王五.html")


def test_authors_that_look_alike_are_one_with_all_their_articles(site):
    assert re.findall(r'href="\.\./authors/([^"]+)" rel="author">([^<]+)', page(site, "articles/d.html")) == [
        ("tove.html", "Tove")
    ]
    assert "1.10" in page(site, "authors/tove.html")
    assert "置顶文" in page(site, "authors/tove.html")


def test_a_series_leads_on(site):
    assert "第 1 篇，共 2 篇" in page(site, "articles/a.html")
    assert '<a href="../articles/b.html">连二 →</a>' in page(site, "articles/a.html")
    assert page(site, "series/连载.html").index("连一") < page(site, "series/连载.html").index("连二")


def test_categories_are_a_tree(site):
    rows = re.findall(r"<li>(<span>.*?</span>) <span class=\"count\"", page(site, "categories/index.html"))
    assert [re.sub(r"<[^>]+>", "", row) for row in rows] == ["技术", "— 前端"]


def test_tags_that_look_alike_are_one_with_all_their_articles(site):
    html = page(site, "articles/a.html")
    assert re.findall(r'href="\.\./tags/([^"]+)" rel="tag">([^<]+)', html)[-1] == ("java.html", "JAVA")
    assert html.count("tags/java.html") == 1
    assert "连一" in page(site, "tags/java.html")
    assert "连二" in page(site, "tags/java.html")


def test_numbers_stay_as_they_are_written_on_pages(site):
    html = page(site, "articles/c.html")
    assert '<h1 class="p-name">1.10</h1>' in html
    assert 'rel="tag">3.10<' in html


def test_a_feed_without_an_address_links_relatively(site):
    feed = page(site, "feed.xml")
    assert 'href="articles/a.html"' in feed
    assert 'href="//' not in feed
    assert 'href="/' not in feed
