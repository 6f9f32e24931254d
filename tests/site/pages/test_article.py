"""The page of an article, and what it says of the entries marked in it."""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from generator.core.article import LazyHtml
from generator.core.entry import Dated
from generator.core.page import Page, flat
from generator.core.settings import Config
from generator.site.pages.article import articles, table_of_contents
from generator.site.pages.notes import Note, definition_at, notes_of
from generator.site.pages.related import Related
from generator.theme.render import Templates
from tests.site.fixture import library


def test_every_mark_has_its_entry_and_every_entry_its_ways_back(site):
    soup = site.soup("articles/a0.html")
    marks = soup.select("#text [role=doc-glossref]")
    glossary = soup.find(attrs={"role": "doc-glossary"})
    assert len(marks) == 13
    assert [mark["href"][1:] for mark in marks] == [f"g-{mark['id'][2:].rpartition('-')[0]}" for mark in marks]
    assert {mark["href"][1:] for mark in marks} == {dt["id"] for dt in glossary.select("dl:not(.others) dt")}
    assert sorted(link["href"][1:] for link in glossary.select("dl:not(.others) [role=doc-backlink]")) == sorted(
        mark["id"] for mark in marks
    )


def test_entries_are_numbered_in_order_of_first_mark(site):
    entries = site.soup("articles/a0.html").select("[role=doc-glossary] dt")
    assert [dt["data-n"] for dt in entries] == [str(n) for n in range(1, len(entries) + 1)]
    assert [dt.get_text() for dt in entries][:3] == ["海州", "林远", "小程序"]


def test_an_entry_tells_its_type_count_definition_and_page(site):
    dt = site.soup("articles/a0.html").find(id="g-产业互联网")
    dd = dt.find_next_sibling("dd")
    assert dt.dfn.get_text() == "产业互联网"
    assert (dd.select_one(".kind").get_text(), dt["data-type"]) == ("术语 · 本文 2 处", "term")
    assert dd.find("a", class_="more")["href"] == "../glossary/%E4%BA%A7%E4%B8%9A%E4%BA%92%E8%81%94%E7%BD%91.html"
    assert dd.find("strong").get_text() == "生产与流通"
    assert dd.find("a", string="C2B")["href"] == "../glossary/C2B.html"


def test_the_rail_lists_the_entries_in_the_same_order(site):
    soup = site.soup("articles/a0.html")
    rail = [link["href"] for link in soup.select(".rail a")]
    assert rail == [f"#r-{dt['id'][2:]}-1" for dt in soup.select("[role=doc-glossary] dl:not(.others) dt")]


def test_a_long_rail_lists_the_most_frequent_and_leads_to_the_others():
    notes = tuple(Note(f"n{n}", f"名{n}", "term", n, n % 50, 1, "", "") for n in range(1, 101))
    page = Page("articles/a.html", "article", "partials/rail.html", {"notes": notes})
    links = [link["href"] for link in BeautifulSoup(Templates(None, Config()).render(page), "html.parser").select("a")]
    times = {f"#r-n{n}-1": n % 50 for n in range(1, 101)}
    assert len(links) == 61
    assert links[-1] == "#gt"
    assert links[:-1] == [link for link in times if link in links]  # in the order of the text
    assert min(times[link] for link in links[:-1]) >= max(times[link] for link in times if link not in links)


def test_the_switch_is_the_legend_of_the_types_in_the_article(site):
    bar = site.soup("articles/a2.html").select_one(".bar")
    assert [field["id"] for field in bar.find_all("input", {"name": "ann"})] == ["a0", "a1", "a2"]
    assert [key.get_text() for key in bar.select(".key")] == ["术语", "人物", "机构", "地点", "产品"]


def test_microformats_say_who_wrote_what_when(site):
    entry = site.soup("articles/a0.html").select_one("article.h-entry")
    assert entry.select_one(".p-name").get_text() == "雾里的车间"
    assert entry.select_one("time.dt-published")["datetime"] == "2021-12-03T09:30:00"
    assert entry.select_one("time.dt-updated")["datetime"] == "2022-01-02T00:00:00"
    assert entry.select_one(".p-author").get_text() == "周砚"
    assert entry.select_one(".e-content") is not None


def test_a_draft_is_called_a_draft(site):
    assert site.soup("articles/a5.html").select_one("article .draft").get_text() == "草稿"
    assert not site.soup("articles/a4.html").select("article .draft")


def test_neighbours_and_relatives(site):
    soup = site.soup("articles/a1.html")
    assert soup.find("a", rel="next")["href"] == "../articles/a0.html"
    assert soup.find("a", rel="prev")["href"] == "../articles/a2.html"
    assert "../articles/a1.html" not in [link["href"] for link in soup.select(".after .lines a")]


def test_related_articles_share_the_rarest_entries():
    whole = library(7)
    rare = whole.articles[6]
    entries = dict(whole.entries)
    both = tuple(
        article for article in entries["长尾"].articles if article.url in ("articles/a0.html", "articles/a6.html")
    )
    only = replace(entries["长尾"], articles=both)
    whole = replace(whole, entries={**entries, "长尾": only})
    assert Related(whole).of(rare)[0].url == "articles/a0.html"


def test_one_rare_entry_says_more_than_two_that_everything_mentions():
    whole = library(20)
    here, near, far, *rest = whole.articles
    rare, *common = list(whole.entries)[:3]

    def view(ref, articles):
        return replace(whole.entries[ref], articles=tuple(articles))

    entries = {rare: view(rare, (here, near))}
    entries |= {ref: view(ref, (here, far, *rest)) for ref in common}
    found = Related(replace(whole, entries=entries)).of(replace(here, counts=dict.fromkeys(entries, 1)))
    assert found[0].url == near.url


