"""The home page and what every page leads to."""

import pytest
from bs4 import BeautifulSoup

from generator.core.page import Page
from generator.core.settings import Config
from generator.site.pages.views import Named
from generator.theme.render import Templates


def test_the_home_page_goes_on(site):
    first, second = site.soup("index.html"), site.soup("page/2.html")
    assert len(first.select(".teasers > li")) == 10
    assert len(second.select(".teasers > li")) == 3
    assert first.find("a", rel="next")["href"] == "page/2.html"
    assert second.find("a", rel="prev")["href"] == "../index.html"


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 2, "1 2"),
        (2, 2, "1 2"),
        (2, 3, "1 2 3"),
        (1, 9, "1 2 3 … 9"),
        (4, 9, "1 2 3 4 5 6 … 9"),
        (5, 9, "1 … 3 4 5 6 7 … 9"),
        (6, 9, "1 … 4 5 6 7 8 9"),
        (9, 9, "1 … 7 8 9"),
        (50, 100, "1 … 48 49 50 51 52 … 100"),
    ],
)
def test_the_pager_names_the_ends_and_the_pages_around(tmp_path, number, last, shown):
    (tmp_path / "pager.html").write_text('{% include "partials/pager.html" %}', encoding="utf-8")
    pages = tuple(Named(str(n), f"page/{n}.html") for n in range(1, last + 1))
    html = Templates(tmp_path, Config()).render(
        Page("index.html", "home", "pager.html", {"pages": pages, "number": number})
    )
    items = BeautifulSoup(html, "lxml").select("li")
    assert " ".join(item.get_text() for item in items) == shown
    assert [item.get_text() for item in items if item.find("a", attrs={"aria-current": "page"})] == [str(number)]


def test_an_empty_site_says_what_to_do(bare):
    assert "content/articles/" in bare.soup("index.html").select_one(".empty").get_text()
    assert "content/glossary/" in bare.soup("glossary/index.html").select_one(".empty").get_text()
    assert bare.soup("tags/index.html").select_one(".empty")
    assert bare.soup("archive.html").select_one(".empty")
    assert bare.soup("entities/person.html").select_one(".empty")
    for url in ("glossary/index.html", "archive.html"):
        assert "0 " not in bare.soup(url).main.get_text(), "that it is empty says enough"


def test_the_header_leads_to_what_there_is(site, bare):
    assert [link.get_text() for link in site.soup("index.html").select(".top li a")] == [
        "文章",
        "词表",
        "标签",
        "归档",
        "关于",
        "搜索",
    ]
    assert "标签" not in [link.get_text() for link in bare.soup("index.html").select(".top li a")]
    assert site.soup("archive.html").select_one(".top [aria-current=page]").get_text() == "归档"
