"""Tags of Hexo's, Jekyll's and Hugo's themes → Markdown: folds, videos, buttons, includes.

Tags that `readers.markdown.shortcodes` converts in every build are left alone. Lines keep their numbers.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.author.importing.lines import GONE, NEWLINE, address, lines_with_code, outside_code
from generator.author.importing.sites import Site
from generator.core.draft import Classified
from generator.core.errors import Text

TAG = re.compile(
    r"\{%-?[ \t]*(?P<name>/?[A-Za-z]\w*)[ \t]*(?P<rest>[^{}\n]{0,500}?)[ \t]*-?%\}"
    r"|\{\{[<%][ \t]*(?P<hugo>/?[\w./-]+)[ \t]*(?P<args>[^{}\n]{0,500}?)[ \t]*/?[%>]\}\}"
)
VARIABLE = re.compile(r"\{\{-?[ \t]*(page|site)\.(\w+)[ \t]*-?\}\}")
ARGUMENT = re.compile(r"""(?:([\w-]+)[=:])?(?:"([^"]*)"|'([^']*)'|([^\s"',]+))""")
FOLDS = frozenset(("hidetoggle", "hideblock", "fold", "folding", "details", "spoiler", "collapse", "expand", "toggle"))
LOGIC = frozenset(
    (
        "assign",
        "if",
        "unless",
        "elsif",
        "else",
        "endif",
        "endunless",
        "capture",
        "endcapture",
        "for",
        "endfor",
        "case",
        "when",
        "endcase",
        "increment",
        "decrement",
        "cycle",
    )
)
TOC = re.compile(r"[ \t]*(?:[*+-]|1\.)[ \t]+(?:TOC|toc|目录)[ \t]*")
MAX_BYTES = 4000
"""Of an include that is inserted."""
ACTIVE = re.compile(r"<(?:script|style|iframe|object|embed|form)\b|\bon\w+\s*=|javascript:", re.IGNORECASE)
VIDEOS = {
    "youtube": ("YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Vimeo", "https://vimeo.com/{}"),
    "bilibili": ("Bilibili", "https://www.bilibili.com/video/{}"),
    "bili": ("Bilibili", "https://www.bilibili.com/video/{}"),
    "tweet": ("X", "https://twitter.com/i/status/{}"),
    "asciinema": ("asciinema", "https://asciinema.org/a/{}"),
    "codepen": ("CodePen", "https://codepen.io/pen/{}"),
    "jsfiddle": ("JSFiddle", "https://jsfiddle.net/{}"),
}


class Tagged(Struct):
    """A text while its tags are converted."""

    lines: list[str]
    dropped: list[Classified] = field(default_factory=list)
    toc: bool = False


def convert_tags(body: str, first: int, site: Site | None, title: str) -> Tagged:
    """`body`, which begins on line `first` of its file, with these tags converted to Markdown."""
    made = Tagged(body.split("\n"))
    if "{" not in body:
        return made
    stack: list[str] = []
    hidden = code_tag = ""
    for number, line, code in list(lines_with_code(made.lines)):
        if code or made.lines[number] == GONE:
            continue
        if code_tag:
            code_tag = "" if re.search(rf"\{{%-?\s*end{code_tag}\b|\{{\{{[<%]\s*/{code_tag}\b", line) else code_tag
            continue
        if opening := re.search(r"(?:\{%-?|\{\{[<%])\s*(codeblock|highlight|code|raw)\b", line):
            code_tag = "" if re.search(rf"end{opening[1]}\b|/\s*{opening[1]}\b", line) else opening[1]
            if opening[1] != "raw" or code_tag:
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
        depth = len(stack)
        new = outside_code(line, lambda part: _replaced(part, made, first + number, site, title, stack))  # noqa: B023  called at once
        depth = min(depth, len(stack)) if new.strip() or new != line else len(stack)
        if new != line and not new.strip():
            made.lines[number] = GONE
        elif depth and not new.startswith("> [!"):
            made.lines[number] = f"{'> ' * depth}{new}".rstrip()
        else:
            made.lines[number] = new
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


