"""What the search index is made of: of each page a small document that holds only what readers search.

Pagefind looks words up, and its words are not a reader's: so every Chinese character becomes a word of its own, and a
query becomes a phrase of characters. Traditional characters become simplified ones, as in a query (see search.js).
The index of a page depends on its document alone; the rest of the page may change without it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape

from generator.annotate.normalize import simplified
from generator.core.han import WRITTEN

SEPARATOR = " \u2063"
"""Stands before and behind a Chinese character. No text has it, so search.js can take it out again."""
GAP = "\u2064"
"""Stands where something that is no text (code, a formula, the number of a note) was left out."""
BREAK = "\u2061"
"""Stands where a block ends."""

SIGNS = r"\u3000-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—·"
APART = re.compile(rf"(?=[{WRITTEN}])|(?<=[{WRITTEN}{SIGNS}])(?=\w|\Z)")
HAN = re.compile(rf"[{WRITTEN}]")
BODY = re.compile(r"<([a-zA-Z][\w-]*)\b[^>]*\sdata-pagefind-body\b[^>]*>")
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
END = "\u2062"
"""Stands behind the text. Words follow that fulltext.js asks for: `qzentry` for the page of an entry, and `mark(name)`
for each entry that is marked. Pagefind's filters would do, but it writes their values in an order that differs from
run to run.
"""
LETTERS = str.maketrans("0123456789", "ghijklmnop")
ID = re.compile(r'(?<=\s)id="[^"]*"')
"""Where an element with an id begins, Pagefind puts a space."""
ENTRY = 'data-pagefind-meta="type"'
"""What only the page of an entry has."""
LANGUAGE = re.compile(r"<html\b[^>]*>")
IGNORED = re.compile(
    r"<(?:([a-zA-Z][\w-]*)\b[^>]*\sdata-pagefind-ignore\b[^>]*"
    r"|(pre|svg|math|script|style|template|rt|rp|button|select|textarea)\b[^>]*"
    r"|(sup)\b[^>]*class=\"fnref\"[^>]*|(a)\b[^>]*role=\"doc-backlink\"[^>]*)>"
)
"""Elements that readers do not search; the element's name is the group that matched."""
BLOCK = re.compile(r"(?=</(?:p|h[1-6]|li|td|th|dt|dd|blockquote|figcaption|caption|div)>)|<br\b")
NAME = re.compile(r"<dfn\b[^>]*\sdata-pagefind-filter=\"entry\"[^>]*>(.*?)</dfn>", re.DOTALL)


@cache
def folding() -> Mapping[int, str]:
    """For `str.translate`: how characters are folded for search, one to one; 着 and 著, 了 and 瞭 are told apart by
    nobody who types them.
    """
    return str.maketrans({**simplified(), "着": "著", "瞭": "了"})


def mark(name: str) -> str:
    """A word that stands for an entry: its name in hexadecimal, with letters for digits, as words are split at digits."""
    return "qz" + name.encode().hex().translate(LETTERS)


def document(html: str) -> str:
    """The document of a built page; the page as it is where it does not say what of it is searched."""
    body = BODY.search(html)
    if body is None:
        return html
    inner = html[body.end() : _end(html, body) - len(f"</{body[1]}>")]
    title = TITLE.search(html)
    heading = f"<h1>{title[1]}</h1>" if title else ""
    shown = heading + "".join(_without(inner.replace(title[0], "", 1) if title else inner))
    marked = ID.sub("", BLOCK.sub(rf"{BREAK}\g<0>", shown))
    folded = "".join(
        part if part.startswith("<") else APART.sub(SEPARATOR, part.translate(folding())) for part in TAG.split(marked)
    )
    original = "".join(HAN.findall(TAG.sub("", shown)))
    kept = f'<i data-pagefind-meta="han" hidden>{original}</i>' if original.translate(folding()) != original else ""
    names = [mark(unescape(TAG.sub("", found[1]))) for found in NAME.finditer(html)]
    marks = " ".join(["qzentry"] * (ENTRY in html) + names)
    language = LANGUAGE.search(html)
    return (
        f"{language[0] if language else '<html>'}<body><main data-pagefind-body>{folded}<p>{END} {marks}</p></main>"
        f"<div data-pagefind-ignore>{kept}</div></body></html>"
    )


def _without(html: str) -> Iterator[str]:
    """`html` without the elements of IGNORED."""
    at = 0
    while found := IGNORED.search(html, at):
        yield html[at : found.start()]
        if not found[0].startswith(("<rt", "<rp")):  # above its base, and not between two characters
            yield GAP
        at = _end(html, found)
    yield html[at:]


def _end(html: str, start: re.Match[str]) -> int:
    """Where the element that begins with the tag `start` ends; behind that tag where nothing closes it."""
    name, depth = next(filter(None, start.groups())), 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, start.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return start.end()