def test_entries_of_one_article_alone_do_not_stand_in_the_way_of_shared_ones():
    whole = library(2)
    article = whole.articles[0]
    entries = {
        ref: replace(view, articles=view.articles[:1]) for ref, view in whole.entries.items() if ref != "产业互联网"
    }
    whole = replace(whole, entries={**entries, "产业互联网": whole.entries["产业互联网"]})
    assert [found.url for found in Related(whole).of(article)] == ["articles/a1.html"]


def test_an_article_without_marks_has_no_glossary(bare, tmp_path):
    whole = library(1, entries=False)
    page = next(flat(articles(whole)))
    html = Templates(None, whole.config).render(page).decode()
    assert "doc-glossary" not in html
    assert 'class="rail"' not in html
    assert 'name="ann"' not in html


@pytest.mark.parametrize(
    ("toc", "headings", "shown"),
    [(None, 4, True), (None, 2, False), (True, 2, True), (False, 4, False), (True, 0, False)],
)
def test_the_contents_come_where_they_help(toc, headings, shown):
    article = library(1).articles[0]
    article = replace(article, meta=replace(article.meta, toc=toc), headings=article.headings[:headings])
    assert bool(table_of_contents(article)) == shown


@pytest.mark.parametrize(
    ("date", "as_of", "said"),
    [
        ("2017-05-01", "", "（现）"),
        ("2018-01-02", "", "旧"),
        ("2021-05-31", "", "旧"),
        ("2021-06-01", "", "新"),
        ("2022-01-01", "2018", "旧"),
        ("2017-01-01", "2021", "新"),
        ("2017-01-01", "2021-05", "旧"),
        ("", "", "（现）"),
    ],
)
def test_dated_definitions_follow_the_article(date, as_of, said):
    whole = library(1)
    view = replace(whole.entries["小程序"], html="（现）", dated=(Dated("2018", "旧"), Dated("2021-06", "新")))
    article = whole.articles[0]
    article = replace(
        article, meta=replace(article.meta, date=datetime.fromisoformat(date) if date else None, as_of=as_of)
    )
    assert definition_at(view, article)[0] == said


def test_a_word_of_the_article_alone_needs_no_page():
    whole = library(1)
    entries = {ref: view for ref, view in whole.entries.items() if ref != "C2B"}
    note = next(note for note in notes_of(whole.articles[0], replace(whole, entries=entries)) if note.slug == "C2B")
    assert (note.name, note.href, note.type) == ("C2B", "", "term")


def noted(text, *notes):
    """Whether the article of `text` and `notes` is set for notes in the margin."""
    items = "".join(f'<li id="fn-{number}"><p>{note}</p></li>' for number, note in enumerate(notes, 1))
    html = f"<p>{text}</p>" + (
        f'<section class="footnotes" role="doc-endnotes"><ol>{items}</ol></section>' if notes else ""
    )
    whole = library(1)
    article = replace(whole.articles[0], html=LazyHtml("", lambda: html))
    page = Templates(None, whole.config).render(next(flat(articles(replace(whole, articles=(article,)))))).decode()
    assert ("assets/rich.css" in page) is ('<article class="sheet h-entry noted">' in page)
    return "assets/rich.css" in page


def test_notes_go_into_the_margin_as_far_as_they_find_room_there():
    assert noted("文" * 100, "注" * 49)
    assert not noted("文" * 100, "注" * 50)
    assert not noted("文" * 100)
    assert noted("文" * 100, *["注"] * 40)
    assert not noted("文" * 100, *["注"] * 41)


def test_the_style_has_a_pair_of_names_for_each_note_in_the_margin():
    css = Templates(None, Config()).theme.path("assets/rich.css").read_text(encoding="utf-8")
    for number in range(1, 41):
        assert f"#fnref-{number} {{ anchor-name: --{number} }} #fn-{number} {{ position-anchor: --{number} }}\n" in css


def test_settings_show_as_classes_of_the_page():
    whole = library(1, config=Config(paragraphs="indent", marks="zhuanming"))
    html = Templates(None, whole.config).render(next(flat(articles(whole)))).decode()
    assert '<body class="article-page indent zhuanming"' in html


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ("fog.png", "articles/fog.png"),
        ("../pictures/fog.png", "pictures/fog.png"),
        ("/fog.png", "fog.png"),
        ("https://a.org/b.png", None),
    ],
)
def test_the_picture_is_named_in_full(image, url):
    whole = library(1)
    article = replace(whole.articles[0], meta=replace(whole.articles[0].meta, image=image))
    html = Templates(None, whole.config).render(next(flat(articles(replace(whole, articles=(article,)))))).decode()
    full = f"https://example.org/notes/{url}" if url else image
    assert f'<meta property="og:image" content="{full}">' in html
    assert f'"image":"{full}"' in html


def test_key_terms_are_shown_where_the_author_wants_them():
    for wanted in (False, True):
        whole = library(1, config=Config(key_terms=wanted))
        html = Templates(None, whole.config).render(next(flat(articles(whole)))).decode()
        assert ("关键词" in html) == wanted


def test_an_entry_that_asks_for_it_has_its_pinyin_above_its_marks():
    some = library()
    view = some.entries["产业互联网"]
    asked = replace(view, entry=replace(view.entry, ruby=True), tones="chǎn yè hù lián wǎng")
    shown = {
        page.url: page.context["rubies"]
        for page in flat(articles(replace(some, entries={**some.entries, "产业互联网": asked})))
    }
    assert {"产业互联网": ("产业互联网", "chǎn yè hù lián wǎng")} in shown.values()
    assert all(not page.context["rubies"] for page in flat(articles(some)))