def _replaced(part: str, made: Tagged, line: int, site: Site | None, title: str, stack: list[str]) -> str:
    """A part of a line outside code with its tags converted."""

    def variable(found: re.Match[str]) -> str:
        if found[1] == "page":
            return title if found[2] == "title" else found[0]
        value = site.config.get(found[2]) if site else None
        return value if isinstance(value, str) and found[2] not in ("url", "baseurl") else found[0]

    def tag(found: re.Match[str]) -> str:
        name = (found["name"] or found["hugo"]).lower()
        rest = found["rest"] if found["name"] else found["args"]
        closing = name.startswith("/") or (found["name"] is not None and name.startswith("end"))
        bare = name.removeprefix("/") if name.startswith("/") else name.removeprefix("end") if closing else name
        if found["name"] and name in LOGIC:
            made.dropped.append(Classified(line, "dropped", found[0], 0.9, Text("Liquid 语句", "a Liquid statement")))
            return ""
        if bare in FOLDS:
            return _fold(rest, stack, closing=closing)
        if bare == "mermaid":
            return "```" if closing else "```mermaid"
        if found["name"] and bare == "include" and site is not None:
            return _included(site.root, rest) or found[0]
        made_of = _inline(bare, rest, hugo=found["hugo"] is not None)
        return found[0] if made_of is None or closing else made_of

    return TAG.sub(tag, VARIABLE.sub(variable, part) if "{{" in part else part) if "{" in part else part


def _fold(rest: str, stack: list[str], *, closing: bool) -> str:
    """The head of a folded box; the caller quotes the lines in it."""
    if closing:
        if stack:
            stack.pop()
        return ""
    words = _words(rest)
    name = (
        words.get("title") or words.get("summary") or " ".join(value for key, value in words.items() if key.isdigit())
    )
    before = "> " * len(stack)
    stack.append("fold")
    return (
        f"{NEWLINE}{before}> [!details] {name.split(',')[0]}".rstrip()
        if before
        else f"> [!details] {name.split(',')[0]}".rstrip()
    )


def _words(rest: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, double, single, bare in ARGUMENT.findall(rest):
        found[key or str(sum(1 for name in found if name.isdigit()))] = double or single or bare
    return found


def _inline(name: str, rest: str, *, hugo: bool) -> str | None:
    """The Markdown for an inline tag, or None if it is unknown."""
    words = _words(rest)
    first = words.get("0") or words.get("id") or ""
    if name in VIDEOS and first:
        said, form = VIDEOS[name]
        return f"[{said} {first}]({form.format(first)})"
    turn: Mapping[str, Callable[[], str]] = {
        "gist": lambda: (
            f"[Gist {first}]({'https://gist.github.com/' + '/'.join(rest.replace(chr(34), '').split()[: 2 if hugo or '/' not in first else 1])})"
        ),
        "asset_link": lambda: f"[{' '.join(rest.split()[1:]) or first}]({address(first)})",
        "pdf": lambda: f"[{first.rpartition('/')[2]}]({address(first)})",
        "iframe": lambda: f"[{words.get('title') or first}]({address(first)})",
        "audio": lambda: (
            f"[{words.get('title') or first or words.get('src', '')}]({address(words.get('src') or first)})"
        ),
        "video": lambda: (
            f"[{words.get('title') or first or words.get('src', '')}]({address(words.get('src') or first)})"
        ),
        "btn": lambda: _button(rest),
        "button": lambda: _button(rest),
        "label": lambda: f"=={rest.rsplit('@', maxsplit=1)[-1].strip() if '@' in rest else first}==",
        "hideinline": rest.split(",", maxsplit=1)[0].strip,
    }
    return turn[name]() if name in turn and (first or words) else None


def _button(rest: str) -> str:
    parts = [part.strip() for part in rest.split(",")]
    return f"[{parts[1] if len(parts) > 1 and parts[1] else parts[0]}]({address(parts[0])})"


def _included(root: Path, rest: str) -> str:
    """The text of a file of `_includes/`, or an empty string if it has active content or template logic."""
    name, _, others = rest.partition(" ")
    home = (root / "_includes").resolve()
    try:
        path = (home / name).resolve()
        if not path.is_relative_to(home) or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ""
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    except (OSError, ValueError):
        return ""
    words = _words(others)
    text = re.sub(r"\{\{-?\s*include\.(\w+)(?:\s*\|[^{}]*)?\s*-?\}\}", lambda found: words.get(found[1], ""), text)
    if "{%" in text or "{{" in text or ACTIVE.search(text):
        return ""
    unsaid = [value for key, value in words.items() if value not in text and not key.isdigit()]
    return NEWLINE.join([*text.split("\n"), *(line for value in unsaid for line in ("", value))])
