"""What holds on every page."""

import re
from itertools import pairwise

import html5lib
import pytest

KINDS = (
    "index.html",
    "page/2.html",
    "articles/a0.html",
    "articles/a12.html",
    "glossary/index.html",
    "glossary/产业互联网.html",
    "entities/person.html",
    "entities/event.html",
    "tags/index.html",
    "tags/工厂.html",
    "archive.html",
    "about.html",
    "search.html",
    "404.html",
)
VALUES = re.compile(r"(?:https?:|mailto:|data:)")


@pytest.mark.parametrize("url", KINDS)
def test_it_is_valid_html(site, url):
    html5lib.HTMLParser(strict=True).parse(site.read(url))


@pytest.mark.parametrize("url", KINDS)
def test_an_empty_site_is_valid_too(bare, url):
    if (bare.folder / url).exists():
        html5lib.HTMLParser(strict=True).parse(bare.read(url))
        assert len(bare.soup(url).find_all("h1")) == 1


def test_every_page_has_one_heading_of_the_first_level(site):
    assert {url: len(site.soup(url).find_all("h1")) for url in site.pages} == dict.fromkeys(site.pages, 1)


def test_headings_leave_out_no_level(site):
    for url in site.pages:
        levels = [
            int(found.name[1])
            for found in site.soup(url).find_all(re.compile("^h[1-6]$"))
            if not found.find_parent("nav", class_="rail")
        ]
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps, default=0) <= 1, (url, levels)


def test_ids_are_unique(site):
    for url in site.pages:
        ids = re.findall(r'\sid="([^"]*)"', site.read(url))
        assert len(ids) == len(set(ids)), url


def test_titles_tell_pages_apart(site):
    titles = {url: site.soup(url).title.get_text() for url in site.pages}
    assert len(set(titles.values())) == len(titles)
    assert all("雾中札记" in title for title in titles.values())


def test_links_are_relative_and_lead_somewhere(site):
    for url in site.pages:
        if url == "404.html":
            continue
        soup = site.soup(url)
        found = {node.get("href") for node in soup.find_all(["a", "link"], href=True)}
        found |= {node["src"] for node in soup.find_all(["img", "script"], src=True)}
        for href in found:
            if VALUES.match(href) or href.endswith(("feed.xml", ".jsonld")) or "fog.png" in href:
                continue
            assert not href.startswith("/"), (url, href)
            path, fragment = site.target(url, href)
            assert (site.folder / path).is_file(), (url, href)
            assert not fragment or "~" in fragment or f' id="{fragment}"' in site.read(path), (url, href)


def test_the_404_page_works_at_any_depth(site):
    links = [node["href"] for node in site.soup("404.html").find_all(["a", "link"], href=True)]
    assert all(link.startswith(("/notes/", "https://", "#")) for link in links)
    assert site.soup("404.html").find("link", rel="canonical") is None


def test_the_ways_on_from_the_404_page_stand_apart_without_its_style(site):
    """Opened as a file it finds no style sheet, for its links are absolute."""
    links = site.soup("404.html").main.find_all("a")
    assert len(links) > 3
    assert all(len(link.find_parent("li").find_all("a")) == 1 for link in links)


def test_nothing_is_styled_or_run_inline(site):
    for url in site.pages:
        soup = site.soup(url)
        assert not soup.find_all("style")
        assert not soup.find_all(style=True)
        assert not soup.find_all(lambda node: any(name.startswith("on") for name in node.attrs))
        scripts = soup.find_all("script", src=False)
        assert all(script["type"] == "application/ld+json" for script in scripts)


def test_the_policy_forbids_everything_else(site):
    strict = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    for url in site.pages:
        policy = site.soup(url).find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        assert (policy == strict) == (url != "search.html"), url


def test_an_article_makes_at_most_five_requests(site):
    soup = site.soup("articles/a0.html")
    assert soup.find("pre", class_="highlight")  # the fullest article: with highlighted code and notes in the margin
    assert soup.select_one("article.noted .footnotes")
    files = [node["href"] for node in soup.find_all("link", rel=["stylesheet", "icon"])] + [
        node["src"] for node in soup.find_all("script", src=True)
    ]
    assert len(files) + 1 <= 5
    assert not site.soup("articles/a1.html").find("link", href=re.compile("rich.css"))


def test_the_language_and_what_machines_ask_for(site):
    soup = site.soup("articles/a1.html")
    assert soup.html["lang"] == "zh-Hans"
    assert soup.find("link", rel="canonical")["href"] == "https://example.org/notes/articles/a1.html"
    assert soup.find("meta", attrs={"name": "description"})["content"].startswith("清早的海州")
    assert soup.find("meta", property="og:title")["content"] == "十二米布的账"
    assert soup.find("meta", property="og:type")["content"] == "article"
    assert soup.find("link", type="application/atom+xml")["href"] == "../feed.xml"
    assert soup.find("a", class_="skip")["href"] == "#main"


def test_without_a_base_url_nothing_pretends_to_be_absolute(bare, tmp_path):
    from generator.core.settings import Config
    from tests.site.conftest import Site
    from tests.site.fixture import library
    from tests.site.preview import write

    whole = library(2, config=Config(title="无址"))
    write(tmp_path, whole)
    soup = Site(tmp_path, whole).soup("articles/a0.html")
    assert soup.find("link", rel="canonical") is None
    assert soup.find("meta", property="og:url") is None
