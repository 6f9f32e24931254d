"""TBX (ISO 30042) of 2008 (`termEntry`, `langSet`, `tig`) and 2019 (`conceptEntry`, `langSec`, `termSec`) → tables like
`[[entry]]`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.author.xml import LANG, parse

PARTS = {
    "person": "person",
    "organization": "organization",
    "geographicName": "place",
    "product": "product",
    "work": "work",
    "event": "event",
}
PREFERRED = ("preferredTerm-admn-sts", "preferredTerm", "preferred")
DEPRECATED = (
    "deprecatedTerm-admn-sts supersededTerm-admn-sts deprecatedTerm supersededTerm deprecated superseded obsolete "
    "notRecommended forbidden".split()
)
"""Values of administrativeStatus and of its older names."""


def from_xml(data: bytes) -> list[dict[str, object]]:
    """The concepts of a TBX document with a Chinese term. Raises ValueError if it is not XML."""
    concepts = [element for element in parse(data).iter() if _local(element) in ("conceptEntry", "termEntry")]
    tables = [(concept, _table(concept)) for concept in concepts]
    names = {str(concept.get("id")): str(table["name"]) for concept, table in tables if table.get("name")}
    return [
        {**table, **({"see": see} if (see := _related(concept, names)) else {})}
        for concept, table in tables
        if table.get("name")
    ]


def _table(concept: Any) -> dict[str, object]:  # noqa: ANN401  lxml has no types
    terms: dict[str, list[str]] = {"zh": [], "en": []}
    deprecated: list[str] = []
    definition, sources = "", list[str]()
    for section in _below(concept, "langSec", "langSet"):
        language = str(section.get(LANG, "")).lower()[:2]
        found = list(_terms(section))
        if language in terms:
            terms[language] += [term for term, status in found if status in PREFERRED]
            terms[language] += [term for term, status in found if status not in (*PREFERRED, *DEPRECATED)]
            deprecated += [term for term, status in found if status in DEPRECATED]
        if language == "zh" or not definition:
            definition = _defined(section) or definition
            sources = list(_said(section, "admin", "source")) or sources
    chinese, english = terms.values()
    table: dict[str, object] = {
        "name": chinese[0] if chinese else "",
        "type": PARTS.get(next(_said(concept, "descrip", "subjectField"), ""), ""),
        "aliases": [*chinese[1:], *english[1:]],
        "deprecated": deprecated,
        "definition": definition or _defined(concept),
        "english": english[0] if english else "",
        "sources": sources,
    }
    return {key: value for key, value in table.items() if value}


def _defined(element: Any) -> str:  # noqa: ANN401  the same
    """The definition below `element`, else an explanation, else a note."""
    said = (*_said(element, "descrip", "definition"), *_said(element, "descrip", "explanation"))
    return next(iter(said), "") or next((text for one in _below(element, "note") if (text := _text(one))), "")


def _related(concept: Any, names: Mapping[str, str]) -> list[str]:  # noqa: ANN401  the same
    """The names of the concepts to which `concept` refers: related, broader and narrower ones."""
    targets = (str(one.get("target", "")).removeprefix("#") for one in _below(concept, "ref", "descrip"))
    return list(dict.fromkeys(names[target] for target in targets if target in names and target != concept.get("id")))


def _terms(section: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  the same
    """The terms of a language section, each with its status."""
    for group in _below(section, "termSec", "tig", "ntig"):
        term = next((_text(one) for one in _below(group, "term")), "")
        if term:
            kinds = ("administrativeStatus", "normativeAuthorization")
            yield term, next((said for kind in kinds for said in _said(group, "termNote", kind)), "")


def _said(element: Any, tag: str, kind: str) -> Iterator[str]:  # noqa: ANN401  the same
    return (_text(one) for one in _below(element, tag) if one.get("type") == kind and _text(one))


def _below(element: Any, *tags: str) -> Iterator[Any]:  # noqa: ANN401  the same
    return (one for one in element.iter() if _local(one) in tags)


def _text(element: Any) -> str:  # noqa: ANN401  the same
    return " ".join("".join(element.itertext()).split())


def _local(element: Any) -> str:  # noqa: ANN401  the same
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
