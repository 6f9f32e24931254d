"""The Atom feed."""

import json
from xml.etree import ElementTree as ET

import feedparser
from bs4 import BeautifulSoup
from msgspec.structs import replace

from generator.core.article import LazyHtml
from generator.core.settings import Config
from tests.site.fixture import library


def test_the_feed_parses_and_holds_whole_clean_articles(site):
    feed = feedparser.parse(site.read("feed.xml"))
    assert not feed.bozo
    assert len(feed.entries) == 13
    first = feed.entries[0]
    assert (first.title, first.id) == ("雾里的车间", "https://example.org/notes/articles/a0.html")
    body = BeautifulSoup(first.content[0].value, "lxml")
    text = body.get_text()
    assert "同行把这叫作产业互联网，他自己" in text
    assert "老周不在词表里" in text
    assert not body.select("[role], [id], [class]")
    assert body.img["src"] == "https://example.org/notes/articles/fog.png"
    assert all(link["href"].startswith("https://") for link in body.find_all("a"))


def test_the_feed_is_cut_to_its_length():
    from generator.site.pages.feed import feed

    page = next(iter(feed(library(9, config=Config(feed_items=4)))))
    assert len(page.context["items"]) == 4


def test_no_control_character_breaks_the_feed(tmp_path):
    from generator.site.pages.feed import feed
    from generator.theme.render import Templates

    whole = library(1)
    article = whole.articles[0]
    whole = replace(
        whole,
        articles=(
            replace(article, meta=replace(article.meta, title="a\x0bb"), html=LazyHtml("x", lambda: "<p>\x0c</p>")),
        ),
    )
    ET.fromstring(Templates(None, whole.config).render(next(iter(feed(whole)))))


def test_the_json_feed_says_the_same(site):
    feed, atom = json.loads(site.read("feed.json")), feedparser.parse(site.read("feed.xml"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == "https://example.org/notes/index.html"
    assert feed["feed_url"] == "https://example.org/notes/feed.json"
    assert [(item["id"], item["title"], item["url"]) for item in feed["items"]] == [
        (entry.id, entry.title, entry.link) for entry in atom.entries
    ]
    for item, entry in zip(feed["items"], atom.entries, strict=True):
        texts = [
            "".join(BeautifulSoup(html, "lxml").get_text().split())
            for html in (item["content_html"], entry.content[0].value)
        ]
        assert texts[0] == texts[1]
        assert item.get("tags", []) == [tag.term for tag in entry.get("tags", [])]
        assert item.get("date_modified", "1970-01-01T00:00:00+00:00")[:10] == entry.updated[:10]
    link = site.soup("articles/a0.html").find("link", type="application/feed+json")
    assert site.target("articles/a0.html", link["href"]) == ("feed.json", "")


def test_the_json_feed_of_nothing_is_one(bare):
    assert json.loads(bare.read("feed.json"))["items"] == []
