"""Structured data (schema.org)."""

import json

from bs4 import BeautifulSoup
from msgspec.structs import replace

from generator.site.pages.jsonld import Things, article_ld
from tests.site.fixture import library


def ld(soup):
    return json.loads(soup.find("script", type="application/ld+json").string)


def test_an_article_is_about_its_entries(site):
    data = ld(site.soup("articles/a0.html"))
    assert data["@type"] == "Article"
    assert data["headline"] == "雾里的车间"
    assert data["author"] == {"@type": "Person", "name": "周砚"}
    assert len(data["about"]) == 3
    named = {thing["name"]: thing["@type"] for thing in data["about"] + data["mentions"]}
    assert named["林远"] == "Person"
    assert named["青石科技"] == "Organization"
    assert named["海州"] == "Place"
    assert named["C2B"] == "DefinedTerm"
    assert len(named) == 10


def test_an_article_names_no_more_than_its_most_frequent_entries(monkeypatch):
    monkeypatch.setattr("generator.site.pages.jsonld.MAX_MENTIONS", 2)
    whole = library()
    article = whole.articles[0]
    data = json.loads(str(article_ld(article, whole, Things(whole))))
    left = [article.counts[ref] for ref, view in whole.entries.items() if ref in article.counts]
    assert len(left) > 5
    assert len(data["about"] + data["mentions"]) == 5


def test_entries_and_the_glossary_are_terms(site):
    term = ld(site.soup("glossary/产业互联网.html"))
    assert term["@type"] == "DefinedTerm"
    assert term["alternateName"] == ["工业互联", "Industrial Internet"]
    glossary = ld(site.soup("glossary/index.html"))
    assert glossary["@type"] == "DefinedTermSet"
    assert term["inDefinedTermSet"]["@id"] == glossary["@id"]
    assert term["@id"] in [item["@id"] for item in glossary["hasDefinedTerm"]]


def test_a_title_cannot_end_the_script():
    from generator.core.page import flat
    from generator.site.pages.article import articles
    from generator.theme.render import Templates

    whole = library(1)
    article = whole.articles[0]
    whole = replace(whole, articles=(replace(article, meta=replace(article.meta, title="</script><b>")),))
    soup = BeautifulSoup(Templates(None, whole.config).render(next(flat(articles(whole)))), "lxml")
    assert ld(soup)["headline"] == "</script><b>"
    assert not soup.head.find("b")
