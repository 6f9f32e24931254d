"""Converts a page's HTML for an edition: texts and addresses change, marks stay.

Text within a block makes one run, even if inline elements divide it. Code and elements with another language are left
alone. For speed, regular expressions find what changes, and the rest is copied.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape

from generator.core.markup import VOID, end_of
from generator.site.editions.addresses import edition_url, outside_url
from generator.site.editions.converted import Converted, Edit, Span, holds
from generator.site.editions.edition import Edition
from generator.site.editions.runs import is_han

TEXT = re.compile(r">([\x00-;=?-\x7f]*[^\x00-\x7f][^<]*)")
"""Text after a tag, if it is not all ASCII."""
INLINE = re.compile(
    r"(?:</?(?:a|abbr|b|bdi|bdo|cite|data|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)"
    r"(?:\s[^<>]*)?>)+"
)
"""Tags that a word may span."""
EXCLUDED = re.compile(
    r"<(annotation|code|kbd|pre|samp|script|style|textarea)(?=[\s>])|\s(?:(?:xml:)?lang=\"|translate=\"no\")"
)
"""The beginning of an element that is not converted: code, or one with its own language."""
NAME = re.compile(r"<([a-zA-Z][\w:-]*)")
HTML = re.compile(r"<html\b[^>]*>", re.IGNORECASE)
ADDRESSES = frozenset(("href", "src", "poster", "action", "cite"))
LD = '<script type="application/ld+json">'


def page(html: str, url: str, edition: Edition, ld: Callable[[str], str]) -> Converted:
    """The HTML of the page at `url`, converted; `ld` converts structured data."""
    excluded = list(_excluded(html, edition))
    edits = [
        *_structured(html, excluded, ld),
        *_attributes(html, url, edition, excluded),
        *_texts(html, edition, excluded),
    ]
    return Converted(html, sorted(edits), excluded)


# ---------------------------------------------------------------- what stays


def _excluded(html: str, edition: Edition) -> Iterator[Span]:
    """The spans of elements that are not converted, outermost only, in order."""
    at = 0
    while found := EXCLUDED.search(html, at):
        start = found.start() if found[1] else html.rfind("<", 0, found.start())
        at, tag = found.end(), html[start : html.find(">", found.end()) + 1]
        named = NAME.match(tag)
        if named is None or (not found[1] and (">" in tag[:-1] or _is_ours(named[1], tag, edition))):
            continue  # text that looks like an attribute, or the page itself
        at = start + len(tag)
        if named[1] not in VOID and not tag.endswith("/>"):
            at = end_of(html, named[1], at) or len(html)
        yield start, at


def _is_ours(name: str, tag: str, edition: Edition) -> bool:
    """Whether an element with a language is the page itself, or an article in the site's language."""
    return name == "html" or (' id="text"' in tag and f' lang="{edition.main}"' in tag)


def _structured(html: str, excluded: Sequence[Span], ld: Callable[[str], str]) -> Iterator[Edit]:
    """JSON-LD is in a script element, but is converted."""
    for start, end in excluded:
        if html.startswith(LD, start):
            first, last = start + len(LD), html.rfind("<", start, end)
            yield first, last, ld(html[first:last])


# ---------------------------------------------------------------- attributes


def _attributes(html: str, url: str, edition: Edition, excluded: Sequence[Span]) -> Iterator[Edit]:
    texts: list[Edit] = []
    for found in edition.attributes.finditer(html):
        start = html.rfind("<", 0, found.start())
        if html.rfind(">", start, found.start()) >= 0:  # text that looks like an attribute
            continue
        tag = html[start : html.find(">", found.end()) + 1]
        name, value = found[1], found[2]
        at = found.start(2), found.end(2)
        if name == "hreflang":
            yield from _alternate(tag, start, edition)
        elif name in ADDRESSES or (name == "content" and edition.base and value.startswith(edition.base)):
            if " hreflang=" not in tag:
                old = unescape(value)
                new = edition_url(old, url, edition)
                yield from [(*at, escape(new))] if new != old else []
        elif name == "srcset":
            yield (*at, _srcset(value, url, edition))
        elif name in ("lang", "xml:lang"):
            if value == edition.main and (HTML.match(tag) or ' id="text"' in tag):
                yield (*at, edition.tag)
        elif not value.isascii() and not holds(excluded, start):
            texts.append((*at, value))
    made = edition.runs([(value,) for _, _, value in texts])
    yield from (
        (start, end, edition.texts.get(value) or new) for (start, end, value), (new,) in zip(texts, made, strict=True)
    )


def _srcset(value: str, url: str, edition: Edition) -> str:
    parts = [one.split() for one in value.split(",") if one.strip()]
    return ", ".join(" ".join([edition_url(part[0], url, edition), *part[1:]]) for part in parts)


def _alternate(tag: str, start: int, edition: Edition) -> Iterator[Edit]:
    """A link to an edition: its target stays, but another edition is the current one."""
    own = f' hreflang="{edition.tag}"' in tag and tag.startswith("<a ")
    new = tag.replace(' aria-current="true"', "")
    new = new.removesuffix(">") + ' aria-current="true">' if own else new
    new = re.sub(r' href="([^"]*)"', lambda found: f' href="{outside_url(found[1], edition)}"', new, count=1)
    yield start, start + len(tag), new


# ---------------------------------------------------------------- texts


def _texts(html: str, edition: Edition, excluded: Sequence[Span]) -> Iterator[Edit]:
    spans = [found.span(1) for start, end in _between(excluded, len(html)) for found in TEXT.finditer(html, start, end)]
    if not html.startswith("<") and (first := html.partition("<")[0]):
        spans.insert(0, (0, len(first)))
    runs = list(_runs(html, spans))
    made = edition.runs([tuple(html[start:end] for start, end in run) for run in runs])
    known = edition.texts
    for run, pieces in zip(runs, made, strict=True):
        if len(run) == 1 and known:
            start, end = run[0]
            text = html[start:end]
            if (bare := text.strip()) in known:
                yield start, end, text.replace(bare, known[bare])
                continue
        for (start, end), piece in zip(run, pieces, strict=True):
            yield start, end, piece


def _between(excluded: Sequence[Span], length: int) -> Iterator[Span]:
    """The parts of a page that are not excluded, each from the end of the tag before it."""
    last = 0
    for start, end in excluded:
        yield last, start
        last = max(end - 1, 0)
    yield last, length


def _runs(html: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Groups of adjacent text pieces with only inline tags between them, so that a word may span them."""
    run: list[Span] = []
    for span in spans:
        if run:
            last = run[-1][1]
            joins = is_han(html[last - 1]) and is_han(html[span[0]]) and INLINE.fullmatch(html, last, span[0])
            if not joins:
                yield run
                run = []
        run.append(span)
    if run:
        yield run
