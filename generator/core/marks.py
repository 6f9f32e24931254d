"""A mark's HTML: what it looks like, its ids and classes, and how it is told from the author's own markup.

The only file that knows. Composing writes marks; web annotations, feeds and TEI find them again and take them away.
It lies in `core`, as packages that do not import one another ask it. The theme's scripts know marks by `ROLE`.
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
"""The attribute that only marks have: readers let no `data-*` of the author's through."""
ID_PREFIXES = ("g-", "r-")
"""How the ids that belong to marks begin: an entry in the article's glossary, a mark in its text."""
SHORT = 4
"""Characters of a mark that stays on one line."""
SHORT_LATIN = 8
"""The same for Latin letters, which are half as wide."""
FOUND = re.compile(
    rf'<a class="[te][ "][^>]*? ?role="{ROLE}" id="([^"]+)" href="#{ID_PREFIXES[0]}([^"]+)"[^>]*>(.*?)</a>', re.DOTALL
)


BREAK = "<wbr>"
"""Where a line may end."""
WHOLE = '<span class="w">', "</span>"
"""Around what stays on one line."""
LINES = re.compile(rf"{BREAK}|{WHOLE[0]}([^<]*){WHOLE[1]}")


class Found(NamedTuple):
    """A mark in an article's HTML."""

    start: int
    end: int
    anchor: str
    """Its id."""
    slug: str
    """Of its entry."""
    html: str
    """What it holds."""


def mark_id(slug: str, mention: int) -> str:
    """The id of an entry's mark in an article; `mention` counts from 1."""
    return f"{ID_PREFIXES[1]}{slug}-{mention}"


def note_id(slug: str) -> str:
    """The id of an entry in an article's glossary."""
    return f"{ID_PREFIXES[0]}{slug}"


def marker(kept: Sequence[Span], entries: Mapping[str, Entry]) -> MarkOf:
    """The opening and closing HTML of each published find in `kept`.

    A mark that directly follows another one has the class `adj`, so that their underlines can be kept apart.
    """
    ends = {(span.passage, span.end) for span in kept if span.published}
    numbers = {name: number for number, name in enumerate(names(kept), 1)}
    counted: Counter[str] = Counter()
    entered = len({span.ref for span in kept if span.ref is not None})

    def mark(span: Span) -> tuple[str, str]:
        adjacent = (span.passage, span.start) in ends
        if span.ref is not None:
            return opening(span, entries[span.ref].slug, adjacent=adjacent), "</a>"
        counted[span.text] += 1
        return _opening_of_name(span, (numbers[span.text], counted[span.text], entered), adjacent=adjacent), "</a>"

    return mark


def names(kept: Iterable[Span]) -> Mapping[str, tuple[Type, int]]:
    """The entities that no entry covers and a page prints: surface → (type, marks), in order of their first mark."""
    found: dict[str, tuple[Type, int]] = {}
    for span in kept:
        if span.ref is None and span.published:
            found[span.text] = (span.label, found[span.text][1] + 1 if span.text in found else 1)
    return found


def _opening_of_name(span: Span, place: tuple[int, int, int], *, adjacent: bool) -> str:
    """The opening tag of a mark of an entity without an entry. It leads to the `number`-th name below the article's
    glossary, behind the entries; no slug has a tilde.
    """
    number, mention, entered = place
    slug = name_slug(number)
    return (
        f'<a class="{_kind(span.label, span.text)} auto{" adj" * adjacent}" id="{mark_id(slug, mention)}" '
        f'href="#{note_id(slug)}" role="{ROLE}" {TYPE}="{span.label}" '
        f'data-n="{entered + number}">'
    )


def name_slug(number: int) -> str:
    """What stands for a slug in the ids of a name without an entry."""
    return f"~{number}"


def opening(span: Span, slug: str, *, adjacent: bool = False) -> str:
    """The opening tag of a mark of the entry with this slug."""
    return (
        f'<a class="{_kind(span.label, span.text)}{" adj" * adjacent}" role="{ROLE}" id="{mark_id(slug, span.mention)}" '
        f'href="#{note_id(slug)}" {TYPE}="{span.label}" data-n="{span.number}">'
    )


def _kind(label: Type, text: str) -> str:
    kind = "t" if label == "term" else f"e {label}"
    return f"{kind} w" if len(text) <= SHORT_LATIN and (len(text) <= SHORT or text.isascii()) else kind


def unset(html: str) -> str:
    """An article's HTML without what is in it for the sake of its lines, for readers who set them by themselves."""
    return LINES.sub(r"\1", html)


def found(html: str) -> Iterator[Found]:
    """The marks of entries in an article's HTML, in order."""
    for one in FOUND.finditer(html):
        yield Found(one.start(), one.end(), unescape(one[1]), unescape(one[2]), one[3])


def type_of(tag: str, attributes: Mapping[str, str | None]) -> Type | None:
    """The type of the mark that an opening tag begins; None where the tag is not a mark's."""
    label = attributes.get(TYPE)
    if label is None or tag not in ("a", "span"):
        return None
    for kind in TYPES:
        if kind == label:
            return kind
    return None


def slug_in(attributes: Mapping[str, str | None]) -> str:
    """The slug of a mark's entry; empty for an entity without one."""
    target = attributes.get("href") or ""
    return "" if target.startswith(f"#{note_id('~')}") else target.removeprefix(f"#{note_id('')}")
