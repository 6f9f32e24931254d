"""A cover made from the title, as SVG with text, which e-readers set in their own font."""

from html import escape
from zlib import crc32

from generator.store.typesetting import lines

WIDTH, HEIGHT = 1200, 1600
LINE = 8
"""Width of a line of the title, in Han characters."""
LINES = 5
COLORS = ("#24445c", "#5c2e2e", "#2f4f3a", "#4a3b5c", "#5a4a2a", "#2d4a4a")


def cover(title: str, author: str, site: str) -> bytes:
    """The cover of the book; its colour depends on the title."""
    color = COLORS[crc32(title.encode()) % len(COLORS)]
    rows = "".join(
        f'<text x="600" y="{480 + 150 * number}" font-size="112">{escape(line)}</text>'
        for number, line in enumerate(lines(title, (), LINE, LINES, _width))
    )
    below = f'<text x="600" y="1300" font-size="56">{escape(author[:24])}</text>'
    below += f'<text x="600" y="1450" font-size="44">{escape(site[:30])}</text>' if site != title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{color}"/>'
        '<rect x="60" y="60" width="1080" height="1480" fill="none" stroke="#fff" stroke-width="4"/>'
        f'<g fill="#fff" text-anchor="middle" font-family="serif">{rows}{below}</g></svg>\n'
    ).encode()


def _width(text: str) -> float:
    """In Han characters; a Latin letter is about half as wide."""
    return sum(1.0 if char > "\u2e7f" else 0.55 for char in text)
