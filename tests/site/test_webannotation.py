"""Web Annotations: selectors that resolve in the text of the page."""

import json

import pytest

from generator.site.webannotation import mark_positions


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
    text, (spot,) = mark_positions(html)
    assert text == "A & 𠀀<甲>"
    assert (spot.start, spot.end, spot.anchor, spot.slug) == (5, 8, "r-x-1", "x")
