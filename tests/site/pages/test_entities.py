"""Entities by type."""

from msgspec.structs import replace

from generator.core.entry import TYPES
from generator.core.page import flat
from generator.site.pages.article import articles
from generator.site.pages.entities import entities
from generator.site.pages.names import PER_PAGE, name_urls
from generator.site.pages.notes import names_of
from tests.site.fixture import library

MANY = {f"某人{number:03}": ("person", 1) for number in range(2 * PER_PAGE)}


def crowded():
    """A library whose oldest article names two pages of people, and "老周" more often than any of them."""
    some = library()
    *others, last = some.articles
    return replace(some, articles=(*others, replace(last, entities={**MANY, **last.entities})))


def test_entities_have_a_page_for_each_type(site):
    for kind in TYPES[1:]:
        soup = site.soup(f"entities/{kind}.html")
        assert [row["data-type"] for row in soup.select(".rows li")] == [kind]
    assert "老周" in site.soup("entities/person.html").select_one(".names").get_text()


def test_names_without_an_entry_are_paged():
    pages = {page.url: page.context for page in entities(crowded()) if "person" in page.url}
    assert list(pages) == ["entities/person.html", "entities/person~2.html", "entities/person~3.html"]
    shown = [(len(page["rows"]), [item.name for item in page["found"]]) for page in pages.values()]
    assert [(rows, len(names)) for rows, names in shown] == [(1, PER_PAGE - 1), (0, PER_PAGE), (0, 2)]
    assert shown[0][1][0] == "老周"
    assert sorted(name for _, names in shown for name in names) == sorted([*MANY, "老周"])


def test_an_article_leads_to_the_page_on_which_its_name_stands():
    some = crowded()
    on = {page.url: {item.name for item in page.context["found"]} for page in entities(some)}
    names = names_of(some.articles[-1], some)
    assert {name.url.partition("#")[0] for name in names if name.type == "person"} == {*list(on)[:3]}
    for name in names:
        url, _, anchor = name.url.partition("#")
        assert name.name in on[url]
        assert anchor == f"n-{name.name}"


def test_a_name_of_an_unlisted_article_alone_leads_nowhere():
    some = library()
    hidden = replace(some.articles[0], url="articles/hidden.html", entities={"无人": ("person", 1)})
    assert [name.url for name in names_of(hidden, some)] == [""]


def test_an_article_is_looked_at_again_when_its_name_moves_to_another_page():
    some = crowded()
    last = some.articles[-1]
    often = replace(last, entity_counts={"某人099": 9})
    moved = replace(some, articles=(*some.articles[:-1], often))
    assert name_urls(some)["person", "某人099"] != name_urls(moved)["person", "某人099"]

    def stamp(library):
        return next(page.stamp for page in flat(articles(library)) if page.url == last.url)

    assert stamp(some) == stamp(replace(some))
    assert stamp(some) != stamp(moved)  # of which nothing else changed
