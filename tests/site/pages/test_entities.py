"""Entities by type."""

from generator.core.entry import TYPES


def test_entities_have_a_page_for_each_type(site):
    for kind in TYPES[1:]:
        soup = site.soup(f"entities/{kind}.html")
        assert [row["data-type"] for row in soup.select(".rows li")] == [kind]
    assert "老周" in site.soup("entities/person.html").select_one(".names").get_text()
