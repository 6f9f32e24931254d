"""Relations between entries: stated once, shown on the pages of both."""

import json

import pytest
from bs4 import BeautifulSoup

from generator.core.errors import SiteError
from generator.core.library import EntryRef, Related
from generator.pipeline.build import Site
from generator.site.formats.skos import skos
from generator.site.pages.network import MOST, network
from tests.pipeline.sites import SETTINGS, build, make, page, tree

GLOSSARY = """\
[[entry]]
name = "甲公司"
type = "organization"
aliases = ["甲"]
definition = "一家公司。"
relations = {founded_by = ["老人", "新人"], succeeded_by = "乙公司"}
[[entry]]
name = "乙公司"
type = "organization"
definition = "另一家公司。"
[[entry]]
name = "老人"
type = "person"
definition = "一个人。"
relations = {works_for = "甲"}
[[entry]]
name = "新人"
type = "person"
definition = "又一个人。"
[[entry]]
name = "狗"
definition = "一种动物。"
see = ["动物"]
relations = {broader = "动物"}
[[entry]]
name = "动物"
definition = "会动的。"
"""


def told(root, name):
    section = BeautifulSoup(page(root, f"glossary/{name}.html"), "lxml").select_one(".relations")
    if section is None:
        return None
    return {
        kind.get_text(): value.get_text()
        for kind, value in zip(section.find_all("dt"), section.find_all("dd"), strict=True)
    }


def test_both_pages_show_them(tmp_path):
    root = make(tmp_path, {"a.md": "# 题\n\n文\n"}, GLOSSARY, SETTINGS)
    build(root)
    assert told(root, "甲公司") == {"创立者": "老人、新人", "后继": "乙公司", "任职者": "老人"}
    assert told(root, "乙公司") == {"前身": "甲公司"}
    assert told(root, "老人") == {"任职于": "甲公司", "创立了": "甲公司"}
    assert told(root, "动物") == {"下位概念": "狗"}
    script = BeautifulSoup(page(root, "glossary/甲公司.html"), "lxml").find("script", type="application/ld+json")
    assert [(one["@type"], one["name"]) for one in json.loads(script.string)["founder"]] == [
        ("Person", "老人"),
        ("Person", "新人"),
    ]
    graph = {
        one["@id"].rpartition("/")[2]: one for one in json.loads(skos(Site(root, root / "x").collect()[0]))["@graph"]
    }
    dog, animal = graph["%E7%8B%97.html"], graph["%E5%8A%A8%E7%89%A9.html"]
    assert (dog["broader"], animal["narrower"]) == ([animal["@id"]], [dog["@id"]])
    assert "related" not in dog
    assert "related" not in animal


def test_a_relation_that_changes_changes_both_pages(tmp_path):
    root = make(tmp_path, {"a.md": "# 题\n\n文\n"}, GLOSSARY, SETTINGS)
    build(root)
    make(tmp_path, {}, GLOSSARY.replace(', succeeded_by = "乙公司"', ""), SETTINGS)
    build(root)
    assert told(root, "乙公司") is None
    build(root, "clean", use_cache=False)
    assert tree(root / "build") == tree(root / "clean")


def test_an_unknown_entry_is_told(tmp_path):
    root = make(tmp_path, {"a.md": "# 题\n"}, GLOSSARY.replace('works_for = "甲"', 'works_for = "甲公"'), SETTINGS)
    with pytest.raises(SiteError) as raised:
        build(root)
    assert [(one.code, "甲公" in one.message.zh) for one in raised.value.problems] == [("unknown-entry", True)]


def test_a_picture_has_at_most_forty_nodes_apart_from_each_other():
    every = [
        Related("part_of", number % 3 == 0, EntryRef(str(number), f"词{number}" * 9, "term", "x.html"))
        for number in range(60)
    ]
    drawn = network(every)
    assert len(drawn.nodes) == MOST
    spots = [(node.x, node.y) for node in drawn.nodes]
    assert len(set(spots)) == MOST
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in spots)
    assert network(()) is None


def test_people_and_organisations_have_a_page_of_networks_with_tables_behind(tmp_path):
    more = "".join(
        f'[[entry]]\nname = "员工{number}"\ntype = "person"\ndefinition = "x"\nrelations = {{works_for = "甲公司"}}\n'
        for number in range(60)
    )
    root = make(tmp_path, {"a.md": "# 题\n\n文\n"}, GLOSSARY + more, SETTINGS)
    build(root)
    soup = BeautifulSoup(page(root, "relations.html"), "lxml")
    drawn = [[one.get_text() for one in web.select("svg a")] for web in soup.select(".web")]
    assert [len(names) for names in drawn] == [40, 25]  # the company twice
    assert {name for names in drawn for name in names} == {
        "甲公司",
        "乙公司",
        "老人",
        "新人",
        *(f"员工{n}" for n in range(60)),
    }
    for web in soup.select(".web"):
        spots = [(one["cx"], one["cy"]) for one in web.select("circle")]
        assert len(set(spots)) == len(spots)
        width, height = (int(web.svg[side]) for side in ("width", "height"))
        assert all(0 < int(x) < width and 0 < int(y) < height for x, y in spots)
        assert web.select_one("text.what").get_text() in (
            "创立者",
            "任职者",
            "后继",
            "创立者、任职者",
            "任职者、创立者",
        )
    rows = [tuple(cell.get_text() for cell in row.find_all(["td", "th"])) for row in soup.select("tbody tr")]
    stated = {
        ("甲公司", "创立者", "老人"),
        ("甲公司", "创立者", "新人"),
        ("甲公司", "后继", "乙公司"),
        ("老人", "任职于", "甲公司"),
    }
    assert set(rows) == stated | {(f"员工{n}", "任职于", "甲公司") for n in range(60)}
    assert not soup.select(".web script")
    assert 'href="relations.html"' in page(root, "index.html")
    make(tmp_path, {}, '[[entry]]\nname = "狗"\ndefinition = "x"\n', SETTINGS)
    build(root)
    assert "relations.html" not in tree(root / "build")
