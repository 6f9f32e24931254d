"""One table of addresses, made from the pages: what is built can be linked to, and nothing else."""

from msgspec.structs import replace

from generator.core.draft import Link
from generator.core.page import Context, Page
from generator.core.urls import ROOT, quoted
from generator.site import addresses, pages
from generator.site.links import resolve
from generator.site.pages import PAGE_KINDS
from generator.site.pages.crawlers import FILES, Listing, sitemap
from tests.site.fixture import library

SITE = library(13)


def test_the_table_is_what_is_built():
    built = {*(page.url for page in pages.pages_of(SITE)), *FILES}
    table = list(addresses.urls(SITE))
    assert len(table) == len(set(table))
    assert set(table) == built
    assert {"index.html", "archive.html", "entities/person.html", "feed.xml", "sitemap.xml", "page/2.html"} <= built


def test_each_address_can_be_linked_to():
    reached = addresses.targets(SITE, ())
    for url in addresses.urls(SITE):
        found = resolve(Link(0, f"/{quoted(url)}", 1), "content/articles/a1.md", "articles/a1.html", reached)
        assert (found.url, found.problem) == (ROOT + quoted(url), None)


def test_a_page_that_is_not_built_cannot_be_linked_to():
    silent = replace(SITE, config=replace(SITE.config, search=False))
    reached = addresses.targets(silent, ())
    for url in ("search.html", "entities/term.html", "tags/无.html"):
        assert resolve(Link(0, f"/{url}", 1), "content/articles/a1.md", "articles/a1.html", reached).problem


def test_a_new_kind_of_page_needs_no_second_list(monkeypatch):
    kinds = (*PAGE_KINDS, ("new", lambda _: [Page("new/一.html", "new", "new.html", {})]))
    monkeypatch.setattr(pages, "PAGE_KINDS", kinds)
    assert "new/一.html" in addresses.targets(SITE, ()).urls
    assert "new/%E4%B8%80.html" in sitemap(SITE, [Listing(SITE)(pages.pages_of(SITE))]).decode()


def test_the_table_makes_no_context(monkeypatch):
    monkeypatch.setattr(Context, "_known", None)
    monkeypatch.setattr(Context, "stamp", None)
    assert list(addresses.urls(SITE))


def test_pictures_beside_entries_can_be_linked_to_and_entries_cannot():
    files = ("content/glossary/a.md", "content/glossary/A.PNG", "content/articles/b.zip", "content/articles/b.md")
    reached = addresses.targets(SITE, files)
    assert reached.files == set(files[1:3])
    assert reached.unpublished == {"content/articles/b.md"}  # of no article that is published: nothing may copy it
