"""An entry's page."""

from itertools import cycle, islice

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from generator.core.article import LazyHtml, Mentions
from generator.core.page import flat
from generator.site.pages.entry import chart, entries
from generator.theme.render import Templates


def test_an_entry_lists_each_mention_in_its_sentence(site):
    soup = site.soup("glossary/产业互联网.html")
    lines = soup.select(".concordance li")
    view = site.library.entries["产业互联网"]
    assert len(lines) == sum(len(found.mentions) for found in view.where) == 22
    assert lines[0].mark.get_text() == "产业互联网"
    assert lines[0].a["href"] == "../articles/a0.html#r-产业互联网-1"
    assert lines[0].get_text().startswith(next(view.where).mentions[0].before)


@pytest.mark.parametrize(
    ("times", "quoted", "said"),
    [(2, 2, "2 处"), (5, 2, "全文 5 处，摘录 2 处"), (1, 0, "1 处，只在标题里")],
)
def test_an_entry_tells_how_many_of_its_mentions_are_quoted(site, times, quoted, said):
    view = site.library.entries["产业互联网"]
    article = view.articles[0]
    found = tuple(islice(cycle(article.mentions.of("产业互联网")), quoted))
    changed = replace(article, counts={"产业互联网": times}, mentions=Mentions(lambda _: found))
    every = {**site.library.entries, "产业互联网": replace(view, articles=(changed,))}
    page = next(
        page for page in flat(entries(replace(site.library, entries=every))) if page.url == "glossary/产业互联网.html"
    )
    soup = BeautifulSoup(Templates(None, site.library.config).render(page), "lxml")
    assert soup.select_one(".source .meta span").get_text() == said
    assert len(soup.select(".source li")) == quoted


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
    assert next(bar.label for bar in bars if bar.times) == "2021-07"
    assert (bars[0].label, bars[-1].label) == ("2021-01", "2021-12")
    assert max(bar.height for bar in bars) == 60


def test_months_without_a_mention_keep_their_place(site):
    view = site.library.entries["产业互联网"]
    gap = replace(view, articles=tuple(one for one in view.articles if one.url != "articles/a2.html"))
    assert [bar.times for bar in chart(gap)][3] == 0


def test_the_stamp_of_an_entrys_page_moves_with_what_it_shows(site):
    """The page's context is made late; its stamp must tell of every change that a reader would see."""
    view = site.library.entries["产业互联网"]

    def key(library):
        return next(page.stamp for page in flat(entries(library)) if page.context["title"] == "产业互联网")

    def with_first(**changed):
        article = replace(view.articles[0], **changed)
        return replace(
            site.library,
            articles=(article, *site.library.articles[1:]),
            entries={**site.library.entries, "产业互联网": replace(view, articles=(article, *view.articles[1:]))},
        )

    first = view.articles[0]
    same = key(site.library)
    assert key(with_first(lead="x")) == same
    assert key(with_first(html=LazyHtml("other", lambda: ""))) != same
    assert key(with_first(meta=replace(first.meta, title="x"))) != same
    assert key(with_first(meta=replace(first.meta, date=None))) != same
    fewer = replace(view, articles=view.articles[1:])
    assert key(replace(site.library, entries={**site.library.entries, "产业互联网": fewer})) != same


def test_an_entry_nobody_mentions_says_so(site, tmp_path):
    view = replace(site.library.entries["C2B"], articles=(), count=0)
    page = next(flat(entries(replace(site.library, entries={"C2B": view}))))
    assert "还没有文章提到它" in Templates(None, site.library.config).render(page).decode()
