"""Pictures that are larger than the text is wide become links to themselves, so that a reader can enlarge them."""

import re
from collections.abc import Iterator

WIDE = 640
"""Pixels from which a picture is shown smaller than it is."""
PIECE = re.compile(r"<a\b[^>]*>|</a>|<img\b[^>]*>")
SOURCE = re.compile(r'\ssrc="([^"]+)"')
WIDTH = re.compile(r'\swidth="(\d+)"')
SAID = re.compile(r'\salt="[^"]*[^"\s][^"]*"')
"""An alternative text: without one a link would have no name."""
DRAWN = re.compile(r"\.svgz?(?:[?#]|$)")


def enlarged(html: str) -> str:
    """`html` with large pictures and drawings as links, where they are in none."""
    return "".join(_pieces(html)) if "<img" in html else html


def _pieces(html: str) -> Iterator[str]:
    at, linked = 0, False
    for found in PIECE.finditer(html):
        yield html[at : found.start()]
        at = found.end()
        tag = found[0]
        if tag.startswith("<img"):
            source = SOURCE.search(tag)
            opens = source and not linked and _is_large(tag, source[1])
            yield f'<a class="zoom" href="{source[1]}">{tag}</a>' if source and opens else tag
        else:
            linked = tag != "</a>"
            yield tag
    yield html[at:]


def _is_large(tag: str, source: str) -> bool:
    if source.startswith("data:") or not SAID.search(tag):
        return False
    width = WIDTH.search(tag)
    return int(width[1]) >= WIDE if width else DRAWN.search(source) is not None
