"""All marks of the site as one collection of W3C Web Annotations."""

import json

from generator.core.library import Library
from generator.core.urls import link
from generator.site.webannotation import CONTEXT, annotations, bodies


def webannotation(library: Library) -> bytes:
    """An AnnotationCollection with a single page for the marks of all articles."""
    base = library.config.base_url
    said = bodies(library, base)
    items = [
        item for article in library.articles for item in annotations(str(article.html), link(base, article.url), said)
    ]
    collection = {
        "@context": CONTEXT,
        "id": link(base, "annotations.jsonld"),
        "type": "AnnotationCollection",
        "label": library.config.title,
        "total": len(items),
        "first": {
            "id": link(base, "annotations.jsonld#1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
