"""An article's marks as W3C Web Annotations: what is said about which piece of its text.

https://www.w3.org/TR/annotation-model/ : offsets of a TextPositionSelector are code points of the element's text
content.
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
"""CSS selector of the element of an article's page whose text the offsets count in."""
AROUND = 32
"""Code points of text before and after a mark that a quote selector brings."""
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


Body = list[dict[str, str]]
"""What an annotation says: the name of the entry, and its page where it has one."""


class Spot(NamedTuple):
    """Where a mark stands in the text of its article."""

    anchor: str
    """Its id in the page."""
    slug: str
    """Of its entry."""
    start: int
    end: int


def spots(html: str) -> tuple[str, tuple[Spot, ...]]:
    """The text content of an article's HTML, and its marks in it, in order."""
    pieces: list[str] = []
    found: list[Spot] = []
    length = last = 0
    for mark in marks.find_marks(html):
        before, text = plain(html[last : mark.start]), plain(mark.html)
        pieces += (before, text)
        start = length + len(before)
        length = start + len(text)
        found.append(Spot(mark.anchor, mark.slug, start, length))
        last = mark.end
    pieces.append(plain(html[last:]))
    return "".join(pieces), tuple(found)


def plain(html: str) -> str:
    """The text content of a piece of HTML."""
    return unescape(TAG.sub("", html))


def bodies(library: Library, base: str) -> Mapping[str, Body]:
    """Slug → what an annotation says of a mark of that entry; `base` stands before the site's URLs."""
    return {
        view.entry.slug: [
            *_named(view.entry.name),
            {"type": "SpecificResource", "source": link(base, view.url), "purpose": "identifying"},
        ]
        for view in library.entries.values()
    }


def _named(name: str) -> Body:
    return [{"type": "TextualBody", "value": name, "format": "text/plain", "purpose": "tagging"}]


def annotations(html: str, source: str, said: Mapping[str, Body]) -> Iterator[dict[str, object]]:
    """The annotations of the article whose body is `html` and whose address is `source`; `said` is what `bodies` gives."""
    text, found = spots(html)
    for spot in found:
        yield {
            "id": f"{source}#{spot.anchor}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": said.get(spot.slug) or _named(spot.slug),
            "target": {"source": source, "selector": selectors(text, spot)},
        }


def selectors(text: str, spot: Spot) -> list[dict[str, object]]:
    """Three ways to the same place: its element, its offsets in the article's text, its words with those around them."""
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
            "prefix": text[max(0, spot.start - AROUND) : spot.start],
            "suffix": text[spot.end : spot.end + AROUND],
        },
    ]
