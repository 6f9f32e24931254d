"""Entries as authors write them: the inverse of `entry.make`."""

from collections.abc import Mapping

from msgspec.structs import asdict

from generator.core.entry import Entry
from generator.core.names import slug_of

PLAIN = "definition english pinyin hant hans url license sense since until date updated wikidata glossary".split()
LISTS = ("aliases", "deprecated", "see", "sources", "context", "domain", "tags")


def table_of(entry: Entry) -> dict[str, object]:
    """The keys and values of `[[entry]]`, as strings, lists, flags and tables, without those that say nothing."""
    match = {
        key: list(value) if isinstance(value, tuple) else value or "" for key, value in asdict(entry.match).items()
    }
    scope = {"folders": list(entry.scope.folders), "tags": list(entry.scope.tags)}
    values: dict[str, object] = {
        "name": entry.name,
        "id": "" if entry.id == entry.name else entry.id,
        "slug": "" if entry.slug == slug_of(entry.name) else entry.slug,
        "type": "" if entry.type == "term" else entry.type,
        **{key: list(getattr(entry, key)) for key in LISTS},
        **{key: getattr(entry, key) for key in PLAIN},
        "when": entry.when.written if entry.when else "",
        "place": [f"{number:g}" for number in entry.coordinates or ()],
        "short": None if entry.short else False,
        "ruby": entry.ruby or None,
        "todo": entry.todo or None,
        "match": _said(match),
        "relations": {
            kind: [one.name for one in entry.relations if one.kind == kind]
            for kind in dict.fromkeys(one.kind for one in entry.relations)
        },
        "scope": _said(scope),
        "definitions": [
            _said({"since": one.since, "text": one.text, "sources": list(one.sources)}) for one in entry.dated
        ],
    }
    return _said(values)


def _said(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is False or value}
