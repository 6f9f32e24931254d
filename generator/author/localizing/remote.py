"""Finds the addresses of pictures of other hosts in the source of an article."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from generator.author.inlines import Found, inlines
from generator.core.draft import Source
from generator.core.texts import lines_before
from generator.readers import read
from generator.readers.urls import attribute

HTML = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
COVER = re.compile(r"(?:^|[\s\"'=:(\[,])((?:https?:)?//[^\s\"'<>)\],]+)")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SHOWN = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')
SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "_src")
OUTSIDE = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)


class RemotePicture(NamedTuple):
    """The address of a picture in the text of a source, at [start, end)."""

    start: int
    end: int
    url: str
    """Unescaped."""
    line: int
    kind: str
    """`markdown`, `html` or `front`: the syntax around the address."""


def remote_pictures(source: Source, text: str) -> list[RemotePicture]:
    """The pictures of other hosts that the article's page shows, located in `text`, the unchanged text of its file."""
    if "//" not in text:
        return []
    draft = read(source)
    shown = set(SHOWN.findall(draft.unmarked().html))
    spans = [
        *(one for one in _in_body(text, is_html=source.is_html) if attribute(one.url) in shown),
        *(_cover(text, draft.meta.image) if OUTSIDE.match(draft.meta.image) else ()),
    ]
    made: list[RemotePicture] = []
    for one in sorted(set(spans)):
        if not made or one.start >= made[-1].end:
            made.append(one)
    return made


def _in_body(text: str, *, is_html: bool) -> Iterator[RemotePicture]:
    before = lines_before(text)
    for one in _tags(text) if is_html else inlines(text):
        if one.kind in ("picture", "definition"):
            places = [(one.url, one.at + (pointed := text[one.at] == "<"), one.until - pointed)]
        elif one.text[:4].lower() == "<img":
            places = [(url, at, until) for name, url, at, until in one.attributes if name in SOURCES]
        else:
            continue
        kind = "html" if one.kind == "tag" else "markdown"
        for url, at, until in places:
            if OUTSIDE.match(url):
                yield RemotePicture(at, until, url, before(at) + 1, kind)


def _tags(text: str) -> Iterator[Found]:
    """The pictures of a page, without those in comments."""
    starts, ends = zip((0, 0), *(found.span() for found in COMMENT.finditer(text)), strict=True)
    for tag in HTML.finditer(text):
        start, end = tag.span()
        if start >= ends[bisect_right(starts, start) - 1]:
            yield Found("tag", start, end, tag[0], start, tag[0], end)


def _cover(text: str, image: str) -> Iterator[RemotePicture]:
    """The cover's address in the front matter, which ends at the first `---` or `+++` line."""
    opening = text.lstrip("\ufeff \n\r\t")[:3]
    if opening not in ("---", "+++", "<!-", "<!D", "<!d", "<ht"):
        return
    end = text.find(f"\n{opening}", 4) if opening in ("---", "+++") else min(len(text), 20_000)
    for found in COVER.finditer(text, 0, max(0, end)):
        if found[1] == image:
            yield RemotePicture(*found.span(1), image, text.count("\n", 0, found.start(1)) + 1, "front")
