"""The glossary with all its mentions as JSON."""

import json as text

from generator.core.library import EntryView, Library
from generator.core.marks import mark_id
from generator.core.urls import absolute


def json(library: Library) -> bytes:
    """`{"site", "entries": [{…, "mentions": [{"article", "anchor", "before", "text", "after"}]}], "articles": […]}`."""
    base = library.config.base_url
    site = {
        "site": {"title": library.config.title, "language": library.config.language, "url": base},
        "entries": [_entry(view, base) for view in library.entries.values()],
        "articles": [
            {
                "title": article.meta.title,
                "url": absolute(base, article.url),
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
    return {
        "id": entry.id,
        "name": entry.name,
        "type": entry.type,
        "aliases": entry.aliases,
        "english": entry.english,
        "pinyin": view.pinyin,
        "definition": entry.definition,
        "text": view.text,
        "see": [ref.id for ref in view.see],
        "sources": entry.sources,
        "url": entry.url,
        "page": absolute(base, view.url),
        "count": view.count,
        "match": {
            key: value
            for key, value in (
                ("never", entry.match.never),
                ("always", entry.match.always),
                ("case", entry.match.case),
                ("where", entry.match.where),
                ("first", entry.match.first),
            )
            if value
        },
        "dated": [{"since": dated.since, "text": dated.text, "sources": dated.sources} for dated in entry.dated],
        "mentions": [
            {
                "article": absolute(base, found.article.url),
                "anchor": mark_id(entry.slug, mention.mention),
                "before": mention.before,
                "text": mention.text,
                "after": mention.after,
            }
            for found in view.where
            for mention in found.mentions
        ],
    }
