"""What machines read: feed, structured data, annotations, sitemap, exports."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.core.article import Html
from generator.core.settings import Config
from generator.site.formats import FORMATS
from generator.site.pages import PAGE_KINDS
from generator.site.pages.crawlers import site_files
from generator.site.pages.feed_html import _Cleaner as Cleaner
from generator.site.pages.feed_html import clean
from generator.site.webannotation import spots
from tests.site.pages.fixture import library


def ld(soup):
    return json.loads(soup.find("script", type="application/ld+json").string)


# ---------------------------------------------------------------- feed


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
        articles=(replace(article, meta=replace(article.meta, title="a\x0bb"), html=Html("x", lambda: "<p>\x0c</p>")),),
    )
    ET.fromstring(Templates(None, whole.config).render(next(iter(feed(whole)))))


@pytest.mark.parametrize(
    ("html", "plain"),
    [
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
        ('<p><span class="auto">甲</span></p>', "<p><span>甲</span></p>"),  # the author's own
        ('<p><a href="#fn1" id="fr1">1</a></p>', '<p><a href="https://a.org/articles/a.html#fn1">1</a></p>'),
        ("<p>1 &lt; 2 &amp; 3<br>4</p>", "<p>1 &lt; 2 &amp; 3<br>4</p>"),
    ],
)
def test_cleaning_takes_the_marks_and_nothing_else(html, plain):
    assert clean(html, "https://a.org/", "articles/a.html") == plain


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


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("<script>1 < 2</script>")
@example("<p>a<br />b</p>")
@example("<textarea><p></textarea>")
def test_what_is_taken_quickly_is_taken_the_same(html):
    parsed = Cleaner("https://a.org/", "articles/a.html")
    parsed.feed(html)
    parsed.close()
    assert clean(html, "https://a.org/", "articles/a.html") == "".join(parsed.out)


# ---------------------------------------------------------------- JSON-LD


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


def test_entries_and_the_glossary_are_terms(site):
    term = ld(site.soup("glossary/产业互联网.html"))
    assert term["@type"] == "DefinedTerm"
    assert term["alternateName"] == ["工业互联", "Industrial Internet"]
    glossary = ld(site.soup("glossary/index.html"))
    assert glossary["@type"] == "DefinedTermSet"
    assert term["inDefinedTermSet"]["@id"] == glossary["@id"]
    assert term["@id"] in [item["@id"] for item in glossary["hasDefinedTerm"]]


def test_a_title_cannot_end_the_script():
    from generator.site.pages.article import articles
    from generator.theme.render import Templates

    whole = library(1)
    article = whole.articles[0]
    whole = replace(whole, articles=(replace(article, meta=replace(article.meta, title="</script><b>")),))
    soup = BeautifulSoup(Templates(None, whole.config).render(next(iter(articles(whole)))), "lxml")
    assert ld(soup)["headline"] == "</script><b>"
    assert not soup.head.find("b")


# ---------------------------------------------------------------- Web Annotation


@pytest.mark.parametrize("number", [0, 1, 2])
def test_selectors_resolve_in_the_text_of_the_page(site, number):
    page = site.soup(f"articles/a{number}.html")
    data = json.loads(site.read(f"articles/a{number}.annotations.jsonld"))
    marks = page.select("[role=doc-glossref]")
    assert len(data["items"]) == len(marks)
    for item, mark in zip(data["items"], marks, strict=True):
        fragment, position, quote = item["target"]["selector"]
        text = page.select_one(position["value"]).get_text()
        start, end = position["refinedBy"]["start"], position["refinedBy"]["end"]
        assert text[start:end] == mark.get_text() == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert page.find(id=fragment["value"]) is mark


def test_positions_count_code_points_of_what_is_seen():
    html = '<p>A &amp; <!-- no -->𠀀<img alt="x"><a class="e person adj" role="doc-glossref" id="r-x-1" href="#g-x">&lt;甲&gt;</a></p>'
    text, (spot,) = spots(html)
    assert text == "A & 𠀀<甲>"
    assert (spot.start, spot.end, spot.anchor, spot.slug) == (5, 8, "r-x-1", "x")


# ---------------------------------------------------------------- files of the site, exports


def test_the_sitemap_names_pages_that_exist(site):
    pages = [page for _, kind in PAGE_KINDS for page in kind(site.library)]
    files = {output.path: output.data for output in site_files(site.library, pages)}
    root = ET.fromstring(files["sitemap.xml"])
    from urllib.parse import unquote

    urls = [unquote(node.text) for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(urls) == len(set(urls)) == 4 + 13 + 1 + 10 + 2
    assert all((site.folder / url.removeprefix("https://example.org/notes/")).is_file() for url in urls)
    assert b"Sitemap: https://example.org/notes/sitemap.xml" in files["robots.txt"]
    assert files[".nojekyll"] == b""


def test_csv_has_a_row_for_each_entry(site):
    data = FORMATS["csv"](site.library)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == [view.entry.name for view in site.library.entries.values()]
    assert rows[1]["aliases"] == "工业互联"


def test_csv_cells_are_never_formulas(site):
    view = site.library.entries["C2B"]
    evil = replace(site.library, entries={"C2B": replace(view, entry=replace(view.entry, english="=1+1"))})
    assert next(csv.DictReader(io.StringIO(FORMATS["csv"](evil).decode("utf-8-sig"))))["english"] == "'=1+1"


def test_json_holds_every_mention(site):
    data = json.loads(FORMATS["json"](site.library))
    found = next(entry for entry in data["entries"] if entry["id"] == "产业互联网")
    assert (found["count"], len(found["mentions"])) == (22, 22)
    assert len(data["articles"]) == 13


def test_skos_relates_concepts_of_one_scheme(site):
    data = json.loads(FORMATS["skos"](site.library))
    scheme, *concepts = data["@graph"]
    assert scheme["@type"] == "skos:ConceptScheme"
    assert {concept["inScheme"] for concept in concepts} == {scheme["@id"]}
    ids = {concept["@id"] for concept in concepts}
    assert len(ids) == 10
    assert all(other in ids for concept in concepts for other in concept.get("related", ()))


def test_tbx_holds_every_form(site):
    root = ET.fromstring(FORMATS["tbx"](site.library))
    name = "{urn:iso:std:iso:30042:ed-2}"
    assert len(root.findall(f".//{name}conceptEntry")) == 10
    terms = [node.text for node in root.iter(f"{name}term")]
    assert {"产业互联网", "工业互联", "Industrial Internet"} <= set(terms)


def test_tei_keeps_text_and_marks(site):
    root = ET.fromstring(FORMATS["tei"](site.library))
    name = "{http://www.tei-c.org/ns/1.0}"
    body = root.find(f".//{name}TEI//{name}body")
    people = [node.text for node in body.iter(f"{name}persName")]
    assert people == ["林远", "林远", "老周"]
    ids = {node.get("{http://www.w3.org/XML/1998/namespace}id") for node in root.find(f"{name}standOff").iter()} - {
        None
    }
    refs = {node.get("ref")[1:] for node in root.iter() if node.get("ref")}
    assert refs <= ids
    assert len(ids) == 10
    text = re.sub(r"\s+", "", "".join(body.itertext()))
    assert re.sub(r"\s+", "", BeautifulSoup(str(site.library.articles[0].html), "lxml").get_text()) in text


def test_anki_cards_have_four_columns(site):
    lines = FORMATS["anki"](site.library).decode().splitlines()
    cards = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {len(card) for card in cards} == {4}
    assert len(cards) == 9  # 长尾 has no definition
    assert not any("zhushu-root" in card[1] for card in cards)


def test_all_annotations_in_one_file(site):
    data = json.loads(FORMATS["webannotation"](site.library))
    assert (
        data["total"] == len(data["first"]["items"]) == sum(len(article.mentions) for article in site.library.articles)
    )
