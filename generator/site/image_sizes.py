"""Puts width, height and smaller copies of the site's own pictures into their `img` elements.

So the layout does not shift when a picture loads, and a small screen loads a small copy.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from generator.core.picture_types import Picture
from generator.core.urls import ROOT, quoted

PictureLookup = Callable[[str], Picture | None]
"""Source path → the picture's size; None if it is unknown."""
IMAGE = re.compile(r'<img src="zhushu-link:(\d+):"([^<>]*)>')
SIZE = re.compile(r'\s(width|height)="(\d+)"')
WIDTHS = (480, 960, 1600)
"""Widths of smaller copies, in pixels."""
MAX_RATIO = 0.85
"""A copy is made only if its width is below this part of the picture's."""
SIZES = "(max-width: 46rem) 100vw, 46rem"
"""The width at which a picture is shown: at most that of the text column."""

Smaller = Mapping[str, tuple[str, int]]
"""Output path of a smaller copy → source of the picture, width."""


def no_picture(_path: str) -> Picture | None:
    """A `PictureLookup` that finds nothing."""
    return None


def smaller_copies(out: str, source: str, picture: Picture) -> Smaller:
    """The smaller copies of the picture published at `out`."""
    if not picture.smaller:
        return {}
    return {f"{out}.{width}.webp": (source, width) for width in WIDTHS if width < picture.width * MAX_RATIO}


def attributes(picture: Picture, out: str, smaller: Smaller) -> str:
    """The attributes of the picture published at `out`; see `joined`."""
    said = f' width="{picture.width}" height="{picture.height}"'
    if not smaller:
        return said
    places = [*((path, width) for path, (_, width) in smaller.items()), (out, picture.width)]
    listed = ", ".join(f"{ROOT}{_bare(path)} {width}w" for path, width in places)
    return f'{said} srcset="{escape(listed)}" sizes="{SIZES}"'


def _bare(path: str) -> str:
    """A path in `srcset`, where a comma separates candidates."""
    return quoted(path).replace(",", "%2C")


def with_attributes(html: str, said: Mapping[str, str]) -> str:
    """`html` with the attributes in `said` (link number → attributes) added to its images."""
    if not said:
        return html

    def image(found: re.Match[str]) -> str:
        more = said.get(found[1])
        return found[0] if more is None else f'<img src="zhushu-link:{found[1]}:"{joined(found[2], more)}>'

    return IMAGE.sub(image, html)


def joined(written: str, more: str) -> str:
    """The attributes that the author wrote, with `more` added. If only one of width and height is written, the other is
    computed from it.
    """
    own = dict(SIZE.findall(written))
    if not own:
        return written + more
    natural = dict(SIZE.findall(more))
    width, height = int(natural["width"]), int(natural["height"])
    rest = SIZE.sub("", more)
    if "height" not in own:
        rest = f' height="{max(1, round(int(own["width"]) * height / width))}"' + rest
    elif "width" not in own:
        rest = f' width="{max(1, round(int(own["height"]) * width / height))}"' + rest
    return written + rest
