"""Formats of export."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup
from msgspec.structs import replace

from generator.site.formats import FORMATS


def test_csv_has_a_row_for_each_entry(site):
    data = FORMATS["csv"](site.library)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == [view.entry.name for view in site.library.entries.values()]
    assert rows[1]["aliases"] == "工业互联"


def test_csv_cells_are_never_formulas(site):
    view = site.library.entries["C2B"]
    evil = replace(site.library, entries={"C2B": replace(view, entry=replace(view.entry, english="=1+1"))})
    assert next(csv.DictReader(io.StringIO(FORMATS["csv"](evil).decode("utf-8-sig"))))["english"] == "'=1+1"


def test_json_holds_every_mention(site):
    data = json.loads(FORMATS["json"](site.library))
    found = next(entry for entry in data["entries"] if entry["id"] == "产业互联网")
    assert (found["count"], len(found["mentions"])) == (22, 22)
    assert len(data["articles"]) == 13


def test_skos_relates_concepts_of_one_scheme(site):
    data = json.loads(FORMATS["skos"](site.library))
    scheme, *concepts = data["@graph"]
    assert scheme["@type"] == "skos:ConceptScheme"
    assert {concept["inScheme"] for concept in concepts} == {scheme["@id"]}
    ids = {concept["@id"] for concept in concepts}
    assert len(ids) == 10
    assert all(other in ids for concept in concepts for other in concept.get("related", ()))


def test_tbx_holds_every_form(site):
    root = ET.fromstring(FORMATS["tbx"](site.library))
    name = "{urn:iso:std:iso:30042:ed-2}"
    assert len(root.findall(f".//{name}conceptEntry")) == 10
    terms = [node.text for node in root.iter(f"{name}term")]
    assert {"产业互联网", "工业互联", "Industrial Internet"} <= set(terms)


def test_tei_keeps_text_and_marks(site):
    root = ET.fromstring(FORMATS["tei"](site.library))
    name = "{http://www.tei-c.org/ns/1.0}"
    body = root.find(f".//{name}TEI//{name}body")
    people = [node.text for node in body.iter(f"{name}persName")]
    assert people == ["林远", "林远", "老周"]
    ids = {node.get("{http://www.w3.org/XML/1998/namespace}id") for node in root.find(f"{name}standOff").iter()} - {
        None
    }
    refs = {node.get("ref")[1:] for node in root.iter() if node.get("ref")}
    assert refs <= ids
    assert len(ids) == 10
    text = re.sub(r"\s+", "", "".join(body.itertext()))
    assert re.sub(r"\s+", "", BeautifulSoup(str(site.library.articles[0].html), "lxml").get_text()) in text


def test_anki_cards_have_four_columns(site):
    lines = FORMATS["anki"](site.library).decode().splitlines()
    cards = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {len(card) for card in cards} == {4}
    assert len(cards) == 9  # 长尾 has no definition
    assert not any("zhushu-root" in card[1] for card in cards)


def test_all_annotations_in_one_file(site):
    data = json.loads(FORMATS["webannotation"](site.library))
    assert (
        data["total"]
        == len(data["first"]["items"])
        == sum(count for article in site.library.articles for count in article.marks.values())
    )
