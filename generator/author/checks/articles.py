"""Checks of an article's source."""

import re
from collections.abc import Iterator

from generator.author.inlines import inlines
from generator.core.draft import Source
from generator.core.errors import Place, Problem, Text
from generator.core.texts import lines_before

EMPTY = re.compile(r"!\[\s*\]")
HTML_IMAGE = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
ALT = re.compile(
    r"\balt\s*=\s*(?:\"[^\"]*\S[^\"]*\"|'[^']*\S[^']*'|[^\s\"'>])|\brole\s*=\s*[\"']?(?:presentation|none)",
    re.IGNORECASE,
)
COUNTER = re.compile(r"\b(?:width|height)\s*=\s*[\"']?[0-2](?:px)?(?![\d.])", re.IGNORECASE)
"""A tracking pixel, which the reader drops."""
SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
MARKDOWN = (".md", ".markdown")


def without_alt(source: Source) -> Iterator[Problem]:
    """Images without alternative text (WCAG 2.2, 1.1.1)."""
    is_markdown = source.path.lower().endswith(MARKDOWN)
    if not (is_markdown or source.is_html):
        return
    if not EMPTY.search(source.text) and "<img" not in source.text.lower():
        return
    images = _in_markdown(source.text) if is_markdown else _in_html(source.text)
    before = lines_before(source.text)
    for at, address in images:
        yield Problem(
            "warning",
            "no-alt",
            Place(source.path, before(at) + 1),
            Text(
                f"图片 {_short(address)} 没有替代文字",
                f"the image {_short(address)} has no text for those who cannot see it",
            ),
            Text("写成 ![图里是什么](…)", "write ![what it shows](…)"),
        )


def _in_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Place and address of each image without alternative text."""
    for one in inlines(text):
        if one.kind == "picture" and not one.text.strip():
            yield one.start, one.written
        elif one.kind == "tag":
            yield from ((one.start, address) for _, address in _in_html(one.text))


def _in_html(text: str) -> Iterator[tuple[int, str]]:
    for found in HTML_IMAGE.finditer(text):
        if not ALT.search(found[0]) and not COUNTER.search(found[0]):
            address = SOURCE.search(found[0])
            yield found.start(), address[1] if address else ""


def _short(address: str) -> str:
    return address if len(address) <= 60 else f"…{address[-59:]}"
