"""The HTML of marks: their attributes, ids and classes, and how they are recognised.

No other module knows this. Composing writes marks; web annotations, feeds and TEI find or remove them. The theme's
scripts recognise marks by `ROLE`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from generator.core.entry import TYPES, Entry, Type
from generator.core.span import MarkOf, Span

ROLE = "doc-glossref"
"""A reference to a glossary (WAI-ARIA DPUB)."""
TYPE = "data-type"
"""An attribute that only marks have, as readers remove `data-*` attributes of the author."""
ID_PREFIXES = ("g-", "r-")
"""Prefixes of the ids of an entry in the article's glossary and of a mark in its text."""
MAX_UNBROKEN = 4
"""Longest mark, in characters, that is kept on one line."""
MAX_UNBROKEN_LATIN = 8
"""The same for Latin letters, which are half as wide."""
MARK = re.compile(
    rf'<a class="[te][ "][^>]*? ?role="{ROLE}" id="([^"]+)" href="#{ID_PREFIXES[0]}([^"]+)"[^>]*>(.*?)</a>', re.DOTALL
)


BREAK = "<wbr>"
"""A position at which a line may break."""
WHOLE = '<span class="w">', "</span>"
"""Encloses text that must stay on one line."""
LINE_MARKUP = re.compile(rf"{BREAK}|{WHOLE[0]}([^<]*){WHOLE[1]}")


class FoundMark(NamedTuple):
    """A mark in an article's HTML."""

    start: int
    end: int
    anchor: str
    """Its id."""
    slug: str
    """The slug of its entry."""
    html: str
    """Its content."""


def mark_id(slug: str, mention: int) -> str:
    """The id of an entry's mark in an article; `mention` counts from 1."""
    return f"{ID_PREFIXES[1]}{slug}-{mention}"


def note_id(slug: str) -> str:
    """The id of an entry in an article's glossary."""
    return f"{ID_PREFIXES[0]}{slug}"


def marker(kept: Sequence[Span], entries: Mapping[str, Entry]) -> MarkOf:
    """A function that gives the opening and closing HTML of each published span in `kept`.

    A mark directly after another one has the class `adj`, so that the theme can separate their underlines.
    """
    ends = {(span.passage, span.end) for span in kept if span.published}
    numbers = {name: number for number, name in enumerate(unlisted_names(kept), 1)}
    counted: Counter[str] = Counter()
    entered = len({span.ref for span in kept if span.ref is not None})

    def mark(span: Span) -> tuple[str, str]:
        adjacent = (span.passage, span.start) in ends
        if span.ref is not None:
            return opening(span, entries[span.ref].slug, adjacent=adjacent), "</a>"
        counted[span.text] += 1
        return _opening_of_name(span, (numbers[span.text], counted[span.text], entered), adjacent=adjacent), "</a>"

    return mark


def unlisted_names(kept: Iterable[Span]) -> Mapping[str, tuple[Type, int]]:
    """Published entities without an entry: surface → (type, number of marks), in order of first mark."""
    found: dict[str, tuple[Type, int]] = {}
    for span in kept:
        if span.ref is None and span.published:
            found[span.text] = (span.label, found[span.text][1] + 1 if span.text in found else 1)
    return found


def _opening_of_name(span: Span, place: tuple[int, int, int], *, adjacent: bool) -> str:
    """The opening tag of the mark of an entity without an entry. Such names follow the entries in the article's glossary."""
    number, mention, entered = place
    slug = name_slug(number)
    return (
        f'<a class="{_kind(span.label, span.text)} auto{" adj" * adjacent}" id="{mark_id(slug, mention)}" '
        f'href="#{note_id(slug)}" role="{ROLE}" {TYPE}="{span.label}" '
        f'data-n="{entered + number}">'
    )


def name_slug(number: int) -> str:
    """Replaces the slug in the ids of an entity without an entry. No slug contains a tilde."""
    return f"~{number}"


def opening(span: Span, slug: str, *, adjacent: bool = False) -> str:
    """The opening tag of a mark of the entry with `slug`."""
    return (
        f'<a class="{_kind(span.label, span.text)}{" adj" * adjacent}" role="{ROLE}" id="{mark_id(slug, span.mention)}" '
        f'href="#{note_id(slug)}" {TYPE}="{span.label}" data-n="{span.number}">'
    )


def _kind(label: Type, text: str) -> str:
    kind = "t" if label == "term" else f"e {label}"
    return f"{kind} w" if is_unbroken(text) else kind


def is_unbroken(text: str) -> bool:
    """Whether a term or name is so short that it stays on one line."""
    return len(text) <= (MAX_UNBROKEN_LATIN if text.isascii() else MAX_UNBROKEN)


def without_line_markup(html: str) -> str:
    """An article's HTML without BREAK and WHOLE, for feed readers and other programs."""
    return LINE_MARKUP.sub(r"\1", html)


def find_marks(html: str) -> Iterator[FoundMark]:
    """The marks of entries in an article's HTML, in order."""
    for found in MARK.finditer(html):
        yield FoundMark(found.start(), found.end(), unescape(found[1]), unescape(found[2]), found[3])


def type_of(tag: str, attributes: Mapping[str, str | None]) -> Type | None:
    """The type of a mark from its opening tag; None if the tag is not a mark's."""
    label = attributes.get(TYPE)
    if label is None or tag not in ("a", "span"):
        return None
    return next((kind for kind in TYPES if kind == label), None)


def slug_in(attributes: Mapping[str, str | None]) -> str:
    """The slug of a mark's entry; empty for an entity without an entry."""
    target = attributes.get("href") or ""
    return "" if target.startswith(f"#{note_id('~')}") else target.removeprefix(f"#{note_id('')}")
