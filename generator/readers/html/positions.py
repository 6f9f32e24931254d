"""Offsets of the texts of an HTML document in its source, so that tags can be inserted without serialising a tree.

BeautifulSoup has the positions of elements but not of texts. This module tokenizes the source with the parser that
BeautifulSoup's `html.parser` builder uses, so that both see the same texts in the same order.
"""

from bisect import bisect_right
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any, NamedTuple

REFERENCE = "&"


class Run(NamedTuple):
    """A run of text between two tags or comments. Offsets are in code points of the source."""

    text: str
    """Character references decoded."""
    spots: tuple[tuple[int, int], ...]
    """Start and end in the source of each character of `text`."""


class Tokens(NamedTuple):
    """The texts of a document, and where its elements end."""

    runs: tuple[Run, ...]
    ends: dict[str, int]
    """Element name → offset of its last end tag."""


def tokens(source: str) -> Tokens:
    """The texts of `source` in order, and the ends of its elements. Never raises for its content."""
    cut = _Tokenizer(source)
    cut.feed(source)
    cut.close()
    return Tokens(tuple(cut.finished()), cut.ends)


class LineIndex:
    """Converts between line and column, as parsers give them, and offsets."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a position; lines count from 1, columns from 0."""
        return self._starts[line - 1] + column

    def line(self, offset: int) -> int:
        """The line, counted from 1, of the character at `offset`."""
        return bisect_right(self._starts, offset)


class _Tokenizer(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.ends: dict[str, int] = {}
        self._source = source
        self._lines = LineIndex(source)
        self._events: list[tuple[int, bool]] = []
        """The offset of each token, and whether it is text."""

    def _at(self) -> int:
        return self._lines.offset(*self.getpos())

    def handle_endtag(self, tag: str) -> None:
        self.ends[tag] = self._at()
        self._events.append((self._at(), False))

    def _markup(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 — HTMLParser calls it with a tag, a comment …
        self._events.append((self._at(), False))

    def _text(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 — the same
        self._events.append((self._at(), True))

    handle_starttag = handle_startendtag = handle_comment = handle_decl = handle_pi = unknown_decl = _markup
    handle_data = handle_charref = handle_entityref = _text

    def finished(self) -> list[Run]:
        runs: list[Run] = []
        text, spots = "", list[tuple[int, int]]()
        stops = [start for start, _ in self._events[1:]] + [len(self._source)]
        for (start, is_text), end in zip(self._events, stops, strict=True):
            if not is_text:
                if text:
                    runs.append(Run(text, tuple(spots)))
                text, spots = "", []
                continue
            piece = self._source[start:end]
            if piece.startswith(REFERENCE):
                said = unescape(piece)
                text += said
                spots += [(start, end)] * len(said)
            else:
                text += piece
                spots += [(at, at + 1) for at in range(start, end)]
        if text:
            runs.append(Run(text, tuple(spots)))
        return runs
