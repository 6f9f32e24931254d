"""Info strings of fenced code, in the syntax of many generators.

Titles: `title="a.py"` (MkDocs, Docusaurus), `py:a.py`, `[a.py]` (VitePress), a file name after the language (Hexo).
Marked lines: `{1,3-5}` (VitePress, Docusaurus), `{hl_lines=[2,"4-5"]}` (Hugo), `hl_lines="2 4-5"` (MkDocs), `mark:2,4-5`
(Hexo), `ins={2}` and `del={3}`. Line numbers: `linenos`, `linenos=table`, `linenums="1"`, `linenostart=8`,
`:line-numbers=8`, `showLineNumbers`, `.numberLines startFrom="8"` (Pandoc), `js=8` (HackMD).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.core.han import ALL
from generator.core.patterns import late

KEYED = late(
    r"""(?P<key>[A-Za-z_-]+)[ ]*[=:][ ]*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|[\[{](?P<list>[^\]}]*)[\]}]|(?P<bare>[^\s,{}"']+(?:,[\d,-]+)?))"""
)
NAMELESS = late(r"\{|\[|[A-Za-z_-]+=[\"'\[{]|(?:title|hl_lines|linenos|linenums)=")
"""The beginning of an info string without a language."""
NAMED = late(r"(?!(?:title|hl_lines|linenos|linenums)=|[\w-]+=[\"'\[{])(?![\d\[])")
"""The beginning of a word that is a language."""
HAN = late(f"[{ALL}]")
"""The beginning of a title without a language."""
LINES = re.compile(r"\{([\d\s,-]+)\}")
TITLE = re.compile(r"\[([^\[\]\n]+)\]")
FILE = late(r"[\w.@+/-]*\w\.[A-Za-z]\w{0,9}|(?:Makefile|Dockerfile|Gemfile|Jenkinsfile)")
RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
NUMBER = re.compile(r"\d+")
TITLES = frozenset(("title", "file", "filename", "name", "caption"))
MARKS = frozenset(("hl_lines", "mark", "highlight", "highlight_lines", "emphasize-lines"))
STARTS = frozenset(("linenos", "linenums", "linenostart", "startfrom", "first_line", "line-numbers", "start"))
NUMBERED = late(
    r"(?<![\w-])(?:linenos|linenums|showLineNumbers|numberLines|line-numbers|lineNumbers)(?![\w-])(?!\s*=\s*[\"']?(?:false|none)\b)"
)
OFF = frozenset(("false", "none", "no", "off"))
MAX_LINE = 100_000
"""Highest line number in a range, to limit memory."""


class Fence(Struct, frozen=True):
    """Options for showing fenced code."""

    language: str = ""
    title: str = ""
    start: int | None = None
    """Number shown for the first line; None without line numbers."""
    marked: frozenset[int] = frozenset()
    """Highlighted lines, from 1."""
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether lines need no elements of their own."""
        return self.start is None and not (self.marked or self.added or self.removed)


def fence_of(info: str) -> Fence:
    """The parsed info string of a fence."""
    language, rest = language_of(info), info.strip()
    if HAN.match(language):
        return Fence(title=rest)
    if not rest or (rest.isalnum() and "=" not in rest):
        return Fence(language)
    first, _, rest = rest.partition(" ") if not NAMELESS.match(rest) else ("", "", rest)
    title, start = _of_first_word(first)
    rest = f"{first[len(first.partition('{')[0]) :]} {rest}"
    marked: set[int] = set()
    changed: dict[str, set[int]] = {"ins": set(), "del": set()}
    for key, value in _keyed(rest):
        if key in TITLES:
            title = value
        elif key in MARKS:
            marked |= _numbers(value)
        elif key in changed:
            changed[key] |= _numbers(value)
        elif key in STARTS and value.lower() not in OFF:
            start = int(value) if value.isdigit() else start or 1
    left = KEYED.sub(" ", rest)
    for found in LINES.findall(left):
        marked |= _numbers(found)
    if NUMBERED.search(info) and start is None and not _is_off(info):
        start = 1
    return Fence(
        language,
        (title or _title(left)).strip(),
        start,
        frozenset(marked),
        frozenset(changed["ins"]),
        frozenset(changed["del"]),
    )


def language_of(info: str) -> str:
    """The language, in lower case, in `python {1,3}`, `{.python}`, `python:title.py`, `js=12`."""
    words = info.strip().lstrip("{.").replace(",", " ").replace("{", " ").split()
    if not words or NAMED.match(words[0]) is None:
        return ""
    return words[0].split(":")[0].split("=")[0].rstrip("}").lower()


def _of_first_word(word: str) -> tuple[str, int | None]:
    """The title in `py:a.py`, and the first line number in `js=12` and `ts:line-numbers=12`."""
    word = word.partition("{")[0]
    language, colon, behind = word.partition(":")
    if colon and behind.startswith("line-numbers"):
        digits = NUMBER.search(behind)
        return "", int(digits[0]) if digits else 1
    if colon:
        return behind, None
    _, equals, number = language.partition("=")
    return "", (int(number) if number.isdigit() else 1) if equals and (not number or number.isdigit()) else None


def _keyed(text: str) -> Iterator[tuple[str, str]]:
    """The `key=value` pairs of an info string, ignoring braces around them."""
    for found in KEYED.finditer(re.sub(r"\{(?=\s*[.#A-Za-z])", " ", text)):
        values = (found["double"], found["single"], found["list"], found["bare"])
        yield found["key"].lower(), next((value for value in values if value is not None), "")


def _is_off(info: str) -> bool:
    return any(key in ("linenos", "linenums", "line-numbers") and value.lower() in OFF for key, value in _keyed(info))


def _title(left: str) -> str:
    """A title in brackets, or a word that is a file name."""
    if found := TITLE.search(left):
        return found[1]
    return next((word for word in left.split() if FILE.fullmatch(word)), "")


def _numbers(written: str) -> set[int]:
    """The line numbers in `1, 3-5`."""
    numbers: set[int] = set()
    for first, last in RANGE.findall(written):
        numbers.update(range(int(first[:6]), min(int((last or first)[:6]), MAX_LINE) + 1))
    return numbers
