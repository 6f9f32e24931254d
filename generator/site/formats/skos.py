"""The glossary as a SKOS concept scheme in JSON-LD (https://www.w3.org/TR/skos-reference/)."""

import json
from collections.abc import Iterator

from generator.core.library import EntryRef, EntryView, Library
from generator.core.urls import link

WIKIDATA = "http://www.wikidata.org/entity/"
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
    "hiddenLabel": "skos:hiddenLabel",
    "definition": "skos:definition",
    "notation": "skos:notation",
    "historyNote": "skos:historyNote",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "related": {"@id": "skos:related", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
    "page": {"@id": "foaf:page", "@type": "@id"},
    "source": "dct:source",
    "type": "dct:type",
    "title": "dct:title",
}


def skos(library: Library) -> bytes:
    """One concept for each entry, in the site's language, with English names as English labels."""
    base, language = library.config.base_url, library.config.language
    scheme = link(base, "glossary/index.html")
    graph: list[dict[str, object]] = [
        {"@id": scheme, "@type": "skos:ConceptScheme", "title": {"@value": library.config.title, "@language": language}}
    ]
    graph += [_concept(view, scheme, base, language) for view in library.entries.values()]
    return (
        json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        + b"\n"
    )


def _concept(view: EntryView, scheme: str, base: str, language: str) -> dict[str, object]:
    entry = view.entry
    labels = [_in(entry.name, language)] + ([_in(entry.english, "en")] if entry.english else [])
    concept: dict[str, object] = {
        "@id": link(base, view.url),
        "@type": "skos:Concept",
        "inScheme": scheme,
        "type": entry.type,
        "prefLabel": labels,
        "altLabel": [_in(alias, language) for alias in entry.aliases if alias != entry.english],
        "hiddenLabel": [_in(form, language) for form in entry.deprecated],
        "definition": [_in(view.text, language)] if view.text else [],
        "historyNote": [_in(f"{dated.since}: {dated.text}", language) for dated in entry.dated],
        "related": list(dict.fromkeys(link(base, ref.url) for ref in _related(view))),
        "broader": [link(base, one.ref.url) for one in view.related if one.kind == "broader"],
        "narrower": [link(base, one.ref.url) for one in view.related if one.kind == "narrower"],
        "source": list(entry.sources),
        "exactMatch": [WIKIDATA + entry.wikidata] if entry.wikidata else [],
        "page": [entry.url] if entry.url else [],
    }
    return {key: value for key, value in concept.items() if value != []}


def _related(view: EntryView) -> Iterator[EntryRef]:
    """Entries that it names, and those to which it has a relation, without those of its hierarchy (SKOS, S27)."""
    apart = {view.entry.id, *(one.ref.id for one in view.related if one.kind in ("broader", "narrower"))}
    every = (*view.see, *(one.ref for one in view.related))
    yield from (ref for ref in every if ref.id not in apart)


def _in(text: str, language: str) -> dict[str, str]:
    return {"@value": text, "@language": language}
