"""TBX (ISO 30042) of 2008 (`termEntry`, `langSet`, `tig`) and 2019 (`conceptEntry`, `langSec`, `termSec`) → tables like
`[[entry]]`.
"""

from collections.abc import Iterator
from typing import Any

from generator.author.merging.xml import parse

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PARTS = {
    "person": "person",
    "organization": "organization",
    "geographicName": "place",
    "product": "product",
    "work": "work",
    "event": "event",
}
PREFERRED = ("preferredTerm-admn-sts", "preferred")


def from_xml(data: bytes) -> list[dict[str, object]]:
    """The concepts of a TBX document with a Chinese term. Raises ValueError if it is not XML."""
    entries = (_table(element) for element in parse(data).iter() if _local(element) in ("conceptEntry", "termEntry"))
    return [table for table in entries if table.get("name")]


def _table(concept: Any) -> dict[str, object]:  # noqa: ANN401  lxml has no types
    chinese: list[str] = []
    english: list[str] = []
    definition, sources = "", list[str]()
    for section in _below(concept, "langSec", "langSet"):
        language = str(section.get(LANG, "")).lower()
        terms = sorted(_terms(section), key=lambda term: not term[1])
        (chinese if language.startswith("zh") else english if language.startswith("en") else []).extend(
            term for term, _ in terms
        )
        if language.startswith("zh") or not definition:
            definition = next(_said(section, "descrip", "definition"), definition)
            sources = list(_said(section, "admin", "source")) or sources
    table: dict[str, object] = {
        "name": chinese[0] if chinese else "",
        "type": PARTS.get(next(_said(concept, "descrip", "subjectField"), ""), ""),
        "aliases": [*chinese[1:], *english[1:]],
        "definition": definition or next(_said(concept, "descrip", "definition"), ""),
        "english": english[0] if english else "",
        "sources": sources,
    }
    return {key: value for key, value in table.items() if value}


def _terms(section: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401  the same
    """The terms of a language section, and whether each is the preferred one."""
    for group in _below(section, "termSec", "tig", "ntig"):
        term = next((_text(one) for one in _below(group, "term")), "")
        if term:
            yield term, next(_said(group, "termNote", "administrativeStatus"), "") in PREFERRED


def _said(element: Any, tag: str, kind: str) -> Iterator[str]:  # noqa: ANN401  the same
    return (_text(one) for one in _below(element, tag) if one.get("type") == kind and _text(one))


def _below(element: Any, *tags: str) -> Iterator[Any]:  # noqa: ANN401  the same
    return (one for one in element.iter() if _local(one) in tags)


def _text(element: Any) -> str:  # noqa: ANN401  the same
    return " ".join("".join(element.itertext()).split())


def _local(element: Any) -> str:  # noqa: ANN401  the same
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
