"""An article's marks as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

Offsets of a TextPositionSelector count code points of the element's text content.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from generator.core import marks
from generator.core.library import Library
from generator.core.urls import link

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTENT = ".e-content"
"""CSS selector of the element in whose text the offsets count."""
CONTEXT_LENGTH = 32
"""Code points of text before and after a mark in a quote selector."""
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


Body = list[dict[str, str]]
"""The body of an annotation: the entry's name, and its page if it has one."""


class MarkPosition(NamedTuple):
    """The position of a mark in the text of its article, in code points."""

    anchor: str
    """Its id in the page."""
    slug: str
    """The slug of its entry."""
    start: int
    end: int


def mark_positions(html: str) -> tuple[str, tuple[MarkPosition, ...]]:
    """The text content of an article's HTML, and the positions of its marks, in order."""
    pieces: list[str] = []
    found: list[MarkPosition] = []
    length = last = 0
    for mark in marks.find_marks(html):
        before, text = plain(html[last : mark.start]), plain(mark.html)
        pieces += (before, text)
        start = length + len(before)
        length = start + len(text)
        found.append(MarkPosition(mark.anchor, mark.slug, start, length))
        last = mark.end
    pieces.append(plain(html[last:]))
    return "".join(pieces), tuple(found)


def plain(html: str) -> str:
    """The text content of a piece of HTML."""
    return unescape(TAG.sub("", html) if "<" in html else html)


def bodies(library: Library, base: str) -> Mapping[str, Body]:
    """Entry slug → the body of an annotation for it; `base` is the prefix of the site's URLs."""
    return {
        view.entry.slug: [
            *_named(view.entry.name),
            {"type": "SpecificResource", "source": link(base, view.url), "purpose": "identifying"},
        ]
        for view in library.entries.values()
    }


def _named(name: str) -> Body:
    return [{"type": "TextualBody", "value": name, "format": "text/plain", "purpose": "tagging"}]


def annotations(html: str, source: str, said: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """The annotations of the article with the body `html` and the URL `source`; `said` comes from `bodies`, encoded or not."""
    text, found = mark_positions(html)
    for spot in found:
        yield {
            "id": f"{source}#{spot.anchor}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": said.get(spot.slug) or _named(spot.slug),
            "target": {"source": source, "selector": selectors(text, spot)},
        }


def selectors(text: str, spot: MarkPosition) -> list[dict[str, object]]:
    """Three selectors of the same mark: its element, its offsets in the article's text, its words with their context."""
    return [
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3236", "value": spot.anchor},
        {
            "type": "CssSelector",
            "value": CONTENT,
            "refinedBy": {"type": "TextPositionSelector", "start": spot.start, "end": spot.end},
        },
        {
            "type": "TextQuoteSelector",
            "exact": text[spot.start : spot.end],
            "prefix": text[max(0, spot.start - CONTEXT_LENGTH) : spot.start],
            "suffix": text[spot.end : spot.end + CONTEXT_LENGTH],
        },
    ]
