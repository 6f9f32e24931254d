"""The index of the glossary."""

import re

import pytest

from generator.theme import files as theme


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


@pytest.mark.parametrize("layout", ["glossary.html", "search.html"])
def test_a_field_and_its_label_come_first_in_their_line(layout):
    """A line that is too short breaks: what stood before the label would be left beside it, and the field go below."""
    text = (theme.packaged() / layout).read_text(encoding="utf-8")
    assert re.search(r'<p class="find"><label for="(\w+)">[^<]*</label><input id="\1"', text)
