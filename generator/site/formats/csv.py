"""The glossary as CSV (RFC 4180), in UTF-8 with a byte order mark for Excel. `zhushu glossary import` reads it back whole."""

import csv as table
import io
import json as text

from generator.core.library import EntryView, Library
from generator.core.urls import link
from generator.glossary.columns import JSON, cell_of, safe
from generator.glossary.written import table_of

COLUMNS = (
    "id",
    "name",
    "type",
    "aliases",
    "deprecated",
    "english",
    "pinyin",
    "definition",
    "see",
    "sources",
    "url",
    "license",
    "wikidata",
    "when",
    "place",
    "relations",
    "date",
    "updated",
    "sense",
    "context",
    "domain",
    "tags",
    "since",
    "until",
    "hant",
    "hans",
    "glossary",
    "short",
    "ruby",
    "todo",
    "slug",
    "scope",
    "match",
    "definitions",
    "page",
    "reading",
    "mentions",
    "articles",
)


def csv(library: Library) -> bytes:
    """One entry per row."""
    out = io.StringIO(newline="")
    writer = table.writer(out)
    writer.writerow(COLUMNS)
    for view in library.entries.values():
        cells = _cells(view, library)
        writer.writerow([safe(cells.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(view: EntryView, library: Library) -> dict[str, str]:
    return {
        **{key: _cell(value, key) for key, value in table_of(view.entry).items()},
        "id": view.entry.id,
        "type": view.entry.type,
        "page": link(library.config.base_url, view.url),
        "reading": view.pinyin,
        "mentions": str(view.count),
        "articles": str(len(view.articles)),
    }


def _cell(value: object, key: str) -> str:
    if key in JSON:
        return text.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return cell_of(value, key)
    return str(value).lower() if isinstance(value, bool) else str(value)
