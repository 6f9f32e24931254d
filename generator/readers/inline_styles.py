"""Turns the parts of an element's `style` that pages support into attributes: alignment, picture width, hiding."""

import re
from collections.abc import Mapping
from html import unescape

from generator.core.patterns import late

STYLED = late(
    r"<(?P<name>[a-z][a-z0-9]*)(?P<before>(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?)?)"
    r"\sstyle\s*=\s*(?:\"(?P<double>[^\"<>]*)\"|'(?P<single>[^'<>]*)'|(?P<bare>[^\s\"'<>]+))",
    re.IGNORECASE,
)
"""A tag up to the end of its `style`."""
SIDES = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "-webkit-center": "center",
}
LENGTH = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(?P<unit>px|%|vw|r?em|)")
PIXELS_OF_EM = 16


def with_attributes(html: str) -> str:
    """`html` with attributes for the `style` of each element; the styles are removed later."""
    return STYLED.sub(_tag, html) if "style" in html.lower() else html


def _tag(found: re.Match[str]) -> str:
    """The tag with attributes for its style, which take precedence over its own, as its style would."""
    name = found["name"].lower()
    style = unescape(found["double"] or found["single"] or found["bare"] or "")
    said = attributes_of(style, is_picture=name in ("img", "video"))
    added = "".join(f' {key}="{value}"' if value else f" {key}" for key, value in said.items())
    return f"<{found['name']}{added}{found['before']}"


def attributes_of(style: str, *, is_picture: bool) -> Mapping[str, str]:
    """The attributes `align`, `width`, `height` and `hidden` that say what the declarations in `style` say."""
    said = dict(_declarations(style))
    found: dict[str, str] = {}
    if said.get("display") == "none" or said.get("visibility") == "hidden":
        found["hidden"] = ""
    if side := SIDES.get(said.get("text-align", "")) or (_side_of_picture(said) if is_picture else ""):
        found["align"] = side
    if is_picture:
        for name, value in (
            ("width", said.get("zoom") or said.get("width") or said.get("max-width")),
            ("height", said.get("height")),
        ):
            if size := _size(value or "", name, zooms="zoom" in said):
                found[name] = size
    return found


def _declarations(style: str) -> list[tuple[str, str]]:
    pairs = [one.partition(":") for one in style.lower().split(";")]
    return [(name.strip(), value.replace("!important", "").strip()) for name, _, value in pairs]


def _side_of_picture(said: Mapping[str, str]) -> str:
    """The position of a picture: at a side of the text, or centred by automatic margins."""
    if side := SIDES.get(said.get("float", "")):
        return side
    margins = said.get("margin", "").split()
    is_between = "auto" in margins[1:2] + margins[3:4] or margins == ["auto"] or said.get("margin-left") == "auto"
    return "center" if is_between else ""


def _size(value: str, name: str, *, zooms: bool) -> str:
    """A length as the attribute says it, in pixels or per cent; empty for others. A factor of `zoom` is a share."""
    length = LENGTH.fullmatch(value)
    if length is None:
        return ""
    number, unit = float(length["number"]), length["unit"]
    if zooms and name == "width":
        return f"{min(number if unit == '%' else number * 100, 100):g}%" if unit in ("%", "") else ""
    if unit in ("%", "vw"):
        return f"{number:g}%" if name == "width" else ""
    if unit in ("em", "rem"):
        number *= PIXELS_OF_EM
    return f"{number:.0f}" if unit else ""
