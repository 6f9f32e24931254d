"""The article tree that all readers return.

An article is a sequence of *parts*: finished HTML, and numbers of passages. The inline content of a passage is a
sequence of *leaves*, each with the path of inline elements around it. Rendering walks the leaves, and opens and closes
elements between them. A mark is one more element on the paths of the leaves that it covers, so a mark that crosses
`**` splits the emphasis and stays whole.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import unescape
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from generator.core.draft import NO_LINE_HINTS, Heading, Link, Woven
from generator.core.errors import Problem
from generator.core.groups import grouped
from generator.core.marks import BREAK, WHOLE
from generator.core.markup import text_of
from generator.core.passage import OBJECT, LineHints, Passage
from generator.core.span import MarkOf, Span

UNSEEN = re.compile(
    r'<r[tp]\b[^>]*>.*?(?:</r[tp]>|(?=<r[tp]\b)|(?=</ruby>))|<sup class="fnref">.*?</sup>|<(script|style)\b.*?</\1>',
    re.DOTALL,
)
FORMULA = re.compile(r'<math alttext="([^"]*)".*?</math>', re.DOTALL)


class Element(Struct, frozen=True, eq=False):
    """An inline element. Compared by identity, as adjacent elements may have equal tags."""

    start: str
    """Its opening tag."""
    end: str
    again: str
    """The opening tag, without the id, that continues the element after a mark has split it."""


ElementPath = tuple[Element, ...]
"""The inline elements around a leaf, outermost first."""


class Leaf(NamedTuple):
    """A range `[start, end)` of a passage's text within the same inline elements."""

    start: int
    end: int
    html: str | None
    """None for text, which is escaped and may be split; otherwise the HTML for it: an image, code, a line break."""
    path: ElementPath = ()


leaf_of = partial(tuple.__new__, Leaf)
"""Makes a leaf from a tuple of all its fields, twice as fast as the constructor."""
Leaves = Sequence[Leaf]
"""The leaves of a passage; empty for plain text without elements."""
Rendered = tuple[str, ElementPath]
PENDING_WIKI = re.compile(r'class="wiki" data-wiki="([^"]*)"')
RUBY = re.compile(r"<ruby[^>]*>")


