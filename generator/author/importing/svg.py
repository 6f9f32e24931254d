"""Tells whether an SVG is free of scripts. In an `<img>` a browser does not run them, but opened by itself it does."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from generator.readers.urls import IMAGE_DATA, INVISIBLE

ACTIVE = frozenset(("script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"))
"""Elements that run code or embed other content (SVG 2, "Scripting and Interactivity"; SVG Tiny 1.2 for handler and
listener)."""
NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "")
DRAWING = re.compile(
    r"(?:http://(?:www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|creativecommons\.org|purl\.org|web\.resource\.org"
    r"|www\.bohemiancoding\.com)/|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|https?://(?:www\.)?(?:figma|sketch)\.com/)"
)
"""Namespaces of drawing programs and licences, which browsers ignore."""


class _ActiveContent(Exception):  # noqa: N818  it is not an error, but ends the parsing
    """The SVG has active content."""


def is_static_svg(data: bytes) -> bool:
    """Whether `data` is a well-formed SVG without scripts, event handlers, active links, entities and style sheets."""
    parser = expat.ParserCreate(namespace_separator=" ")
    first = True

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal first
        space, _, local = name.rpartition(" ")
        if (first and local != "svg") or local.lower() in ACTIVE or not (space in NAMESPACES or DRAWING.match(space)):
            raise _ActiveContent
        first = False
        for key, value in attributes.items():
            _check_attribute(key.rpartition(" ")[2].lower(), value)

    def refuse(*_: object) -> None:
        raise _ActiveContent

    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat's parameter `isfinal`
    except (_ActiveContent, expat.ExpatError, ValueError, LookupError):
        return False
    return not first


def _check_attribute(key: str, value: str) -> None:
    """Raises _ActiveContent for an attribute that runs code or loads something."""
    bare = INVISIBLE.sub("", value).lower()
    if key.startswith("on") or (key == "attributename" and (bare.startswith("on") or "href" in bare)):
        raise _ActiveContent
    if "script:" in bare or (
        key in ("href", "src") and not (bare.startswith(("#", "http:", "https:")) or IMAGE_DATA.match(bare))
    ):
        raise _ActiveContent
