"""Social cards: pictures that show where a link to a page is shared."""

from msgspec import Struct

SIZE = (1200, 630)
"""Width and height in pixels."""


class Card(Struct, frozen=True):
    """The texts of one card."""

    path: str
    """Output path of the picture."""
    site: str
    title: str
    breaks: tuple[int, ...] = ()
    """Offsets into the title at which a line may break; empty: anywhere."""
    text: str = ""
    foot: str = ""


FOLDER = "cards/"


def card_url(url: str) -> str:
    """The URL of the card of the page at `url`."""
    return f"{FOLDER}{url.removesuffix('.html').removesuffix('/')}.png"
