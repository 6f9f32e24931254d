"""Home, glossary, entries, entities, tags, archive."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.core.article import Html
from generator.core.draft import Meta
from generator.core.entry import TYPES, Entry
from generator.core.page import Page
from generator.core.settings import Config
from generator.core.urls import tag_urls
from generator.site.pages.entry import chart, company, entries
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


def test_the_glossary_stands_in_pinyin_order_under_letters(site):
    soup = site.soup("glossary/index.html")
    assert [link.get_text() for link in soup.select(".letters a")] == ["C", "H", "L", "Q", "S", "X", "Z"]
    pinyin = [row["data-pinyin"] for row in soup.select(".rows li")]
    assert pinyin == sorted(pinyin)
    assert len(pinyin) == 10


def test_rows_carry_what_the_filter_looks_in(site):
    row = site.soup("glossary/index.html").find("li", attrs={"data-name": "产业互联网"})
    assert (row["data-aliases"], row["data-english"]) == ("工业互联", "Industrial Internet")
    assert (row["data-initials"], row["data-type"]) == ("cyhlw", "term")


def test_the_filter_box_is_hidden_where_there_is_no_script(site):
    assert site.soup("glossary/index.html").find(id="filter").find_parent(class_="find")
    assert "@media (scripting:none){.find{display:none}}" in site.read("assets/site.css")


def test_an_entry_lists_each_mention_in_its_sentence(site):
    soup = site.soup("glossary/产业互联网.html")
    lines = soup.select(".concordance li")
    view = site.library.entries["产业互联网"]
    assert len(lines) == sum(len(found.mentions) for found in view.where) == 22
    assert lines[0].mark.get_text() == "产业互联网"
    assert lines[0].a["href"] == "../articles/a0.html#r-产业互联网-1"
    assert lines[0].get_text().startswith(view.where[0].mentions[0].before)


def test_an_entry_tells_what_is_known(site):
    soup = site.soup("glossary/产业互联网.html")
    facts = {dt.get_text(): dt.find_next_sibling("dd").get_text() for dt in soup.select(".facts dt")}
    assert facts == {"别名": "工业互联", "参见": "C2B", "出处": "https://example.org/source、《纺织年鉴》"}
    assert soup.select_one(".hero [lang=en]").get_text() == "Industrial Internet"
    assert "chan ye hu lian wang" in soup.select_one(".hero").get_text()
    dated = site.soup("glossary/小程序.html").select(".dated dt")
    assert [dt.get_text() for dt in dated] == ["2018 起", "2021-06 起"]


def test_the_chart_and_its_table_say_the_same(site):
    soup = site.soup("glossary/产业互联网.html")
    bars = chart(site.library.entries["产业互联网"])
    assert [row.get_text(" ").split() for row in soup.select("tbody tr")] == [
        [bar.label, str(bar.times)] for bar in bars if bar.times
    ]
    assert len(soup.select("svg.chart rect")) == len([bar for bar in bars if bar.times])
    assert bars[0].label == "2021-07"
    assert max(bar.height for bar in bars) == 60


def test_months_without_a_mention_keep_their_place(site):
    view = site.library.entries["产业互联网"]
    gap = replace(view, where=tuple(found for found in view.where if found.article.url != "articles/a2.html"))
    assert [bar.times for bar in chart(gap)][3] == 0


def test_the_stamp_of_an_entrys_page_moves_with_what_it_shows(site):
    """The page's context is made late; its stamp must tell of every change that a reader would see."""
    view = site.library.entries["产业互联网"]

    def key(library):
        return next(page.stamp for page in entries(library) if page.context["title"] == "产业互联网")

    def with_first(**changed):
        found = view.where[0]
        article = replace(found.article, **changed)
        where = (replace(found, article=article), *view.where[1:])
        return replace(
            site.library,
            articles=(article, *site.library.articles[1:]),
            entries={**site.library.entries, "产业互联网": replace(view, where=where)},
        )

    first = view.where[0].article
    same = key(site.library)
    assert key(with_first(lead="x")) == same
    assert key(with_first(html=Html("other", lambda: ""))) != same
    assert key(with_first(meta=replace(first.meta, title="x"))) != same
    assert key(with_first(meta=replace(first.meta, date=None))) != same
    fewer = replace(view, where=view.where[1:])
    assert key(replace(site.library, entries={**site.library.entries, "产业互联网": fewer})) != same


@settings(max_examples=50)
@given(st.lists(st.sets(st.integers(0, 40)), max_size=12))
def test_an_entrys_company_are_those_it_shares_most_articles_with(articles):
    refs = [f"r{number:02}" for number in range(40)]  # 40 is a term of an article's own
    counts = [{"r00": 1} | {f"r{number:02}": 2 for number in one} for one in articles]
    found = [
        SimpleNamespace(
            article=SimpleNamespace(counts=each, meta=Meta(terms={ref: "" for ref in each if ref == "r40"}))
        )
        for each in counts
    ]
    view = SimpleNamespace(entry=SimpleNamespace(id="r00"), where=found)
    library = SimpleNamespace(entries={ref: SimpleNamespace(entry=Entry(ref, ref, ref), url=ref) for ref in refs})
    shared = {ref: sum(ref in each for each in counts) for ref in refs[1:]}
    expected = sorted(((ref, n) for ref, n in shared.items() if n), key=lambda pair: (-pair[1], pair[0]))[:12]
    assert [(ref.id, n) for ref, n in company(view, library)] == expected


def test_an_entry_nobody_mentions_says_so(site, tmp_path):
    view = replace(site.library.entries["C2B"], where=(), count=0)
    page = next(iter(entries(replace(site.library, entries={"C2B": view}))))
    assert "还没有文章提到它" in Templates(None, site.library.config).render(page).decode()


def test_entities_have_a_page_for_each_type(site):
    for kind in TYPES[1:]:
        soup = site.soup(f"entities/{kind}.html")
        assert [row["data-type"] for row in soup.select(".rows li")] == [kind]
    assert "老周" in site.soup("entities/person.html").select_one(".names").get_text()


def test_tags_and_the_archive(site):
    links = [link["href"] for link in site.soup("tags/index.html").select(".cloud a")]
    assert links == ["../tags/%E5%B7%A5%E5%8E%82.html", "../tags/C++-%E5%B5%8C%E5%85%A5.html"]
    assert len(site.soup("tags/C++-嵌入.html").select(".teasers > li")) == 6
    years = site.soup("archive.html").select(".year h2")
    assert [year.get_text() for year in years] == ["2021 年", "未注明日期"]


def test_tags_never_share_a_file():
    urls = tag_urls(["C++", "c++", "a/b", "a b", "index"])
    assert len({url.lower() for url in urls.values()}) == 5
    assert "tags/index.html" not in urls.values()


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
