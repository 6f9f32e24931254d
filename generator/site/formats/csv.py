"""The glossary as CSV (RFC 4180), in UTF-8 with a byte order mark for Excel."""

import csv as table
import io
import json as text

from generator.core.entry import Entry
from generator.core.library import EntryView, Library
from generator.core.urls import absolute
from generator.glossary.columns import cell_of, safe

COLUMNS = (
    "id",
    "name",
    "type",
    "aliases",
    "english",
    "pinyin",
    "definition",
    "see",
    "sources",
    "url",
    "match",
    "definitions",
    "page",
    "mentions",
    "articles",
)


def csv(library: Library) -> bytes:
    """One entry a row."""
    out = io.StringIO(newline="")
    writer = table.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in _row(view, library)] for view in library.entries.values())
    return out.getvalue().encode("utf-8-sig", "replace")


def _row(view: EntryView, library: Library) -> tuple[str, ...]:
    entry = view.entry
    return (
        entry.id,
        entry.name,
        entry.type,
        cell_of(entry.aliases, "aliases"),
        entry.english,
        view.pinyin,
        entry.definition,
        cell_of(entry.see, "see"),
        cell_of(entry.sources, "sources"),
        entry.url,
        _json(_match(entry)),
        _json(_dated(entry)),
        absolute(library.config.base_url, view.url),
        str(view.count),
        str(len(view.where)),
    )


def _match(entry: Entry) -> dict[str, object]:
    """The entry's matching rules that are set."""
    rules = {"never": entry.match.never, "always": entry.match.always, "where": entry.match.where}
    return {
        **{key: list(value) for key, value in rules.items() if value},
        **({"case": True} if entry.match.case else {}),
        **({"first": entry.match.first} if entry.match.first else {}),
    }


def _dated(entry: Entry) -> list[dict[str, object]]:
    return [
        {"since": one.since, "text": one.text, **({"sources": list(one.sources)} if one.sources else {})}
        for one in entry.dated
    ]


def _json(value: object) -> str:
    return text.dumps(value, ensure_ascii=False) if value else ""
