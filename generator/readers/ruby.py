"""Ruby annotations. The base is text of the passage; the annotation is not."""

import re

from generator.core.markup import text_of
from generator.readers.content import ContentBuilder
from generator.readers.tree import escape

OPENING = re.compile(r"<ruby[^>]*>")
ABOVE = re.compile(r"((?:<rp>[^<]*</rp>)?<rt[^>]*>.*?</rt>(?:<rp>[^<]*</rp>)?)", re.DOTALL)
BASE = re.compile(r"<rb[^>]*>(.*?)</rb>", re.DOTALL)
WHOLE = re.compile(r"<(?:a|img|code|kbd|ruby)\b")
"""Elements in a base because of which it may not be annotated."""


def put(line: ContentBuilder, html: str) -> None:
    """Adds a sanitised `<ruby>` element to `line`, with its bases as text."""
    found = OPENING.match(html)
    inner = html[found.end() : -len("</ruby>")] if found else ""
    if not found or WHOLE.search(inner):
        line.put(html, last=text_of(ABOVE.sub("", html))[-1:])
        return
    opening = found[0]
    for base, above in _pairs(inner):
        text = " ".join(text_of(base).split())
        if text and above:
            shown = base.strip() if "<" in base else escape(text)  # equal to the text, so that marks can be put in
            line.put(f"{opening}{shown}{above}</ruby>", text, text[-1])
            opening = "<ruby>"
        elif above:
            line.put(f"{opening}{base}{above}</ruby>")
        else:
            line.say(text)


def _pairs(inner: str) -> list[tuple[str, str]]:
    """The bases in the content of a ruby, each with its annotation or ""."""
    pieces = ABOVE.split(inner)
    above, bases = pieces[1::2], BASE.findall(inner)
    if len(bases) > 1 and len(bases) == len(above):  # all bases first, as in `<rb>漢<rb>字<rt>kan<rt>ji`
        return list(zip(bases, above, strict=True))
    pairs = list(zip(pieces[::2], [*above, ""], strict=True))
    return [(BASE.sub(r"\1", base), over) for base, over in pairs if base.strip() or over]
