"""Draws social cards with Pillow, which is imported lazily. Equal texts and fonts give equal bytes."""

import io
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from generator.core.card import SIZE, Card
from generator.core.patterns import late
from generator.store import cache
from generator.store.fonts import Font
from generator.store.kept import Kept
from generator.store.typesetting import lines

VERSION = 1
MARGIN = 84
INNER = SIZE[0] - 2 * MARGIN
TITLES = ((92, 2), (80, 2), (68, 3), (58, 4))
"""Sizes of a title in pixels, and how many lines it may take in each."""
LEADING = 1.34
SMALL, TEXT = 30, 33
TITLE_TOP, FOOT = 150, SIZE[1] - MARGIN
TEXT_LINES = 3
PAPER = (253, 252, 249)
INKS = ((35, 38, 43), (93, 99, 108), (163, 50, 29))
"""Ink, soft, accent: the theme's, in light."""
LEVELS = 16
"""Number of shades of each ink, from paper to full."""
UNDRAWN = late("[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f000-\U0001faff]+")
"""Control characters, and emoji, which text fonts lack."""


class Cards:
    """Makes the cards of a site in one `font`, kept in `cache_folder` between builds."""

    def __init__(self, font: Font, cache_folder: Path, *, read: bool = True) -> None:
        self._font = font
        self._kept = Kept(cache_folder / "cards", read=read)

    @cached_property
    def _same(self) -> str:
        import PIL

        return cache.key(VERSION, PIL.__version__, self._font.stamp)

    def digest(self, card: Card) -> str:
        """A digest of all that the card's bytes depend on. Raises OSError if the font is gone."""
        return cache.key(self._same, card.site, card.title, card.breaks, card.text, card.foot)

    def png(self, card: Card) -> bytes:
        """The card as PNG. Raises OSError if the font is gone."""
        made = self._kept.get(f"{self.digest(card)}.png", lambda: draw(card, self._font))
        return made or b""


@lru_cache(maxsize=16)
def _face(font: Font, size: int) -> Any:  # noqa: ANN401 — naming the class would import Pillow
    from PIL import ImageFont

    return ImageFont.truetype(font.path, size, font.index, layout_engine=ImageFont.Layout.BASIC)


def draw(card: Card, font: Font) -> bytes:
    """The card in `font` as PNG with a palette: each ink in LEVELS steps, so that files are small."""
    from PIL import Image, ImageChops, ImageDraw

    layers = [Image.new("L", SIZE, 0) for _ in INKS]
    ink, soft, accent = (ImageDraw.Draw(layer) for layer in layers)
    accent.rectangle((MARGIN, 76, MARGIN + 10, 76 + 38), fill=255)
    site = lines(_drawn(card.site), (), INNER - 30, 1, _face(font, SMALL).getlength)
    _write(soft, site, MARGIN + 30, 76 + 19 - SMALL // 2, SMALL, font)
    title, breaks = _title(card)
    size, said = _fitted(title, breaks, font)
    below = _write(ink, said, MARGIN, TITLE_TOP, size, font)
    room = int((FOOT - SMALL - 34 - below - 26) / (TEXT * 1.5))
    if card.text and room > 0:
        text = lines(_drawn(card.text), (), INNER, min(room, TEXT_LINES), _face(font, TEXT).getlength)
        _write(soft, text, MARGIN, below + 26, TEXT, font, 1.5)
    if foot := lines(_drawn(card.foot), (), INNER, 1, _face(font, SMALL).getlength):
        accent.rectangle((MARGIN, FOOT - SMALL - 26, SIZE[0] - MARGIN, FOOT - SMALL - 25), fill=120)
        _write(soft, foot, MARGIN, FOOT - SMALL, SMALL, font)
    whole = Image.new("L", SIZE, 0)
    for number, layer in enumerate(layers):
        steps = [number * LEVELS + level if (level := value * LEVELS // 256) else 0 for value in range(256)]
        whole = ImageChops.lighter(whole, layer.point(steps))
    whole.putpalette(_palette())
    made = io.BytesIO()
    whole.save(made, "PNG", compress_level=9)
    return made.getvalue()


def _drawn(text: str) -> str:
    return " ".join(UNDRAWN.sub(" ", text).split())


def _title(card: Card) -> tuple[str, Sequence[int]]:
    """The title, with its breaks if nothing had to be taken out of it."""
    title = _drawn(card.title)
    return title, card.breaks if title == card.title else ()


def _fitted(title: str, breaks: Sequence[int], font: Font) -> tuple[int, list[str]]:
    """The largest size in which the title fits, and its lines."""
    size, said = 0, list[str]()
    for size, most in TITLES:
        said = lines(title, breaks, INNER, most + 1, _face(font, size).getlength)
        if len(said) <= most:
            return size, said
    return size, lines(title, breaks, INNER, TITLES[-1][1], _face(font, size).getlength)


def _write(layer: Any, said: Sequence[str], x: int, y: int, size: int, font: Font, leading: float = LEADING) -> int:  # noqa: ANN401 — as above
    """Write lines from the top `y` on; where they end. Baselines do not depend on which characters occur."""
    ascent = round(size * 0.88)
    for number, line in enumerate(said):
        layer.text((x, y + ascent + round(number * size * leading)), line, 255, _face(font, size), anchor="ls")
    return y + round(len(said) * size * leading)


def _palette() -> list[int]:
    """RGB of each index: per ink, from paper to full."""
    return [
        round(paper + (full - paper) * step / (LEVELS - 1))
        for ink in INKS
        for step in range(LEVELS)
        for paper, full in zip(PAPER, ink, strict=True)
    ]
