"""Links large pictures to themselves, so that readers can enlarge them."""

import re
from collections.abc import Iterator

TEXT_WIDTH = 640
"""Width of the text in pixels; wider pictures are shown scaled down."""
PIECE = re.compile(r"<a\b[^>]*>|</a>|<img\b[^>]*>")
SOURCE = re.compile(r'\ssrc="([^"]+)"')
WIDTH = re.compile(r'\swidth="(\d+)"')
ALT = re.compile(r'\salt="[^"]*[^"\s][^"]*"')
"""Non-empty alternative text; without it the link would have no name."""
CLASS = re.compile(r'\sclass="([^"]+)"')
LAYOUT = re.compile(r"w\d{2,3}|left|right|center")
"""Classes for the width and the alignment of a picture."""
SVG = re.compile(r"\.svgz?(?:[?#]|$)")


def enlarged(html: str) -> str:
    """`html` with large pictures and drawings as links, unless they are in one already."""
    large = "<img" in html and ('width="' in html or ".svg" in html)
    return "".join(_pieces(html)) if large else html


def _pieces(html: str) -> Iterator[str]:
    at, linked = 0, False
    for found in PIECE.finditer(html):
        yield html[at : found.start()]
        at = found.end()
        tag = found[0]
        if tag.startswith("<img"):
            source = SOURCE.search(tag)
            opens = source and not linked and _is_large(tag, source[1])
            yield _link(tag, source[1]) if source and opens else tag
        else:
            linked = tag != "</a>"
            yield tag
    yield html[at:]


def _link(tag: str, source: str) -> str:
    """The picture as a link to itself, which takes its width and side from it."""
    classes = CLASS.search(tag)
    layout = [name for name in classes[1].split() if LAYOUT.fullmatch(name)] if classes else []
    if classes and layout:
        others = " ".join(name for name in classes[1].split() if name not in layout)
        tag = tag.replace(classes[0], f' class="{others}"' if others else "", 1)
    return f'<a class="{" ".join(["zoom", *layout])}" href="{source}">{tag}</a>'


def _is_large(tag: str, source: str) -> bool:
    if source.startswith("data:") or not ALT.search(tag):
        return False
    width = WIDTH.search(tag)
    return int(width[1]) >= TEXT_WIDTH if width else SVG.search(source) is not None
