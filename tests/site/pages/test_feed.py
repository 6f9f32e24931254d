"""The Atom feed."""

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
