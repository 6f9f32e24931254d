"""The articles with their marks as TEI P5 (https://tei-c.org/guidelines/p5/), the glossary as stand-off lists."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.core.article import Article
from generator.core.library import EntryView, Library
from generator.core.marks import without_line_markup
from generator.core.markup import legal
from generator.core.urls import link
from generator.site.formats.teibody import TeiBody

XML = "{http://www.w3.org/XML/1998/namespace}"
LISTS = {
    "term": ("list", "item", "term"),
    "person": ("listPerson", "person", "persName"),
    "organization": ("listOrg", "org", "orgName"),
    "place": ("listPlace", "place", "placeName"),
    "product": ("listObject", "object", "objectIdentifier"),
    "work": ("listBibl", "bibl", "title"),
    "event": ("listEvent", "event", "label"),
}
"""Type → the elements for the list, an item and its name (TEI P5, 14 and 17)."""


def tei(library: Library) -> bytes:
    """A teiCorpus with a TEI document for each article; marks refer to their entries in the corpus's standOff."""
    root = Element("teiCorpus", {"xmlns": "http://www.tei-c.org/ns/1.0", f"{XML}lang": library.config.language})
    _header(root, library.config.title, library.config.author, library.config.base_url)
    ids = {view.entry.slug: f"e{number}" for number, view in enumerate(library.entries.values(), 1)}
    for article in library.articles:
        _document(root, article, library, ids)
    stand = SubElement(root, "standOff")
    for kind in LISTS:
        _list(stand, kind, [view for view in library.entries.values() if view.entry.type == kind], ids)
    indent(stand, " ")
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _header(parent: Element, title: str, author: str, url: str, date: str = "") -> None:
    described = SubElement(SubElement(parent, "teiHeader"), "fileDesc")
    titled = SubElement(described, "titleStmt")
    SubElement(titled, "title").text = legal(title)
    if author:
        SubElement(titled, "author").text = legal(author)
    published = SubElement(described, "publicationStmt")
    SubElement(published, "p").text = legal(" ".join(part for part in (url, date) if part) or title)
    SubElement(SubElement(described, "sourceDesc"), "p").text = legal(url or title)


def _document(root: Element, article: Article, library: Library, ids: dict[str, str]) -> None:
    meta = article.meta
    document = SubElement(root, "TEI")
    _header(
        document,
        meta.title,
        meta.author or library.config.author,
        link(library.config.base_url, article.url),
        meta.date.date().isoformat() if meta.date else "",
    )
    body = SubElement(SubElement(document, "text"), "body")
    SubElement(body, "head").text = legal(meta.title)
    TeiBody(body, ids).read(without_line_markup(str(article.html)))


def _list(stand: Element, kind: str, views: list[EntryView], ids: dict[str, str]) -> None:
    if not views:
        return
    list_, thing, name = LISTS[kind]
    holder = SubElement(stand, list_, {"type": "gloss"} if kind == "term" else {})
    for view in views:
        element = SubElement(holder, thing, {f"{XML}id": ids[view.entry.slug]})
        for form in view.entry.forms or (view.entry.name,):
            SubElement(element, name).text = legal(form)
        if view.text:
            SubElement(element, "gloss" if kind == "term" else "note").text = legal(view.text)
