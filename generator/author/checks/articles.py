"""Checks of an article's source."""

import re
from collections.abc import Iterator

from generator.author.importing.lines import lines_with_code
from generator.core.draft import Source
from generator.core.errors import Place, Problem, Text

IMAGE = re.compile(r"!\[\s*\]\(\s*(<[^<>\n]*>|[^\s()<>]+(?: [^\s()<>\"']+)*)")
HTML_IMAGE = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
ALT = re.compile(
    r"\balt\s*=\s*(?:\"[^\"]*\S[^\"]*\"|'[^']*\S[^']*'|[^\s\"'>])|\brole\s*=\s*[\"']?(?:presentation|none)",
    re.IGNORECASE,
)
COUNTER = re.compile(r"\b(?:width|height)\s*=\s*[\"']?[0-2](?:px)?(?![\d.])", re.IGNORECASE)
"""A tracking pixel, which the reader drops."""
SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
MARKDOWN = (".md", ".markdown")


def without_alt(source: Source) -> Iterator[Problem]:
    """Images without alternative text (WCAG 2.2, 1.1.1)."""
    is_markdown = source.path.lower().endswith(MARKDOWN)
    if not (is_markdown or source.is_html):
        return
    for line, text in _lines(source.text, fenced=is_markdown):
        bare = [
            found[0] for found in HTML_IMAGE.finditer(text) if not ALT.search(found[0]) and not COUNTER.search(found[0])
        ]
        addresses = [found[1] if (found := SOURCE.search(tag)) else "" for tag in bare]
        if is_markdown:
            addresses += [found[1].strip("<>") for found in IMAGE.finditer(text)]
        for address in addresses:
            yield Problem(
                "warning",
                "no-alt",
                Place(source.path, line),
                Text(
                    f"图片 {_short(address)} 没有替代文字",
                    f"the image {_short(address)} has no text for those who cannot see it",
                ),
                Text("写成 ![图里是什么](…)", "write ![what it shows](…)"),
            )


def _lines(text: str, *, fenced: bool) -> Iterator[tuple[int, str]]:
    """The lines that may have an image, with their numbers; with `fenced` (Markdown) without code."""
    for number, line, code in lines_with_code(text.split("\n")):
        if not (fenced and code) and ("![" in line or "<img" in line.lower()):
            yield number + 1, CODE.sub("", line) if fenced else line


def _short(address: str) -> str:
    return address if len(address) <= 60 else f"…{address[-59:]}"
