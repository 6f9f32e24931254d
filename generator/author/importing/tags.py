"""Liquid in posts of Jekyll → Markdown: includes, variables, comments, statements; and Hexo's `include_code`.

Tags that `readers.markdown.shortcodes` converts in every build are left alone. Lines keep their numbers.
"""

import re
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from generator.author.importing.included_code import included_code
from generator.author.importing.lines import GONE, NEWLINE, outside_code, prose
from generator.author.importing.locate import files_at
from generator.author.importing.sites import Site
from generator.core.draft import Classified
from generator.core.errors import Text
from generator.readers.markdown.shortcodes import literal
from generator.readers.markdown.shortcodes.tags import arguments

TAG = re.compile(r"\{%-?[ \t]*(?P<name>[A-Za-z]\w*)[ \t]*(?P<rest>[^{}\n]{0,500}?)[ \t]*-?%\}")
VARIABLE = re.compile(r"\{\{-?[ \t]*(page|site)\.(\w+)[ \t]*-?\}\}")
LOGIC = frozenset(
    "assign if unless elsif else endif endunless capture endcapture for endfor case when endcase increment decrement cycle".split()
)
TOC = re.compile(r"[ \t]*(?:[*+-]|1\.)[ \t]+(?:TOC|toc|目录)[ \t]*")
MAX_BYTES = 4000
"""Of an include that is inserted."""
ACTIVE = re.compile(r"<(?:script|style|iframe|object|embed|form)\b|\bon\w+\s*=|javascript:", re.IGNORECASE)


class Tagged(Struct):
    """A text while its tags are converted."""

    lines: list[str]
    dropped: list[Classified] = field(default_factory=list)
    toc: bool = False


def convert_tags(body: str, first: int, site: Site | None, title: str) -> Tagged:
    """`body`, which begins on line `first` of its file, with these tags converted to Markdown."""
    made = Tagged(literal.without_braces(body).split("\n"))
    if "{" not in body:
        return made
    hidden = code_tag = ""
    for number, line in prose(made.lines):
        if made.lines[number] == GONE:
            continue
        if code_tag:
            code_tag = "" if re.search(rf"\{{%-?\s*end{code_tag}\b|\{{\{{[<%]\s*/{code_tag}\b", line) else code_tag
            continue
        if opening := re.search(r"(?:\{%-?|\{\{[<%])\s*(codeblock|highlight|code)\b", line):
            code_tag = "" if re.search(rf"end{opening[1]}\b|/\s*{opening[1]}\b", line) else opening[1]
            continue
        if hidden or re.search(r"\{%-?\s*comment\s*-?%\}", line):
            line, hidden = _comment(made, number, first, hidden)  # noqa: PLW2901  the same line without its comment
        if (
            TOC.fullmatch(line)
            and number + 1 < len(made.lines)
            and re.match(r"[ \t]*\{:[^}]*toc[^}]*\}", made.lines[number + 1])
        ):
            made.toc = True
            made.lines[number] = made.lines[number + 1] = GONE
            continue
        new = outside_code(line, lambda part: _replaced(part, made, first + number, site, title))  # noqa: B023  called at once
        made.lines[number] = GONE if new != line and not new.strip() else new
    return made


def _comment(made: Tagged, number: int, first: int, hidden: str) -> tuple[str, str]:
    """The line without Liquid's comment, which is recorded, and "comment" if that continues on the next line."""
    line = made.lines[number]
    if hidden:
        inner, closing, after = re.split(r"(\{%-?\s*endcomment\s*-?%\}|$)", line, maxsplit=1)
        before = ""
    else:
        before, inner = re.split(r"\{%-?\s*comment\s*-?%\}", line, maxsplit=1)
        inner, closing, after = re.split(r"(\{%-?\s*endcomment\s*-?%\}|$)", inner, maxsplit=1)
    if inner.strip():
        made.dropped.append(
            Classified(first + number, "dropped", inner.strip(), 0.9, Text("Liquid 注释", "a Liquid comment"))
        )
    rest = before + after
    made.lines[number] = rest if rest.strip() else GONE
    return made.lines[number], "" if closing else "comment"


def _replaced(part: str, made: Tagged, line: int, site: Site | None, title: str) -> str:
    """A part of a line outside code with its tags converted."""

    def variable(found: re.Match[str]) -> str:
        if found[1] == "page":
            return title if found[2] == "title" else found[0]
        value = site.config.get(found[2]) if site else None
        return value if isinstance(value, str) and found[2] not in ("url", "baseurl") else found[0]

    def tag(found: re.Match[str]) -> str:
        name = found["name"].lower()
        if name in LOGIC:
            made.dropped.append(Classified(line, "dropped", found[0], 0.9, Text("Liquid 语句", "a Liquid statement")))
            return ""
        if name == "include_code" and site is not None and site.kind == "hexo" and found.string.strip() == found[0]:
            indent = found.string[: found.start()]
            return included_code(site.root, site.config, found["rest"], indent) or found[0]
        if name == "include" and site is not None:
            return _included(site.root, found["rest"]) or found[0]
        return found[0]

    return TAG.sub(tag, VARIABLE.sub(variable, part) if "{{" in part else part) if "{" in part else part


def _included(root: Path, rest: str) -> str:
    """The text of a file of `_includes/`, or an empty string if there is none, or it has active content or template logic."""
    name, _, others = rest.partition(" ")
    text = ""
    with suppress(OSError):
        for path in files_at([root / "_includes" / name], root / "_includes"):
            text = path.read_text("utf-8", "replace").strip() if path.stat().st_size <= MAX_BYTES else ""
    words = arguments(others)
    text = re.sub(r"\{\{-?\s*include\.(\w+)(?:\s*\|[^{}]*)?\s*-?\}\}", lambda found: words.get(found[1], ""), text)
    if not text or "{%" in text or "{{" in text or ACTIVE.search(text):
        return ""
    unsaid = [value for key, value in words.items() if value not in text and not key.isdigit()]
    return NEWLINE.join([*text.split("\n"), *(line for value in unsaid for line in ("", value))])
