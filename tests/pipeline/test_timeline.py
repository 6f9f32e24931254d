"""What entries say of when and where they were: on their pages, as data, and in the timeline."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from generator.core.errors import SiteError
from generator.site.pages.timeline import WIDTH, ticks
from tests.pipeline.sites import SETTINGS, build, make, page, tree

GLOSSARY = """\
[[entry]]
name = "旧事"
type = "event"
definition = "很久以前的事。"
when = "前230–前221"
wikidata = "https://www.wikidata.org/wiki/Q148"
url = "https://example.org/old"
[[entry]]
name = "老人"
type = "person"
definition = "一个人。"
when = "康熙六十一年/1796"
[[entry]]
name = "厂"
type = "organization"
definition = "一家厂。"
when = "1998-11-11至今"
place = [22.5, 114.05]
[[entry]]
name = "城"
type = "place"
definition = "一座城。"
place = "-30，120.5"
[[entry]]
name = "词"
definition = "一个词。"
definitions = [{since = "2018", text = "早先的意思。"}, {since = "2019-02", text = "后来的<b>意思</b>。"}]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = make(tmp_path_factory.mktemp("timeline"), {"a.md": "# 甲\n\n文\n"}, GLOSSARY, SETTINGS)
    build(root)
    return root


def data(root, name):
    return json.loads(
        BeautifulSoup(page(root, f"glossary/{name}.html"), "lxml").find("script", type="application/ld+json").string
    )


def test_when_and_where_are_told_in_the_properties_of_the_type(root):
    old, man, works, town = (data(root, name) for name in ("旧事", "老人", "厂", "城"))
    assert (old["startDate"], old["endDate"]) == ("-0229", "-0220")
    assert old["sameAs"] == ["https://example.org/old", "https://www.wikidata.org/wiki/Q148"]
    assert (man["birthDate"], man["deathDate"]) == ("1722", "1796")
    assert works["foundingDate"] == "1998-11-11"
    assert "dissolutionDate" not in works
    assert works["location"]["geo"]["longitude"] == 114.05
    assert town["geo"] == {"@type": "GeoCoordinates", "latitude": -30.0, "longitude": 120.5}
    assert "sameAs" not in town


def test_the_pages_show_it(root):
    facts = BeautifulSoup(page(root, "glossary/老人.html"), "lxml").select_one(".facts").get_text()
    assert "康熙六十一年/1796（1722–1796）" in facts
    html = page(root, "glossary/旧事.html")
    assert 'href="https://www.wikidata.org/wiki/Q148"' in html
    assert 'href="../timeline.html"' in html
    assert "mlat=22.5&amp;mlon=114.05" in page(root, "glossary/厂.html")


def test_the_timeline_has_all_of_it_in_order(root):
    soup = BeautifulSoup(page(root, "timeline.html"), "lxml")
    rows = [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in soup.select("tbody tr")]
    assert [(when, name) for when, name, _ in rows] == [
        ("前230–前221", "旧事"),
        ("康熙六十一年/1796（1722–1796）", "老人"),
        ("1998-11-11至今", "厂"),
        ("2018", "词 释义"),
        ("2019-02", "词 释义"),
    ]
    assert rows[4][2] == "后来的意思。"
    bars = soup.select("svg rect")
    assert [bar.title.string.split()[0] for bar in bars] == ["旧事", "老人", "厂", "词", "词"]
    spans = [(float(bar["x"]), float(bar["x"]) + float(bar["width"]), bar["y"]) for bar in bars]
    assert spans[0][0] == 0
    assert all(0 <= begin < end <= WIDTH for begin, end, _ in spans)
    for number, one in enumerate(spans):  # none covers another
        assert not any(one[2] == other[2] and one[0] < other[1] and other[0] < one[1] for other in spans[:number])
    assert "timeline.html" in page(root, "index.html")
    assert "timeline.html" in page(root, "sitemap.xml")


def test_without_any_there_is_none(tmp_path):
    root = make(tmp_path)
    build(root)
    assert "timeline.html" not in tree(root / "build")
    assert "timeline" not in page(root, "index.html")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('when = "昨天"', "bad-date"),
        ('when = "康熙七十年"', "bad-date"),
        ('place = "116.4, 39.9"', "bad-place"),
        ('place = "北京"', "bad-place"),
        ("place = [1, 2, 3]", "bad-place"),
        ("place = [nan, 2]", "bad-place"),
        ('wikidata = "北京"', "bad-wikidata"),
        ('wikidata = "P31"', "bad-wikidata"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, line, code):
    root = make(tmp_path, {"a.md": "# 甲\n"}, f'[[entry]]\nname = "词"\ndefinition = "义"\n{line}\n', SETTINGS)
    with pytest.raises(SiteError) as raised:
        build(root)
    assert [(one.code, one.place.line) for one in raised.value.problems] == [(code, 4)]


def test_wikidata_is_an_exact_match(root):
    from generator.pipeline.build import Site
    from generator.site.formats.skos import skos

    library, _ = Site(root, root / "build").collect()
    graph = json.loads(skos(library))["@graph"]
    assert [one["exactMatch"] for one in graph if "exactMatch" in one] == [["http://www.wikidata.org/entity/Q148"]]
    assert re.fullmatch(r"Q\d+", library.entries["旧事"].entry.wikidata)


@pytest.mark.parametrize(
    ("begin", "end", "labels"),
    [
        (2018.1, 2019.2, ["2018-04", "2018-07", "2018-10", "2019-01"]),
        (1996.5, 2022, ["2000", "2005", "2010", "2015", "2020"]),
        (-229.0, 1999.0, ["0", "500", "1000", "1500"]),
        (2018.0, 2019.0, ["2018-01", "2018-04", "2018-07", "2018-10", "2019-01"]),
    ],
)
def test_the_scale_has_round_ticks_where_they_belong(begin, end, labels):
    found = ticks(begin, end)
    assert [tick.label for tick in found] == labels
    years = [float(one[:4]) + (float(one[5:]) - 1) / 12 if "-" in one[1:] else float(one) for one in labels]
    assert all(
        abs(tick.x - (year - begin) / (end - begin) * WIDTH) < 0.1 for tick, year in zip(found, years, strict=True)
    )
