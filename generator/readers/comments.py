"""Removes private comments, Liquid's `{% comment %}…{% endcomment %}` and Obsidian's `%%…%%`, before anything else reads
the text. Line numbers do not change.
"""

import re
from bisect import bisect_left

OPENING = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*"
    r"|\{%-?[ \t]*(?P<tag>raw|comment)[ \t]*-?%\}|(?P<ticks>`+)|(?P<percent>%%+)|\\[\\`%]",
    re.MULTILINE | re.IGNORECASE,
)
END = {
    "raw": re.compile(r"\{%-?[ \t]*endraw[ \t]*-?%\}", re.IGNORECASE),
    "comment": re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}", re.IGNORECASE),
    "%%": re.compile(r"(?<!%)%%(?!%)"),
}
LIQUID = re.compile(
    r"\{%-?[ \t]*comment[ \t]*-?%\}.*?(?:\{%-?[ \t]*endcomment[ \t]*-?%\}|\Z)", re.IGNORECASE | re.DOTALL
)
BLANK = re.compile(r"\n[ \t]*\n")
RUN = re.compile(r"`+")


def without_comments(text: str, *, keep: bool = False) -> str:
    """`text` without its comments; line ends are kept. Code has no comments.

    With `keep`, for imports, all comments are kept in Obsidian's syntax. A `%%` at the beginning of a line extends to
    the next `%%`; any other one must be closed in the same paragraph.
    """
    if "%%" not in text and "comment" not in text.lower():
        return text
    return "".join(_pieces(text, _Code(text), keep=keep))


def without_liquid(html: str) -> str:
    """`html` without Liquid comments; line ends are kept. An unclosed comment hides the rest."""
    if "comment" not in html.lower():
        return html
    return LIQUID.sub(lambda found: "\n" * found[0].count("\n"), html)


def _pieces(text: str, code: "_Code", *, keep: bool) -> list[str]:
    pieces: list[str] = []
    kept = at = 0
    unclosed: set[str] = set()
    """Kinds whose end is not found in the rest of the text."""
    while found := OPENING.search(text, at):
        at = found.end()
        kind = found["tag"].lower() if found["tag"] else "%%" if found["percent"] == "%%" else ""
        if found["fence"]:
            at = _fence_end(text, at, found["fence"])
        elif found["ticks"]:
            at = code.end(at, len(found["ticks"]))
        elif kind and kind not in unclosed:
            end = END[kind].search(text, at)
            if end and kind == "%%" and code.is_parted(found.start(), end.start()):
                continue
            stop = end.end() if end else len(text)
            if end is None and kind != "comment":  # an unclosed Liquid comment hides the rest
                unclosed.add(kind)
            elif kind == "raw":
                at = stop
            else:
                inner = text[at : end.start() if end else stop].replace("%%", "％％")
                pieces += [text[kept : found.start()], f"%%{inner}%%" if keep else "\n" * inner.count("\n")]
                kept = at = stop
    return [*pieces, text[kept:]]


def _fence_end(text: str, at: int, fence: str) -> int:
    """The end of the fenced code that was opened before `at`; the end of the text if it is not closed."""
    closing = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE).search(text, at)
    return closing.end() if closing else len(text)


class _Code:
    """An index of backtick runs, so that the closing run is found by bisection."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blanks = [found.start() for found in BLANK.finditer(text)]
        self._runs: dict[int, list[int]] = {}
        for found in RUN.finditer(text):
            self._runs.setdefault(len(found[0]), []).append(found.start())

    def is_parted(self, begin: int, end: int) -> bool:
        """Whether `begin` is not at the beginning of a line, and a blank line separates it from `end`."""
        blank = bisect_left(self._blanks, begin)
        if blank == len(self._blanks) or self._blanks[blank] >= end:
            return False
        return bool(self._text[self._text.rfind("\n", 0, begin) + 1 : begin].strip(" \t>"))

    def end(self, at: int, length: int) -> int:
        """The end of the code span opened by a run of `length` before `at`; `at` if the run is text."""
        runs = self._runs[length]
        place = bisect_left(runs, at)
        if place == len(runs):
            return at
        blank = bisect_left(self._blanks, at)
        within = blank == len(self._blanks) or runs[place] < self._blanks[blank]
        return runs[place] + length if within else at
