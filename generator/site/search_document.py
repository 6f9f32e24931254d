"""The input of the search index: for each page a small document with only the text that readers search.

Pagefind looks up words, but its segmentation of Chinese is not a reader's. So every Chinese character becomes a word,
and a query a phrase of characters. Traditional characters become simplified ones, as in a query (see search.js).
The index of a page depends only on its document; the rest of the page may change without reindexing.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator.annotate.normalize import simplified
from generator.core.han import WRITTEN
from generator.core.marks import note_id
from generator.core.markup import TAG, end_of, text_of

PIECE = 50_000
"""Characters of HTML that are folded at once."""
SEPARATOR = " \u2063"
"""Around each Chinese character. Texts do not contain it, so search.js can remove it."""
GAP = "\u2064"
"""Replaces parts that are not searched: code, a formula, the number of a note."""
BREAK = "\u2061"
"""Marks the end of a block."""

SIGNS = r"\u3000-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—·"
APART = re.compile(rf"(?=[{WRITTEN}])|(?<=[{WRITTEN}{SIGNS}])(?=\w|\Z)")
NOT_HAN = re.compile(rf"[^{WRITTEN}]+")
BODY = re.compile(r"<([a-zA-Z][\w-]*)\b[^>]*\sdata-pagefind-body\b[^>]*>")
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
PIECES = re.compile(r"(<[^>]*>)")
"""Splits HTML into texts and tags."""
END = "\u2062"
"""Marks the end of the text. Words for fulltext.js follow: `qzentry` on the page of an entry, `qzpage` on one such as
About, and `entry_word(name)` for each marked entry. Pagefind's filters are not used, as it writes their values in an order that varies between runs.
"""
LETTERS = str.maketrans("0123456789", "ghijklmnop")
ID = re.compile(r'(?<=\s)id="[^"]*"')
"""Removed, as Pagefind inserts a space before an element with an id."""
ENTRY = 'data-pagefind-meta="type"'
"""Found only on the page of an entry."""
PAGE = '<body class="page-page'
"""Found only on a page of `content/pages/`."""
LANGUAGE = re.compile(r"<html\b[^>]*>")
IGNORED = re.compile(
    r"<(?:([a-zA-Z][\w-]*)\b[^>]*\sdata-pagefind-ignore\b[^>]*"
    r"|(pre|svg|math|script|style|template|rt|rp|button|select|textarea)\b[^>]*"
    r"|(sup)\b[^>]*class=\"fnref\"[^>]*|(a)\b[^>]*role=\"doc-backlink\"[^>]*)>"
)
"""Start tags of elements that are not searched; the group that matched is the element's name."""
BLOCK = re.compile(r"(?=</(?:p|h[1-6]|li|td|th|dt|dd|blockquote|figcaption|caption|div)>)|<br\b")
NAME = re.compile(rf'<dt id="{note_id("")}[^~][^>]*><dfn>(.*?)</dfn>', re.DOTALL)
"""The name of an entry in an article's glossary; a name without an entry has a tilde in its id."""


@cache
def folding() -> Mapping[int, str]:
    """A table for `str.translate` that folds characters one to one: traditional to simplified, and 着 to 著, 瞭 to 了,
    which people do not distinguish when typing.
    """
    return str.maketrans({**simplified(), "着": "著", "瞭": "了"})


def entry_word(name: str) -> str:
    """The word for an entry: its name in hexadecimal, digits replaced by letters because Pagefind splits at digits."""
    return "qz" + name.encode().hex().translate(LETTERS)


def document(html: str) -> str:
    """The document of a built page; the whole page if it has no `data-pagefind-body`."""
    body = BODY.search(html)
    if body is None:
        return html
    pieces = list(_shown(html, body.end(), _end(html, body, len(html)) - len(f"</{body[1]}>")))
    names = [entry_word(text_of(found[1])) for found in NAME.finditer(html)]
    marks = " ".join(["qzentry"] * (ENTRY in html) + ["qzpage"] * (PAGE in html) + names)
    language = found[0] if (found := LANGUAGE.search(html)) else "<html>"
    del html, body, found  # of a large page, each copy is several times its text
    shown = "".join(pieces)
    del pieces
    original = "".join(NOT_HAN.sub("", TAG.sub("", part)) for part in _cut(shown))
    kept = f'<i data-pagefind-meta="han" hidden>{original}</i>' if original.translate(folding()) != original else ""
    folded = [*map(_folded, _cut(shown))]
    del shown
    return "".join(
        [
            f"{language}<body><main data-pagefind-body>",
            *folded,
            f"<p>{END} {marks}</p></main><div data-pagefind-ignore>{kept}</div></body></html>",
        ]
    )


def _cut(html: str) -> Iterator[str]:
    """`html` in pieces that end with a tag: the words and tags of a large page take ten times its memory."""
    at = 0
    while (tag := html.find("<", at + PIECE)) > 0 and (end := html.find(">", tag) + 1):
        yield html[at:end]
        at = end
    yield html[at:]


def _folded(html: str) -> str:
    """The characters of `html` apart and folded, the ends of its blocks marked, without ids."""
    marked = ID.sub("", BLOCK.sub(rf"{BREAK}\g<0>", html))
    return "".join(
        part if part.startswith("<") else APART.sub(SEPARATOR, part.translate(folding()))
        for part in PIECES.split(marked)
    )


def _shown(html: str, start: int, end: int) -> Iterator[str]:
    """The title, and the pieces of `html[start:end]` without it."""
    title = TITLE.search(html)
    if title:
        yield f"<h1>{title[1]}</h1>"
    if title and start <= title.start() < end:
        yield from _without(html, start, title.start())
        start = title.end()
    yield from _without(html, start, end)


def _without(html: str, at: int, end: int) -> Iterator[str]:
    """The pieces of `html[at:end]` with the elements of IGNORED replaced by GAP."""
    while found := IGNORED.search(html, at, end):
        yield html[at : found.start()]
        if not found[0].startswith(("<rt", "<rp")):  # above its base, and not between two characters
            yield GAP
        at = _end(html, found, end)
    yield html[at:end]


def _end(html: str, start: re.Match[str], limit: int) -> int:
    """The offset after the element whose start tag is `start`; after that tag if it is not closed before `limit`."""
    end = end_of(html, next(filter(None, start.groups())), start.end())
    return end if end and end <= limit else start.end()
