"""Removes comments of the author: Liquid's `{% comment %}…{% endcomment %}`, Hugo's `{{< comment >}}…{{< /comment >}}`,
Hexo's `{# … #}`, kramdown's `{::comment}…{:/comment}`, Obsidian's `%%…%%`, and elements of HTML that are hidden.

They are removed before anything else reads the text. Lines keep their numbers.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from generator.core.errors import Place, Problem, Text
from generator.core.markup import VOID
from generator.core.patterns import late
from generator.readers.elements import ELEMENTS

OPENING = late(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*"
    r"|\{\{[<%][ \t]*(?P<hugo>comment)[ \t]*[>%]\}\}|(?P<braces>\{#)(?=\s)|\{::(?P<kramdown>comment)\}"
    r"|\{%-?[ \t]*(?P<tag>raw|comment)[ \t]*-?%\}|(?P<ticks>`+)|(?P<percent>%%+)|(?P<html><!--)|\\[\\`%<]"
    r"|<(?P<hidden>[a-z][a-z0-9]*)(?=\s)"
    r"(?=(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*?\s(?:hidden(?=[\s>=/])(?!\s*=\s*[\"']?false)"
    r"|style\s*=\s*(?:[\"'][^\"'<>]*|[^\"'<>\s]*)(?:display\s*:\s*none|visibility\s*:\s*hidden)))"
    r"(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>",
    re.MULTILINE | re.IGNORECASE,
)
END = {
    "raw": re.compile(r"\{%-?[ \t]*endraw[ \t]*-?%\}", re.IGNORECASE),
    "comment": re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}", re.IGNORECASE),
    "hugo": re.compile(r"\{\{[<%][ \t]*/[ \t]*comment[ \t]*[>%]\}\}", re.IGNORECASE),
    "kramdown": re.compile(r"\{:/(?:comment)?\}"),
    "{#": re.compile(r"(?<=\s)#\}"),
    "%%": re.compile(r"(?<!%)%%(?!%)"),
}
LIQUID = late(r"\{%-?[ \t]*comment[ \t]*-?%\}.*?(?:\{%-?[ \t]*endcomment[ \t]*-?%\}|\Z)", re.IGNORECASE | re.DOTALL)
HIDES = frozenset(("comment", "hugo", "kramdown"))
"""Comments that hide the rest of the text if they are not closed."""
BRACES = re.compile(r"\{(?:#|\{[<%][ \t]*comment|::comment|%-?[ \t]*comment)", re.IGNORECASE)
HIDING = re.compile(r"<[a-z](?=[^<>]*?\s(?:hidden[\s>=/]|style\s*=))", re.IGNORECASE)
"""An element that may be hidden."""
BLANK = re.compile(r"\n[ \t]*\n")
RUN = re.compile(r"`+")
CLOSED_BY_THE_NEXT = frozenset(("p", "li", "dt", "dd", "td", "th", "tr"))
"""Elements whose closing tag may be left out; one that is hidden then ends with its paragraph."""
ALONE = re.compile(r"(?:^|[\s>])\Z")
"""What may precede a `%%` that opens a comment. After a number it is a percent sign."""


TOLD = 20
"""Maximum number of warnings about unclosed comments."""


class Unclosed(NamedTuple):
    """An opening of a comment that is not closed."""

    line: int
    """Of the text, from 0."""
    sign: str
    hides: bool
    """Whether all the rest is left out; else all of it is shown."""


def problems(path: str, first: int, unclosed: list[Unclosed]) -> list[Problem]:
    """A warning about each, in a text that begins on line `first` of the file."""
    return [
        Problem(
            "warning",
            "unclosed-comment",
            Place(path, one.line + first),
            Text(f"{one.sign} 没有结束，后面的都没有放进页面", f"{one.sign} is not closed: all behind it is left out")
            if one.hides
            else Text(f"{one.sign} 没有结束，后面的照样显示", f"{one.sign} is not closed: all behind it is shown"),
            Text("在该结束的地方写上结束的标记", "close it where it should end"),
        )
        for one in unclosed
    ]


def without_comments(
    text: str, *, keep: bool = False, html: bool = True, unclosed: list[Unclosed] | None = None
) -> str:
    """`text` without its comments, line ends kept. Code has no comments. With `keep`, for imports, comments are kept, those
    of Liquid in Obsidian's syntax.

    Without `html`, tags are text. Unclosed comments are added to `unclosed`.

    A `%%` at the beginning of a line hides everything up to the next one, elsewhere only within its paragraph.
    """
    if "%%" not in text and not BRACES.search(text) and not (html and HIDING.search(text)):
        return text
    scan = _Scan(text, keep=keep, html=html and not keep)
    kept = scan.run()
    if unclosed is not None:
        unclosed += scan.unclosed
    return kept


def without_liquid(html: str) -> str:
    """`html` without Liquid comments; line ends are kept. An unclosed comment hides the rest."""
    if "comment" not in html.lower():
        return html
    return LIQUID.sub(lambda found: "\n" * found[0].count("\n"), html)


class _Scan:
    """Copies a text without its comments."""

    def __init__(self, text: str, *, keep: bool, html: bool) -> None:
        self.text = text
        self.keep = keep
        self.html = html
        self.unclosed: list[Unclosed] = []
        self._code = _Code(text)
        self._pieces: list[str] = []
        self._kept = 0
        """The offset up to which the text has been copied or left out."""
        self._endless: set[str] = set()
        """Kinds of openings that are not closed, so that they are not searched for again."""

    def run(self) -> str:
        """The text without comments."""
        at = 0
        while found := OPENING.search(self.text, at):
            at = found.end()
            if found["fence"]:
                at = _fence_end(self.text, at, found["fence"])
            elif found["ticks"]:
                at = self._code.end(at, len(found["ticks"]))
            elif found["html"] or found["hidden"]:
                at = self._markup(found) if self.html else at
            elif kind := _kind(found):
                at = self._comment(found, kind)
        return "".join([*self._pieces, self.text[self._kept :]])

    def _markup(self, found: re.Match[str]) -> int:
        """Skips an HTML comment, which the HTML reader removes, or leaves out a hidden element; returns where to continue."""
        at, name = found.end(), (found["hidden"] or "").lower()
        if found["html"]:
            end = self.text.find("-->", at)
            return end + 3 if end >= 0 else len(self.text)
        if name not in ELEMENTS:
            return at
        stop = at if name in VOID else _end_of_element(self.text, at, name)
        if stop < 0:
            self._tell(found, f"<{name}>", hides=True)
            stop = len(self.text)
        return self._leave_out(found.start(), stop, "\n" * self.text.count("\n", found.start(), stop))

    def _comment(self, found: re.Match[str], kind: str) -> int:
        """Leaves out a comment of Liquid or Obsidian, or skips what Liquid shows as it is; returns where to continue."""
        at = found.end()
        if kind not in END or kind in self._endless:
            return at
        end = END[kind].search(self.text, at)
        parted = end and kind == "%%" and self._code.is_parted(found.start(), end.start())
        if parted or end is None:
            before = self.text[max(0, found.start() - 1) : found.start()]
            if kind in HIDES or kind == "raw" or (kind == "%%" and ALONE.search(before)):
                self._tell(found, found[0].strip(), hides=kind in HIDES)
        if parted:
            return at
        stop = end.end() if end else len(self.text)
        if end is None and kind not in HIDES:
            self._endless.add(kind)
            return at
        if kind == "raw":
            return stop
        inner = self.text[at : end.start() if end else stop].replace("%%", "％％")
        return self._leave_out(found.start(), stop, f"%%{inner}%%" if self.keep else "\n" * inner.count("\n"))

    def _leave_out(self, start: int, stop: int, instead: str) -> int:
        self._pieces += [self.text[self._kept : start], instead]
        self._kept = stop
        return stop

    def _tell(self, found: re.Match[str], sign: str, *, hides: bool) -> None:
        if len(self.unclosed) < TOLD:
            self.unclosed.append(Unclosed(self.text.count("\n", 0, found.start()), sign, hides))


def _kind(found: re.Match[str]) -> str:
    """The key in END of the closing sign; empty for an escaped sign."""
    for name in ("hugo", "kramdown"):
        if found[name]:
            return name
    return (found["tag"] or found["percent"] or found["braces"] or "").lower()


def _end_of_element(text: str, at: int, name: str) -> int:
    """The end of the element that was opened before `at`; -1 if it is not closed."""
    depth = 1
    for found in re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*>", re.IGNORECASE).finditer(text, at):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    if name not in CLOSED_BY_THE_NEXT:
        return -1
    blank = BLANK.search(text, at)
    return blank.start() if blank else len(text)


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
