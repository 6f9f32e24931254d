"""What the line above a block of code says beside its language, in the words of many generators.

Titles: `title="a.py"` (MkDocs, Docusaurus), `py:a.py`, `[a.py]` (VitePress), a file's name behind the language (Hexo).
Marked lines: `{1,3-5}` (VitePress, Docusaurus), `{hl_lines=[2,"4-5"]}` (Hugo), `hl_lines="2 4-5"` (MkDocs), `mark:2,4-5`
(Hexo), `ins={2}` and `del={3}`. Line numbers: `linenos`, `linenos=table`, `linenums="1"`, `linenostart=8`,
`:line-numbers=8`, `showLineNumbers`, `.numberLines startFrom="8"` (Pandoc), `js=8` (HackMD).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

KEYED = re.compile(
    r"""(?P<key>[A-Za-z_-]+)[ ]*[=:][ ]*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|[\[{](?P<list>[^\]}]*)[\]}]|(?P<bare>[^\s,{}"']+(?:,[\d,-]+)?))"""
)
NAMELESS = re.compile(r"\{|\[|[A-Za-z_-]+=[\"'\[{]|(?:title|hl_lines|linenos|linenums)=")
"""How an info string begins that names no language."""
NAMED = re.compile(r"(?!(?:title|hl_lines|linenos|linenums)=|[\w-]+=[\"'\[{])(?![\d\[])")
"""How a word begins that is the name of a language."""
LINES = re.compile(r"\{([\d\s,-]+)\}")
TITLE = re.compile(r"\[([^\[\]\n]+)\]")
FILE = re.compile(r"[\w.@+/-]*\w\.[A-Za-z]\w{0,9}|(?:Makefile|Dockerfile|Gemfile|Jenkinsfile)")
RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
NUMBER = re.compile(r"\d+")
TITLES = frozenset(("title", "file", "filename", "name", "caption"))
MARKS = frozenset(("hl_lines", "mark", "highlight", "highlight_lines", "emphasize-lines"))
STARTS = frozenset(("linenos", "linenums", "linenostart", "startfrom", "first_line", "line-numbers", "start"))
NUMBERED = re.compile(
    r"(?<![\w-])(?:linenos|linenums|showLineNumbers|numberLines|line-numbers|lineNumbers)(?![\w-])(?!\s*=\s*[\"']?(?:false|none)\b)"
)
OFF = frozenset(("false", "none", "no", "off"))
LONGEST = 100_000
"""The highest line number that a range may name: it costs memory."""


class Fence(Struct, frozen=True):
    """How a block of code is shown."""

    language: str = ""
    title: str = ""
    start: int | None = None
    """The number of its first line; None without line numbers."""
    marked: frozenset[int] = frozenset()
    """Lines, from 1."""
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said of its lines."""
        return self.start is None and not (self.marked or self.added or self.removed)


def fence_of(info: str) -> Fence:
    """What the info string of a fence says."""
    language, rest = language_of(info), info.strip()
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
    """`python {1,3}`, `{.python}`, `python:title.py`, `js=12` → the language, in lower case."""
    words = info.strip().lstrip("{.").replace(",", " ").replace("{", " ").split()
    if not words or NAMED.match(words[0]) is None:
        return ""
    return words[0].split(":")[0].split("=")[0].rstrip("}").lower()


def _of_first_word(word: str) -> tuple[str, int | None]:
    """The title in `py:a.py`, and the first number in `js=12` and `ts:line-numbers=12`."""
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
    """The `key=value` of an info string; braces around all of them mean nothing."""
    for found in KEYED.finditer(re.sub(r"\{(?=\s*[.#A-Za-z])", " ", text)):
        values = (found["double"], found["single"], found["list"], found["bare"])
        yield found["key"].lower(), next((value for value in values if value is not None), "")


def _is_off(info: str) -> bool:
    return any(key in ("linenos", "linenums", "line-numbers") and value.lower() in OFF for key, value in _keyed(info))


def _title(left: str) -> str:
    """A title in brackets, or a word that is a file's name."""
    if found := TITLE.search(left):
        return found[1]
    return next((word for word in left.split() if FILE.fullmatch(word)), "")


def _numbers(written: str) -> set[int]:
    """`1, 3-5` → the numbers of lines."""
    numbers: set[int] = set()
    for first, last in RANGE.findall(written):
        numbers.update(range(int(first[:6]), min(int((last or first)[:6]), LONGEST) + 1))
    return numbers
