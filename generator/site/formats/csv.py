"""The glossary as a table: CSV (RFC 4180), UTF-8 with a byte order mark so that Excel reads it right."""

import csv as table
import io

from generator.core.library import EntryView, Library
from generator.core.urls import absolute

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
    "page",
    "mentions",
    "articles",
)
MORE = "；"
"""Stands between several values in one cell."""
FORMULA = ("=", "+", "-", "@", "\t")


def csv(library: Library) -> bytes:
    """One entry a row."""
    out = io.StringIO(newline="")
    writer = table.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _row(view, library)] for view in library.entries.values())
    return out.getvalue().encode("utf-8-sig", "replace")


def _row(view: EntryView, library: Library) -> tuple[str, ...]:
    entry = view.entry
    return (
        entry.id,
        entry.name,
        entry.type,
        MORE.join(entry.aliases),
        entry.english,
        view.pinyin,
        entry.definition,
        MORE.join(entry.see),
        MORE.join(entry.sources),
        entry.url,
        absolute(library.config.base_url, view.url),
        str(view.count),
        str(len(view.where)),
    )


def _safe(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, as text (OWASP, "CSV injection")."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