class Tree(Struct, frozen=True):
    """An article's body; implements `generator.core.draft.Body`."""

    passages: tuple[Passage, ...]
    leaves: tuple[Leaves, ...]
    """The leaves of each passage."""
    parts: tuple[str | int, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    anchors: tuple[str, ...] = ()

    def objects(self, number: int) -> tuple[str, ...]:
        """The visible text of each OBJECT in passage `number`."""
        text, seen = self.passages[number].text, list[str]()
        if OBJECT not in text:
            return ()
        for start, end, html, _ in self.leaves[number]:
            if count := text.count(OBJECT, start, end):
                seen += [visible(html)] if html is not None else [""] * count
        return tuple(seen)

    def weave(self, spans: Sequence[Span], mark: MarkOf, lines: Mapping[int, LineHints] = NO_LINE_HINTS) -> Woven:
        """The HTML with `spans` (kept, disjoint, any order) wrapped by `mark`, and with the hints of `lines`."""
        marked = grouped((span.passage, span) for span in spans)
        html: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                html.append(part)
                continue
            text, leaves, found = self.passages[part].text, self.leaves[part], marked.get(part)
            if part in lines:
                leaves = with_line_hints(text, leaves, lines[part], found or ())
            if found is None:
                html.append(plain(text, leaves))
            else:
                html.append(woven(text, leaves, sorted(found, key=attrgetter("start")), mark))
        return Woven("".join(html), self.headings, self.links, self.problems, self.anchors)


def visible(html: str) -> str:
    """The visible text of HTML: for ruby, its base; for a formula, its TeX; without note references. A `[[…]]` that is
    not yet resolved stays as written.
    """
    if pending := PENDING_WIKI.search(html):
        return unescape(pending[1])
    return text_of(FORMULA.sub(r"\1", UNSEEN.sub("", html)))


def escape(text: str) -> str:
    """`text` escaped for HTML, between tags or in a quoted attribute."""
    if "&" in text or "<" in text or ">" in text or '"' in text:  # faster than a regular expression
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def plain(text: str, leaves: Leaves) -> str:
    """The HTML of a passage without marks."""
    escaped = escape(text)
    if not leaves:
        return escaped
    if escaped is text:
        shown = [text[start:end] if html is None else html for start, end, html, _ in leaves]
    else:
        shown = [escape(text[start:end]) if html is None else html for start, end, html, _ in leaves]
    paths = [leaf.path for leaf in leaves]
    return _render(zip(shown, paths, strict=True)) if any(paths) else "".join(shown)


def woven(text: str, leaves: Leaves, spans: Sequence[Span], mark: MarkOf) -> str:
    """The HTML of a passage with `spans` (disjoint, in order) marked."""
    leaves, spans = _fit_to_ruby(text, leaves or (Leaf(0, len(text), None),), spans, mark)
    starts = [leaf.start for leaf in leaves]
    inside = [(span.start, span.end, *_mark(span, leaves, starts, mark)) for span in spans]
    return _render(_cut(text, leaves, inside))


def with_line_hints(text: str, leaves: Leaves, lines: LineHints, spans: Sequence[Span]) -> Leaves:
    """The leaves with line break opportunities, and with elements around what must stay on one line.

    Ranges that overlap one of `spans` get no element, as the mark is one.
    """
    wholes = [one for one in lines.wholes if not any(one[0] < span.end and span.start < one[1] for span in spans)]
    starts = {*lines.breaks, *(start for start, _ in wholes)}
    edges = sorted({*lines.breaks, *(edge for whole in wholes for edge in whole)})
    out: list[Leaf] = []
    for leaf in leaves or (Leaf(0, len(text), None),):
        first, last = bisect_right(edges, leaf.start), bisect_left(edges, leaf.end)
        if leaf.html is not None or (first >= last and leaf.start not in starts):
            out.append(leaf)
            continue
        for start, end in pairwise((leaf.start, *edges[first:last], leaf.end)):
            if start in lines.breaks:
                out.append(Leaf(start, start, BREAK, leaf.path))
            whole = (start, end) in wholes
            out.append(Leaf(start, end, None, (*leaf.path, Element(*WHOLE, WHOLE[0])) if whole else leaf.path))
    return out


Inside = tuple[int, int, Element, int]
"""Start and end of a mark, its element, and the number of elements outside of it."""


def _mark(span: Span, leaves: Leaves, starts: Sequence[int], mark: MarkOf) -> tuple[Element, int]:
    """The element of a mark, and its depth: only elements that enclose all of its text stay outside of it."""
    start, end = mark(span)
    first = max(bisect_right(starts, span.start) - 1, 0)
    around: ElementPath | None = None
    for at in range(first, len(leaves)):  # a slice would copy what follows, for each mark
        leaf = leaves[at]
        if leaf.start >= span.end:
            break
        if leaf.end > span.start:
            around = leaf.path if around is None else around[: _shared(around, leaf.path)]
    return Element(start, end, start), len(around or ())


def _cut(text: str, leaves: Leaves, marks: Sequence[Inside]) -> Iterable[Rendered]:
    """The leaves split at the edges of marks, with the marks on their paths."""
    number = 0
    for leaf in leaves:
        at = leaf.start
        while number < len(marks) and marks[number][1] <= at:
            number += 1
        if leaf.html is not None:
            yield leaf.html, _path(leaf, at, marks, number)
            continue
        while at < leaf.end:
            while number < len(marks) and marks[number][1] <= at:
                number += 1
            until = leaf.end
            if number < len(marks):
                start, end, _, _ = marks[number]
                until = min(until, start if at < start else end)
            yield escape(text[at:until]), _path(leaf, at, marks, number)
            at = until


def _path(leaf: Leaf, at: int, marks: Sequence[Inside], number: int) -> ElementPath:
    """The path of `leaf` at offset `at`, including mark `number` if that covers the offset.

    A leaf without width (a line break between Han characters) is covered only if text of the mark is on both sides.
    """
    if number == len(marks):
        return leaf.path
    start, _, element, depth = marks[number]
    covered = start < at if leaf.start == leaf.end else start <= at
    return (*leaf.path[:depth], element, *leaf.path[depth:]) if covered else leaf.path


def _render(leaves: Iterable[Rendered]) -> str:
    """The HTML of the leaves, with elements opened and closed according to their paths."""
    out: list[str] = []
    now: ElementPath = ()
    seen: set[Element] = set()
    for html, path in leaves:
        if path is not now:
            kept = _shared(now, path) if now and path else 0
            if now:
                out.extend([element.end for element in reversed(now[kept:])])
            for element in path[kept:]:
                out.append(element.again if element in seen else element.start)
                seen.add(element)
            now = path
        out.append(html)
    out.extend([element.end for element in reversed(now)])
    return "".join(out)


def _shared(one: ElementPath, other: ElementPath) -> int:
    """The number of outer elements that two paths share."""
    number = 0
    for mine, others in zip(one, other, strict=False):
        if mine is not others:
            break
        number += 1
    return number


# ---------------------------------------------------------------- ruby


def _fit_to_ruby(text: str, leaves: Leaves, spans: Sequence[Span], mark: MarkOf) -> tuple[Leaves, Sequence[Span]]:
    """Leaves and spans such that no span begins or ends inside a ruby.

    A span within a ruby base is put into the HTML of the ruby. A span that extends beyond a ruby is grown to cover it.
    """
    rubies = [number for number, leaf in enumerate(leaves) if leaf.end > leaf.start and _is_ruby(leaf)]
    if not rubies:
        return leaves, spans
    leaves = list(leaves)
    for number in rubies:
        leaf = leaves[number]
        inside = [one for one in spans if leaf.start <= one.start and one.end <= leaf.end]
        if inside and (inside[0].start, inside[0].end) != (leaf.start, leaf.end):
            leaves[number] = _within(text, leaf, inside, mark)
            spans = [one for one in spans if one not in inside]
    grown: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        for number in rubies:
            leaf = leaves[number]
            if leaf.start < end and start < leaf.end:
                start, end = min(start, leaf.start), max(end, leaf.end)
        if not grown or start >= grown[-1].end:
            grown.append(span if (start, end) == (span.start, span.end) else span._replace(start=start, end=end))
    return leaves, grown


def _is_ruby(leaf: Leaf) -> bool:
    return leaf.html is not None and leaf.html.startswith("<ruby")


def _within(text: str, leaf: Leaf, spans: Sequence[Span], mark: MarkOf) -> Leaf:
    """A ruby with `spans` in its base marked; unchanged if the base is not plain text."""
    base, html = text[leaf.start : leaf.end], leaf.html or ""
    found = RUBY.match(html)
    if found is None or not html[found.end() :].startswith(escape(base) + "<r"):
        return leaf
    made, at = found[0], leaf.start
    for span in spans:
        opening, closing = mark(span)
        made += f"{escape(text[at : span.start])}{opening}{escape(text[span.start : span.end])}{closing}"
        at = span.end
    return leaf._replace(html=made + escape(text[at : leaf.end]) + html[found.end() + len(escape(base)) :])
