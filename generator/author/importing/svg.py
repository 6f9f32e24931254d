"""Whether an SVG is a picture and nothing else. In a page's `<img>` a browser runs no script of it; opened by itself it
would.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from generator.readers.urls import IMAGE_DATA, INVISIBLE

ACTIVE = frozenset(("script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"))
"""Elements that run something or hold what is no SVG (SVG 2, "Scripting and Interactivity"; SVG Tiny 1.2 for handler and
listener)."""
NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "")
DRAWING = re.compile(
    r"(?:http://(?:www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|creativecommons\.org|purl\.org|web\.resource\.org"
    r"|www\.bohemiancoding\.com)/|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|https?://(?:www\.)?(?:figma|sketch)\.com/)"
)
"""Namespaces in which drawing programs and licences write what browsers pass over."""


class _Active(Exception):  # noqa: N818  it is an answer, which ends the parsing
    """The picture does more than show something."""


def is_still(data: bytes) -> bool:
    """Whether `data` is a well-formed SVG without script, event handlers, links that run or load something, entities and
    style sheets.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    first = True

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal first
        space, _, local = name.rpartition(" ")
        if (first and local != "svg") or local.lower() in ACTIVE or not (space in NAMESPACES or DRAWING.match(space)):
            raise _Active
        first = False
        for key, value in attributes.items():
            _look(key.rpartition(" ")[2].lower(), value)

    def refuse(*_: object) -> None:
        raise _Active

    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat's own way to say that this is all
    except (_Active, expat.ExpatError, ValueError, LookupError):
        return False
    return not first


def _look(key: str, value: str) -> None:
    """Raises _Active for an attribute that runs or loads something."""
    bare = INVISIBLE.sub("", value).lower()
    if key.startswith("on") or (key == "attributename" and (bare.startswith("on") or "href" in bare)):
        raise _Active
    if "script:" in bare or (
        key in ("href", "src") and not (bare.startswith(("#", "http:", "https:")) or IMAGE_DATA.match(bare))
    ):
        raise _Active
