"""Finds the addresses of pictures of other hosts in the source of an article."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from generator.core.draft import Source
from generator.readers import read
from generator.readers.urls import attribute

MARKDOWN = re.compile(r"!\[(?:\\.|[^\]\\\n!]|!(?!\[))*\]\(\s*(?:<([^<>\n]+)>|((?:\\.|[^\s()<>\\]|\([^\s()]*\))+))")
HTML = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
SOURCE = re.compile(
    r"\s(?:src|data-src|data-original|data-lazy-src|data-actualsrc|data-original-src|_src)\s*=\s*"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
DEFINITION = re.compile(r"^[ \t>]{0,12}\[[^\]\n]+\]:[ \t]*(?:<([^<>\n]+)>|(\S+))", re.MULTILINE)
COVER = re.compile(r"(?:^|[\s\"'=:(\[,])((?:https?:)?//[^\s\"'<>)\],]+)")
CODE = re.compile(
    r"^([ \t>]*)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\2[`~]*[ \t\r]*$|\Z)|(?<!`)(`+)(?!`)[^`\n]+?\3(?!`)",
    re.MULTILINE | re.DOTALL,
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SHOWN = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')
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
    hidden = [found.span() for found in COMMENT.finditer(text)]
    if not is_html:
        hidden += [found.span() for found in CODE.finditer(text)]
        for pattern in (MARKDOWN, DEFINITION):
            for found in pattern.finditer(text):
                yield from _one(text, found, hidden, "markdown")
    for tag in HTML.finditer(text):
        for found in SOURCE.finditer(text, tag.start(), tag.end()):
            yield from _one(text, found, hidden, "html")


def _one(text: str, found: re.Match[str], hidden: list[tuple[int, int]], kind: str) -> Iterator[RemotePicture]:
    group = found.lastindex or 0
    start, end = found.span(group)
    if any(low <= start < high for low, high in hidden):
        return
    url = unescape(found[group]).strip()
    if kind == "markdown":
        url = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", url)
    if OUTSIDE.match(url):
        yield RemotePicture(start, end, url, text.count("\n", 0, start) + 1, kind)


def _cover(text: str, image: str) -> Iterator[RemotePicture]:
    """The cover's address in the front matter, which ends at the first `---` or `+++` line."""
    opening = text.lstrip("\ufeff \n\r\t")[:3]
    if opening not in ("---", "+++", "<!-", "<!D", "<!d", "<ht"):
        return
    end = text.find(f"\n{opening}", 4) if opening in ("---", "+++") else min(len(text), 20_000)
    for found in COVER.finditer(text, 0, max(0, end)):
        if found[1] == image:
            yield RemotePicture(*found.span(1), image, text.count("\n", 0, found.start(1)) + 1, "front")
