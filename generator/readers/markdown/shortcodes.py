"""Tags of Hexo, Jekyll and Hugo: those that stand for Markdown become it, all others are left out with a warning.

Lines stay where they are, so that what is told later names the right one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.errors import Place, Problem, Text

SIGN = re.compile(r"\{[%{:]|\[toc\]|\[TOC\]|\[Toc\]")
"""What a text that this file has work with has in it."""
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
TOC = re.compile(r"[ \t]*(?:@?\[\[?toc\]?\]|\{:[^{}\n]*\})[ \t]*", re.IGNORECASE)
TAG = re.compile(r"(?P<code>`+[^`]*`+)|\{%-?[ \t]*(?P<tag>/?\w[\w-]*)[ \t]*(?P<rest>[^{}\n]{0,500}?)[ \t]*-?%\}"
                 r"|\{\{(?P<hugo>[<%])[ \t]*(?P<close>/?)[ \t]*(?P<name>[\w./-]+)[ \t]*(?P<args>[^{}\n]{0,500}?)[ \t]*/?[%>]\}\}"
                 r"|\{\{(?P<variable>[ \t]*(?:[a-z_]+(?:\.[\w.]+)?|'[^'{}\n]*'|\"[^\"{}\n]*\")(?:[ \t]*\|[^{}\n]{0,200})?[ \t]*)\}\}")
ARGUMENT = re.compile(r"""(?:([\w-]+)[=:])?(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
SILENT = frozenset(("raw", "endraw", "toc", "more", "assign", "comment", "endcomment", "tableofcontents", "rawhtml", "if", "endif", "else",
                    "unless", "endunless", "capture", "endcapture", "folding", "endfolding"))
CODE = frozenset(("codeblock", "highlight", "code"))
QUOTES = frozenset(("blockquote", "quote", "cq", "centerquote", "pullquote"))
NOTES = frozenset(("note", "notice", "admonition", "alert", "callout", "hint", "tip", "warning", "info"))
SITE = re.compile(r"[ \t]*(?:site\.(?:baseurl|url)|page\.(?:url|title|date)|'[^']*'|\"[^\"]*\")")


@dataclass(slots=True)
class Expanded:
    """A text without tags, and what was left out of it."""

    text: str
    problems: list[Problem] = field(default_factory=list)


def expand(text: str, path: str, first: int) -> Expanded:
    """`text` with its tags expanded. Tags in code are part of it. `first` is the line of the file on which `text` begins."""
    return _Expansion(path, first).run(text) if SIGN.search(text) else Expanded(text)


class _Expansion:
    """Goes through the lines of a text."""

    def __init__(self, path: str, first: int) -> None:
        self.path = path
        self.line = first - 1
        self.fence = ""
        """Closes the code block that is open: a fence of Markdown, or the name of a tag."""
        self.quotes = 0
        self.problems: list[Problem] = []

    def run(self, text: str) -> Expanded:
        lines = [self._line(line) for line in text.split("\n")]
        return Expanded("\n".join(lines), self.problems)

    def _line(self, line: str) -> str:
        self.line += 1
        if self.fence:
            return self._in_code(line)
        if found := FENCE.match(line):
            self.fence = found[1]
            return line
        if TOC.fullmatch(line):
            return ""
        if "{{" in line or "{%" in line:
            line = TAG.sub(self._tag, line)
        return "> " * self.quotes + line if self.quotes and not self.fence else line

    def _in_code(self, line: str) -> str:
        """A line of a code block, which ends at its own fence or tag."""
        if self.fence[0] in "`~":
            found = FENCE.match(line)
            if found and found[1].startswith(self.fence) and not line[found.end():].strip():
                self.fence = ""
            return line
        if re.search(rf"\{{%-?\s*end{self.fence}\s*-?%\}}|\{{\{{[<%]\s*/\s*{self.fence}\s*[%>]\}}\}}", line):
            self.fence = ""
            return "````"
        return line

    def _tag(self, found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if found["variable"] is not None:
            return self._variable(found)
        if found["hugo"]:
            name, rest, closing = found["name"], found["args"], bool(found["close"])
        else:
            name, rest, closing = found["tag"].removeprefix("end"), found["rest"], found["tag"].startswith("end")
        said = self._said(name.lower(), _arguments(rest), closing=closing)
        if said is None:
            self._warn(found[0])
        return said or ""

    def _variable(self, found: re.Match[str]) -> str:
        if SITE.match(found["variable"]):
            quoted = re.match(r"[ \t]*['\"]([^'\"]*)", found["variable"])
            return quoted[1] if quoted else ""
        return found[0]

    def _said(self, name: str, args: dict[str, str], *, closing: bool) -> str | None:
        """What stands for a tag; None where nobody knows it."""
        if name in CODE and not closing:
            self.fence = name
            return "````" + _language(args)
        if name in QUOTES or name in NOTES:
            self.quotes = max(self.quotes + (-1 if closing else 1), 0)
            kind = args.get("0", "") if name in NOTES - {"tip", "warning", "info"} else name
            return "" if closing or name in QUOTES else f"[!{kind or 'note'}]"  # its `>` is put before the whole line
        if name in SILENT:
            return ""
        expansion = EXPANSIONS.get(name)
        return expansion(args) if expansion else None

    def _warn(self, tag: str) -> None:
        shown = tag if len(tag) <= 60 else tag[:59] + "…"
        self.problems.append(Problem(
            "warning", "unknown-tag", Place(self.path, self.line),
            Text(f"不认识标签 {shown}，已略去", f"unknown tag {shown}, left out"),
            Text("改写成 Markdown；要原样显示，请放在反引号里", "write it in Markdown; to show it as it is, put it between backticks")))


def _arguments(written: str) -> dict[str, str]:
    """`a "b c" d=e` → {"0": "a", "1": "b c", "d": "e"}."""
    found: dict[str, str] = {}
    for key, double, single, bare in ARGUMENT.findall(written):
        found[key or str(sum(1 for name in found if name.isdigit()))] = double or single or bare
    return found


def _language(args: dict[str, str]) -> str:
    return args.get("lang") or args.get("language") or args.get("0", "")


def _image(args: dict[str, str]) -> str:
    """Hexo's `asset_img [class] name [width] [height] [title]`, `img`, Hugo's `figure`."""
    source = args.get("src") or args.get("link") or next((value for key, value in args.items() if key.isdigit() and "." in value), "")
    numbered = [value for key, value in args.items() if key.isdigit() and value != source and not value.isdigit() and " " not in value[:0]]
    title = args.get("caption") or args.get("title") or (numbered[-1] if numbered and source and numbered[-1] != numbered[0] else "")
    title = title or (numbered[0] if len(numbered) == 1 and not re.fullmatch(r"[a-z-]+", numbered[0]) else "")
    alt = (args.get("alt") or title).replace("[", "").replace("]", "")
    caption = f' "{title}"'.replace('""', '"') if title else ""
    return f"![{alt}](<{source}>{caption})" if source else ""


def _post(args: dict[str, str]) -> str:
    """Hexo's `post_link slug title`."""
    slug = args.get("0", "")
    return f"[{args.get('1') or slug}](<{slug}.md>)" if slug else ""


def _path(args: dict[str, str]) -> str:
    """Jekyll's `post_url` and `link`, Hugo's `ref` and `relref`: an address in a link."""
    target = args.get("0") or args.get("path", "")
    return target if "." in target.rpartition("/")[2] or "#" in target else f"{target}.md"


EXPANSIONS: dict[str, Callable[[dict[str, str]], str]] = {
    "asset_img": _image, "img": _image, "image": _image, "figure": _image, "post_link": _post,
    "post_url": _path, "link": _path, "ref": _path, "relref": _path, "asset_path": lambda args: args.get("0", ""),
}
