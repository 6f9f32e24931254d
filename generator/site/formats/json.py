"""The glossary with all its mentions as JSON. `zhushu glossary import` reads its entries back whole."""

import json as text

from generator.core.library import EntryView, Library
from generator.core.marks import mark_id
from generator.core.urls import link
from generator.glossary.written import table_of


def json(library: Library) -> bytes:
    """`{"site", "entries": [{…, "mentions": [{"article", "anchor", "before", "text", "after"}]}], "articles": […]}`."""
    base = library.config.base_url
    site = {
        "site": {"title": library.config.title, "language": library.config.language, "url": base},
        "entries": [_entry(view, base) for view in library.entries.values()],
        "articles": [
            {
                "title": article.meta.title,
                "url": link(base, article.url),
                "source": article.path,
                "date": article.meta.date.isoformat() if article.meta.date else None,
                "tags": article.meta.tags,
                "counts": article.counts,
            }
            for article in library.articles
        ],
    }
    return text.dumps(site, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _entry(view: EntryView, base: str) -> dict[str, object]:
    entry = view.entry
    written = table_of(entry)
    dated = written.pop("definitions", [])
    return {
        "aliases": [],
        "english": "",
        "definition": "",
        "see": [],
        "sources": [],
        "url": "",
        "match": {},
        **written,
        "id": entry.id,
        "type": entry.type,
        "dated": dated,
        "pinyin": entry.pinyin,
        "reading": view.pinyin,
        "text": view.text,
        "related": [ref.id for ref in view.see],
        "page": link(base, view.url),
        "count": view.count,
        "mentions": [
            {
                "article": link(base, found.article.url),
                "anchor": mark_id(entry.slug, mention.mention),
                "before": mention.before,
                "text": mention.text,
                "after": mention.after,
            }
            for found in view.where
            for mention in found.mentions
        ],
    }
