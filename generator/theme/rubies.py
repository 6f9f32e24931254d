"""Pinyin over the marks of entries whose author asks for it."""

from collections.abc import Mapping

from generator.core.marks import find_marks


def rubied(html: str, readings: Mapping[str, tuple[str, str]]) -> str:
    """`html` with pinyin over the marks whose slug is in `readings`: slug → name, syllables with spaces between them.

    A mark with another text than the name (an alias, emphasis inside) stays as it is, as does a name that has not one
    syllable for each character. The syllables are attributes, which the style sheet shows: the page's text, and with it
    search, selectors and what a reader copies, stays what the author wrote.
    """
    if not readings:
        return html
    pieces, at = [], 0
    for found in find_marks(html):
        name, pinyin = readings.get(found.slug, ("", ""))
        syllables = pinyin.split()
        if found.html != name or len(syllables) != len(name):
            continue
        over = "".join(f'{char}<rt data-p="{said}"></rt>' for char, said in zip(name, syllables, strict=True))
        tag = html.index(">", found.start) + 1
        pieces += [html[at:tag], f"<ruby>{over}</ruby>"]
        at = tag + len(name)
    return "".join((*pieces, html[at:]))
