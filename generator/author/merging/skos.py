"""SKOS concept schemes (https://www.w3.org/TR/skos-reference/) in JSON-LD, RDF/XML and Turtle → tables like `[[entry]]`.

The home of rdflib, which parses Turtle if it is installed: `pip install zhushu[rdf]`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.author.xml import LANG, UnreadableError, parse
from generator.core.entry import TYPES

LOCAL = re.compile(r"[^#/:]*$")
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_SYNTAX = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
Node = Mapping[str, list[Any]]
"""Local name of a property → its values: texts, `{"@value", "@language"}`, `{"@id"}`."""


def from_json(text: str) -> list[dict[str, object]]:
    """The concepts of a JSON-LD document, compact or expanded. Raises ValueError if it is not JSON."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError("JSON", error.lineno) from None
    graph = _listed(data.get("@graph", data) if isinstance(data, dict) else data)
    return _concepts({name: _listed(value) for name, value in _local(node)} for node in graph if isinstance(node, dict))


def from_xml(data: bytes) -> list[dict[str, object]]:
    """The concepts of an RDF/XML document. Raises ValueError if it is not XML."""
    return _concepts(_node(element) for element in parse(data).iter() if _is_concept(element))


def from_turtle(text: str) -> list[dict[str, object]]:
    """The concepts of a Turtle document, sorted by URI. Raises ValueError if it is invalid, ImportError without rdflib."""
    from rdflib import RDF, Graph, Literal, URIRef
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        graph = Graph().parse(data=f"{text}\n", format="turtle", publicID="http://localhost/")
    except (BadSyntax, ParserError, IndexError):  # IndexError: for truncated text
        raise UnreadableError("Turtle", 0) from None  # the reported line is wrong
    nodes = []
    for subject in sorted(set(graph.subjects(RDF.type, URIRef(f"{SKOS}Concept"))), key=str):
        node: dict[str, list[Any]] = {"@id": [str(subject)], "@type": ["Concept"]}
        for name, value in sorted(graph.predicate_objects(subject)):
            said = (
                {"@value": str(value), "@language": value.language or ""}
                if isinstance(value, Literal)
                else {"@id": str(value)}
            )
            node.setdefault(LOCAL.findall(str(name))[0], []).append(said)
        nodes.append(node)
    return _concepts(nodes)


def _is_concept(element: Any) -> bool:  # noqa: ANN401  lxml has no types
    """Whether it is a `skos:Concept` element, or has that type."""
    kinds = element.findall(f"{RDF_SYNTAX}type") if isinstance(element.tag, str) else []
    return str(element.tag).endswith("}Concept") or any(
        kind.get(f"{RDF_SYNTAX}resource") == f"{SKOS}Concept" for kind in kinds
    )


def _node(element: Any) -> Node:  # noqa: ANN401  lxml has no types
    found: dict[str, list[Any]] = {"@id": [element.get(f"{RDF_SYNTAX}about", "")], "@type": ["Concept"]}
    for child in element:
        if isinstance(child.tag, str):
            refers = child.get(f"{RDF_SYNTAX}resource")
            value = {"@id": refers} if refers else {"@value": child.text or "", "@language": child.get(LANG, "")}
            found.setdefault(child.tag.rpartition("}")[2], []).append(value)
    return found


def _local(node: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in node.items():
        found = LOCAL.search(name)
        yield name if name.startswith("@") or not found else found[0], value


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _concepts(nodes: Iterable[Node]) -> list[dict[str, object]]:
    kept = [node for node in nodes if any(str(kind).endswith("Concept") for kind in node.get("@type", ()))]
    names = {str(node.get("@id", [""])[0]): _chinese(node, "prefLabel") for node in kept}
    return [table for node in kept if (table := _table(node, names)).get("name")]


def _table(node: Node, names: Mapping[str, str]) -> dict[str, object]:
    """A concept as a table like `[[entry]]`."""
    name = _chinese(node, "prefLabel")
    english = next(
        (text for text, language in _texts(node, "prefLabel") if language.startswith("en") and text != name), ""
    )
    related = [
        names.get(str(value.get("@id") if isinstance(value, dict) else value), "")
        for relation in ("related", "broader", "narrower")
        for value in node.get(relation, ())
    ]
    said = [text for relation in ("definition", "scopeNote", "note", "example") if (text := _chinese(node, relation))]
    table: dict[str, object] = {
        "name": name,
        "type": next((text for text, _ in _texts(node, "type") if text in TYPES), ""),
        "aliases": _labels(node, "altLabel", name),
        "deprecated": _labels(node, "hiddenLabel", name),
        "definition": said[0] if said else "",
        "english": english,
        "see": list(dict.fromkeys(other for other in related if other)),
        "sources": [text for text, _ in _texts(node, "source")],
    }
    return {key: value for key, value in table.items() if value}


def _labels(node: Node, label: str, name: str) -> list[str]:
    """The labels in Chinese, then those without a language and in English; those in any other only if there is no name
    in Chinese.
    """
    order = ("zh", "", "en")
    found = [(text, language[:2]) for text, language in _texts(node, label)]
    if not any(language.startswith("zh") for text, language in _texts(node, "prefLabel") if text == name):
        return [text for text, _ in found]
    return [text for wanted in order for text, language in found if language == wanted]


def _chinese(node: Node, name: str) -> str:
    """The text of a property in Chinese, else without a language, else in any."""
    order = sorted(_texts(node, name), key=lambda one: (not one[1].startswith("zh"), bool(one[1])))
    return order[0][0] if order else ""


def _texts(node: Node, name: str) -> list[tuple[str, str]]:
    """The texts of a property with their languages."""
    found = []
    for value in node.get(name, ()):
        if isinstance(value, str):
            found.append((value.strip(), ""))
        elif isinstance(value, dict) and isinstance(value.get("@value"), str):
            found.append((value["@value"].strip(), str(value.get("@language") or "").lower()))
    return [pair for pair in found if pair[0]]
