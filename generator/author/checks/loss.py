"""Checks a folder of posts for lost text: each run of letters of the visible text must be on the page or in a problem.

The visible text is found without the readers, from the source alone: markup, addresses, comments, scripts and hidden
elements are taken out of it. A run (Han, or Latin and digits) that is neither in the HTML, in the front matter as it was
read, nor in a problem that names its line, is lost.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

from generator.core.draft import Source
from generator.core.errors import Problem
from generator.readers import read
from generator.readers.elements import ELEMENTS
from generator.readers.front_matter import split

RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[A-Za-z\u00c0-\u024f0-9]+")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
FENCE = re.compile(r"^([ \t>]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?![^\n]*`)|~{3,})[^\n]*$", re.MULTILINE)
BY_RULE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|head|title)\b[^>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(ELEMENTS, key=len, reverse=True))})\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*[\"']?>",
    re.IGNORECASE,
)
HIDDEN = (
    (re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*\d{1,9}[.)](?=\s)", re.MULTILINE), " "),  # numbers of lists: browsers count
    (re.compile(r"^[ \t>]*\[(?!\^)[^\]\n]+\]:.*$", re.MULTILINE), " "),  # link definitions, empty ones too
    (re.compile(r"^\*\[[^\]\n]+\]:.*$", re.MULTILINE), " "),  # explanations of abbreviations, shown on hovering
    (re.compile(r"\]\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"), "] "),
    (re.compile(r"\]\(https?://[^()\n\"']*\)"), "] "),  # with a blank in it
    (re.compile(r"\]\[[^\]\n]*\]"), "] "),
    (re.compile(r"\[\^[^\]\n]+\]"), " "),
    (re.compile(r"\{:?[ \t]*(?:[.#][^{}\n]*|[a-z-]+=[^{}\n]*)\}"), " "),
    (re.compile(r"^[ \t>]*:{3,}.*$", re.MULTILINE), " "),
    (re.compile(r"\[![A-Za-z]+\]"), " "),  # kinds of callouts
    (re.compile(r"%%.*?%%|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL), " "),
    (re.compile(r"!\[\[[^\[\]\n]*\]\]"), " "),
    (re.compile(r"\[\[[^\[\]|\n]*\|([^\[\]|\n]*)\]\]"), r"\1"),
    (re.compile(r"\[\[([^\[\]|#\n]*)#"), r"\1 "),
    (
        re.compile(
            r"^[ \t]*(?:@?\[\[?_?toc_?\]?\](?:\([^()\n]*\))?|\{:toc\}|[-*][ \t]+toc|\{:[^}\n]*\})[ \t]*$",
            re.MULTILINE | re.IGNORECASE,
        ),
        " ",
    ),
    (re.compile(r"\]\(<[^<>\n]*>[^)\n]*\)|\]\([^()\n]*\)"), "] "),
)
CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")
BRACKETS = re.compile(r"[\[\]|]+")
"""Signs that mean nothing in CODE, which is shown as it is."""
TASK = re.compile(r"\[[ xX]\]")
MARKS = re.compile(r"[*~`\\\[\]]+")
"""Characters that are markup or text. They are removed from the source and from the page before comparing."""
ANY_TAG = re.compile(r"<[!/?]?[a-zA-Z\[][^<>]*>")
"""In an HTML page, everything that looks like a tag is one."""
LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
"""Tags of other generators. Of their content, only Han characters are text for readers."""
FRONT = ("title", "author", "source", "date", "updated", "credit")
"""Roles of lines of raw texts that are in the front matter."""
GROUP = re.compile(r"\{%-?\s*\w*tabs\s[^{}]*%\}")
"""A group of tabs. Its name is not shown."""


class Found(Struct, frozen=True):
    """The result for one article."""

    path: str
    runs: int
    lost: tuple[str, ...]
    told: int
    problems: tuple[Problem, ...]


def visible(source: Source) -> str:
    """The text of an article that a reader should see: its body without markup, determined from the source alone."""
    text = split(source.path, source.text).body
    text = BY_RULE.sub(" ", text) if source.is_html else _outside_of_code(text)
    return unescape(ANY_TAG.sub(" ", text)) if source.is_html else text


def _outside_of_code(text: str) -> str:
    """Markdown without markup, except in fenced code, which is unchanged."""
    made, at, fence, in_quote = [], 0, "", False
    for found in FENCE.finditer(text):
        quoted = ">" in found[1]
        if fence and (end := _end_of_quote(text, at, found.start()) if in_quote else 0):
            made.append(text[at:end])  # a fence ends with the quotation in which it stands
            fence, at = "", end
        if fence and not found[2].startswith(fence):
            continue
        in_quote = quoted
        piece = text[at : found.start()]
        made.append(piece if fence else _shown(piece))
        fence, at = ("" if fence else found[2]), found.end()
    if fence and in_quote and (end := _end_of_quote(text, at, len(text))):
        made.append(text[at:end])
        fence, at = "", end
    made.append(text[at:] if fence else _shown(text[at:]))
    return "\n".join(made)


def _end_of_quote(text: str, start: int, end: int) -> int:
    """The offset at which the lines after `start` that begin with `>` end; 0 if they reach `end`."""
    found = re.compile(r"\n(?![ \t]*>)").search(text, start, end)
    return found.start() if found and found.start() + 1 < end else 0


def _shown(text: str) -> str:
    text = CODE.sub(lambda found: BRACKETS.sub(" ", found[0]), text)
    text = BY_RULE.sub(" ", text)
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    text = GROUP.sub(" ", text)
    text = LIQUID.sub(lambda found: " ".join(HAN.findall(found[0])), text)
    return TASK.sub("", unescape(TAG.sub(" ", text)))


def lost(source: Source) -> Found:
    """The runs of one article, and those that are lost."""
    draft = read(source)
    woven = draft.unmarked()
    problems = (*draft.problems, *woven.problems)
    meta = draft.meta
    shown = unescape(re.sub(r"<(?!br)[^>]*>", "", re.sub(r"\salt(?:text)?=\"([^\"]*)\"[^>]*>", r"> \1 ", woven.html)))
    page = _bare(" ".join([shown, meta.title, meta.author, meta.description, *meta.tags]))
    told = _bare(" ".join([*(problem.message.zh for problem in problems), *draft.left]))
    lines = {problem.place.line for problem in problems} | {one.line for one in draft.classified if one.role in FRONT}
    runs = Counter(RUN.findall(MARKS.sub("", visible(source))))
    missing, said = [], 0
    for run in runs:
        if run in page:
            continue
        if run in told or any(run in line for line in _lines(source, lines)):
            said += 1
        else:
            missing.append(run)
    return Found(source.path, sum(runs.values()), tuple(missing), said, problems)


def _bare(text: str) -> str:
    """Text without white space between Han characters, where the page may join or part lines."""
    return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", MARKS.sub("", text))


def _lines(source: Source, numbers: set[int]) -> Iterator[str]:
    lines = source.text.split("\n")
    return (lines[number - 1] for number in numbers if 0 < number <= len(lines))
