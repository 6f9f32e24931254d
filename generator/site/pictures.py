"""Width, height and smaller copies of the site's own pictures, put into the HTML that shows them: so no page jumps when
a picture arrives, and a telephone loads no more than it shows.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from generator.core.picture_types import Picture
from generator.core.urls import ROOT, quoted

PictureOf = Callable[[str], Picture | None]
"""What is known of the picture with this source path."""
IMAGE = re.compile(r'<img src="zhushu-link:(\d+):"([^<>]*)>')
SIZE = re.compile(r'\s(width|height)="(\d+)"')
WIDTHS = (480, 960, 1600)
"""Of smaller copies, in pixels."""
WORTH = 0.85
"""A copy is made only where it is narrower than this part of the picture."""
SIZES = "(max-width: 46rem) 100vw, 46rem"
"""How wide a picture is shown at most: the column of the text."""

Smaller = Mapping[str, tuple[str, int]]
"""Output path of a smaller copy → source of the picture, width."""


def unknown(_path: str) -> Picture | None:
    """For those who know no picture."""
    return None


def smaller_of(out: str, source: str, picture: Picture) -> Smaller:
    """The smaller copies of the picture that is published at `out`."""
    if not picture.smaller:
        return {}
    return {f"{out}.{width}.webp": (source, width) for width in WIDTHS if width < picture.width * WORTH}


def attributes(picture: Picture, out: str, smaller: Smaller) -> str:
    """What an image's tag says of its picture, to be joined with what its author wrote by `sized`."""
    said = f' width="{picture.width}" height="{picture.height}"'
    if not smaller:
        return said
    places = [*((path, width) for path, (_, width) in smaller.items()), (out, picture.width)]
    listed = ", ".join(f"{ROOT}{_bare(path)} {width}w" for path, width in places)
    return f'{said} srcset="{escape(listed)}" sizes="{SIZES}"'


def _bare(path: str) -> str:
    """A path within `srcset`, where a comma would part two candidates."""
    return quoted(path).replace(",", "%2C")


def sized(html: str, said: Mapping[str, str]) -> str:
    """`html` with what `said` gives, by the number of the link, in the tags of its images."""

    def image(found: re.Match[str]) -> str:
        more = said.get(found[1])
        return found[0] if more is None else f'<img src="zhushu-link:{found[1]}:"{joined(found[2], more)}>'

    return IMAGE.sub(image, html)


def joined(written: str, more: str) -> str:
    """An image's attributes as its author wrote them, with `more`; of a size of which one side is written, the other
    follows.
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
