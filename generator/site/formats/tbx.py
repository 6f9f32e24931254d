"""The glossary as TBX-Basic (ISO 30042:2019, style DCA), for translation tools."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.core.entry import Entry
from generator.core.library import EntryView, Library
from generator.core.markup import legal

PARTS = {
    "term": "",
    "person": "person",
    "organization": "organization",
    "place": "geographicName",
    "product": "product",
    "work": "work",
    "event": "event",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tbx(library: Library) -> bytes:
    """One concept for each entry, with a section for the site's language and one for its English name, if any."""
    root = Element(
        "tbx",
        {"xmlns": "urn:iso:std:iso:30042:ed-2", "type": "TBX-Basic", "style": "dca", XML_LANG: library.config.language},
    )
    described = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    SubElement(SubElement(described, "titleStmt"), "title").text = legal(library.config.title)
    SubElement(SubElement(described, "sourceDesc"), "p").text = legal(library.config.base_url or library.config.title)
    body = SubElement(SubElement(root, "text"), "body")
    numbers = {ref: f"c{number}" for number, ref in enumerate(library.entries, 1)}
    for view in library.entries.values():
        _concept(body, numbers, view, library.config.language)
    indent(root, " ")
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _concept(body: Element, numbers: Mapping[str, str], view: EntryView, language: str) -> None:
    entry = view.entry
    concept = SubElement(body, "conceptEntry", {"id": numbers[entry.id]})
    if PARTS[entry.type]:
        SubElement(concept, "descrip", {"type": "subjectField"}).text = PARTS[entry.type]
    for ref in view.see:
        if ref.id in numbers and ref.id != entry.id:
            SubElement(concept, "ref", {"type": "crossReference", "target": numbers[ref.id]}).text = legal(ref.name)
    own = SubElement(concept, "langSec", {XML_LANG: language})
    if view.text:
        group = SubElement(own, "descripGrp")
        SubElement(group, "descrip", {"type": "definition"}).text = legal(view.text)
        for source in entry.sources:
            SubElement(group, "admin", {"type": "source"}).text = legal(source)
    for form in entry.forms or (entry.name,):
        _term(own, form, _status(form, entry))
    if entry.english:
        _term(SubElement(concept, "langSec", {XML_LANG: "en"}), entry.english, "preferredTerm-admn-sts")


def _status(form: str, entry: Entry) -> str:
    kind = "preferred" if form == entry.name else "deprecated" if form in entry.deprecated else "admitted"
    return f"{kind}Term-admn-sts"


def _term(section: Element, form: str, status: str) -> None:
    term = SubElement(section, "termSec")
    SubElement(term, "term").text = legal(form)
    SubElement(term, "termNote", {"type": "administrativeStatus"}).text = status
