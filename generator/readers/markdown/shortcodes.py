"""Tags of Hexo, Jekyll and Hugo: those that stand for Markdown become it, all others are left out, or kept, with a
warning.

Lines stay where they are, so that what is told later names the right one.
"""

import re
from collections.abc import Callable

from msgspec import Struct, field

from generator.core.errors import Place, Problem, Text
from generator.readers import comments
from generator.readers.markdown.notes import NOTES, heading
from generator.readers.markdown.places import ITEM, LINE, TOC

SIGNS = (("{", re.compile(r"\{(?:[%{]|:[ \t]*toc)")), ("[", re.compile(r"\[_?(?:toc|TOC|Toc)_?\]")))
"""What a text that this file has work with has in it: a character, and a pattern that begins with it, which is looked
for where it is."""
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
TAG = re.compile(
    r"(?P<code>`+[^`]*`+)|(?P<escaped>\{\{[<%]/\*.*?\*/[>%]\}\})|(?<!\\)\{%-?[ \t]*(?P<tag>/?\w[\w-]*)[ \t]*(?P<rest>[^{}\n]{0,500}?)[ \t]*-?%\}"
    r"|(?<!\\)\{\{(?P<hugo>[<%])[ \t]*(?P<close>/?)[ \t]*(?P<name>[\w./-]+)[ \t]*(?P<args>[^{}\n]{0,500}?)[ \t]*/?[%>]\}\}"
    r"|(?<!\\)\{\{(?P<variable>[ \t]*(?:[a-z_]+(?:\.[\w.]+)?|'[^'{}\n]*'|\"[^\"{}\n]*\")(?:[ \t]*\|[^{}\n]{0,200})?[ \t]*)\}\}"
)
"""A tag, unless a backslash stands before it; in code it is passed over."""
ESCAPED = re.compile(r"(\{\{[<%])/\*(.*?)\*/([>%]\}\})")
"""A tag of Hugo's that is shown and not run."""
SIGN = re.compile(r"[\\`*_{}\[\]<>$~^=|!#:]")
UNFINISHED = re.compile(r"(?<!\\)\{\{[<%][^{}]*$")
TAG_END = re.compile(r"[%>]\}\}")
LONGEST = 12
"""Lines that a tag may have."""
ARGUMENT = re.compile(r"""(?:([\w-]+)[=:])?(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
SILENT = frozenset(
    (
        "raw",
        "endraw",
        "toc",
        "assign",
        "comment",
        "endcomment",
        "tableofcontents",
        "rawhtml",
        "if",
        "endif",
        "else",
        "unless",
        "endunless",
        "capture",
        "endcapture",
    )
)
CODE = frozenset(("codeblock", "highlight", "code"))
QUOTES = frozenset(("blockquote", "quote", "cq", "centerquote", "pullquote"))
BOXES = QUOTES | NOTES
SIZE = re.compile(r"\d+(?:%|px)?|auto")
LANGUAGES = frozenset(
    "bash c c# c++ cpp cs css diff go html ini java javascript js json jsx kotlin lua md markdown objc php python py "
    "ruby rb rust scala sh shell sql swift toml ts tsx typescript vim vue xml yaml yml".split()
)
"""What is a language before it is the title of Hexo's `codeblock`."""
HUGO_OPTION = re.compile(r"(?:linenos|hl_lines|linenostart|anchorlinenos|style|noclasses)=")
LISTED = re.compile(r"hl_lines=\[?([\d\s,-]+)\]?(?:,(?=[a-z])|\Z)")
"""Lines that are marked, between the other options of Hugo's in one string."""
LOOKS = frozenset(
    "open close closed red orange yellow green cyan blue purple pink gray grey black white light dark".split()
)
"""How a box looks."""
BRACKETS = re.compile(r"[\[\]]")
MARKS = re.compile(r"[\"\\]")
SITE = re.compile(r"[ \t]*(?:site\.(?:baseurl|url)|page\.(?:url|title|date)|'[^']*'|\"[^\"]*\")")


class Expanded(Struct):
    """A text without tags, and what was left out of it."""

    text: str
    problems: list[Problem] = field(default_factory=list)


def expand(text: str, path: str, first: int, *, keep: bool = False) -> Expanded:
    """`text` with its tags expanded; those that nobody knows are left out, with `keep` they stay. Tags in code are part
    of it.

    `first` is the line of the file on which `text` begins.
    """
    unclosed: list[comments.Unclosed] = []
    text = comments.without_comments(text, keep=keep, unclosed=unclosed)
    expanded = (
        _Expansion(path, first, keep=keep).run(text)
        if any(char in text and sign.search(text) for char, sign in SIGNS)
        else Expanded(text)
    )
    expanded.problems[:0] = comments.problems(path, first, unclosed)
    return expanded


class _Expansion:
    """Goes through the lines of a text."""

    def __init__(self, path: str, first: int, *, keep: bool) -> None:
        self.path = path
        self.keep = keep
        self.line = first - 1
        self.fence = ""
        """Closes the code block that is open: a fence of Markdown, or the name of a tag."""
        self.quotes = 0
        self.deepest = 0
        """The most quotations that were open on this line."""
        self.indent = ""
        """Before the tag that opened the outermost quotation: it may be within a list."""
        self.sources: list[str] = []
        """Of each open quotation, who is quoted."""
        self.problems: list[Problem] = []

    def run(self, text: str) -> Expanded:
        lines = text.split("\n")
        for number, line in enumerate(lines):
            self.line += 1
            if "{{" in line and not self.fence:
                line = _gather(lines, number)  # noqa: PLW2901 — the tag that begins here, whole
            self.deepest = self.quotes
            line = self._line(line)  # noqa: PLW2901 — the same line, its tags expanded
            if line.strip() == LINE:
                _take_item(lines, number)
            lines[number] = self._quoted(line, self.deepest if line.strip() else self.quotes)
        return Expanded("\n".join(lines), self.problems)

    def _line(self, line: str) -> str:
        if self.fence:
            return self._in_code(line)
        if found := FENCE.match(line):
            self.fence = found[1]
            return line
        if TOC.fullmatch(line):
            return line if self.keep else line[: len(line) - len(line.lstrip())] + LINE
        if "{{" in line or "{%" in line:
            if not self.quotes:
                self.indent = line[: len(line) - len(line.lstrip())]
            line = TAG.sub(self._tag, line)
        return line

    def _quoted(self, line: str, depth: int) -> str:
        """A line within `depth` quotations."""
        if not depth:
            return line
        indent = self.indent if line.startswith(self.indent) else ""
        return f"{indent}{'> ' * depth}{line[len(indent) :]}"

    def _in_code(self, line: str) -> str:
        """A line of a code block, which ends at its own fence or tag."""
        if self.fence[0] in "`~":
            found = FENCE.match(line)
            if found and found[1].startswith(self.fence) and not line[found.end() :].strip():
                self.fence = ""
            return self._unescaped(line)
        if re.search(rf"\{{%-?\s*end{self.fence}\s*-?%\}}|\{{\{{[<%]\s*/\s*{self.fence}\s*[%>]\}}\}}", line):
            self.fence = ""
            return "````"
        return line

    def _tag(self, found: re.Match[str]) -> str:
        if found["code"]:
            return self._unescaped(found[0])
        if found["escaped"]:
            is_code = found.string.startswith(("    ", "\t"))
            shown = self._unescaped(found[0])
            return shown if self.keep or is_code else SIGN.sub(r"\\\g<0>", shown)
        if found["variable"] is not None:
            return self._variable(found)
        if found["hugo"]:
            name, rest, closing = found["name"], found["args"], bool(found["close"])
        else:
            name, rest, closing = found["tag"].removeprefix("end"), found["rest"], found["tag"].startswith("end")
        name = name.lower()
        said = (
            self._box(name, rest, closing=closing)
            if name in BOXES
            else self._said(name, _arguments(rest), closing=closing)
        )
        if said is None:
            self._warn(found[0])
            return found[0] if self.keep else ""
        if said.startswith("[!") and found.string[found.end() :].strip():
            said += "<br>"  # what follows on the same line is in the box and is not its title
        return said

    def _unescaped(self, line: str) -> str:
        """`{{</* name */>}}` as Hugo shows it: `{{< name >}}`."""
        return line if self.keep or "/*" not in line else ESCAPED.sub(r"\1\2\3", line)

    def _variable(self, found: re.Match[str]) -> str:
        if SITE.match(found["variable"]):
            quoted = re.match(r"[ \t]*['\"]([^'\"]*)", found["variable"])
            return quoted[1] if quoted else ""
        return found[0]

    def _said(self, name: str, args: dict[str, str], *, closing: bool) -> str | None:
        """What stands for a tag; None where nobody knows it."""
        if name in CODE and not closing:
            self.fence = name
            return f"````{_info(name, args)}"
        if name in SILENT:
            return ""
        if name == "folding" and closing:
            return ":::"
        expansion = EXPANSIONS.get(name)
        return expansion(args) if expansion else None

    def _box(self, name: str, rest: str, *, closing: bool) -> str:
        """What stands for the tag of a quotation or note, beside the `>` that is put before its lines; who is quoted
        stands at its end.
        """
        self.quotes = max(self.quotes + (-1 if closing else 1), 0)
        self.deepest = max(self.deepest, self.quotes)
        if closing:
            source = self.sources.pop() if self.sources else ""
            return f"<br>—— {source}" if source else ""
        self.sources.append(rest if name in QUOTES else "")
        return "" if name in QUOTES else heading(name, _arguments(rest))

    def _warn(self, tag: str) -> None:
        shown = tag if len(tag) <= 60 else tag[:59] + "…"
        done = Text("照原样留着", "left as it is") if self.keep else Text("已略去", "left out")
        self.problems.append(
            Problem(
                "warning",
                "unknown-tag",
                Place(self.path, self.line),
                Text(f"不认识标签 {shown}，{done.zh}", f"unknown tag {shown}, {done.en}"),
                Text(
                    "改写成 Markdown；要原样显示，请放在反引号里",
                    "write it in Markdown; to show it as it is, put it between backticks",
                ),
            )
        )


def _take_item(lines: list[str], number: int) -> None:
    """Takes away the item above `{:toc}`, if it stands alone: in kramdown the contents replace it."""
    if number and ITEM.fullmatch(lines[number - 1]) and (number == 1 or not lines[number - 2].strip()):
        lines[number - 1] = ""


def _gather(lines: list[str], number: int) -> str:
    """The line at `number` with the rest of a tag of Hugo's that ends on one of the next lines; these become empty."""
    line = lines[number]
    if not UNFINISHED.search(line):
        return line
    for last in range(number + 1, min(number + LONGEST, len(lines))):
        if TAG_END.search(lines[last]):
            line = " ".join([line, *(other.strip() for other in lines[number + 1 : last + 1])])
            lines[number + 1 : last + 1] = [""] * (last - number)
            return line
    return line


def _arguments(written: str) -> dict[str, str]:
    """`a "b c" d=e` → {"0": "a", "1": "b c", "d": "e"}."""
    found: dict[str, str] = {}
    for key, double, single, bare in ARGUMENT.findall(written):
        found[key or str(sum(1 for name in found if name.isdigit()))] = double or single or bare
    return found


def _info(name: str, args: dict[str, str]) -> str:
    """The info string of a fence for Hexo's `codeblock [title] [lang:…] [url] [link text] [mark:…] [first_line:…]`,
    Jekyll's `highlight lang linenos`, Hugo's `highlight lang "linenos=table,hl_lines=8 15-17"`.
    """
    args = {**args}
    words = [value for key, value in args.items() if key.isdigit()]
    language = args.get("lang") or args.get("language") or ""
    if words and not language and (name != "codeblock" or words[0].lower() in LANGUAGES):
        language = words.pop(0)
    options = [word for word in words if word == "linenos" or HUGO_OPTION.match(word)]
    address = next((f"{key}:{args[key]}" for key in ("http", "https") if key in args), "")
    title = " ".join([*(word for word in words if word not in options), *filter(None, (address, args.get("title")))])
    shown = [language, f'title="{MARKS.sub("", title)}"' if title else ""]
    shown += [LISTED.sub(r'hl_lines="\1" ', option) for option in options]
    if marked := args.get("mark") or args.get("mark_lines") or args.get("hl_lines"):
        shown.append(f'hl_lines="{marked}"')
    first = args.get("first_line") or args.get("linenostart")
    if args.get("line_number") == "true" or first or args.get("linenos") not in (None, "false"):
        shown.append(f"linenostart={first}" if first else "linenos")
    return " ".join(filter(None, shown))


def _image(args: dict[str, str]) -> str:
    """Hexo's `asset_img [class] name [width] [height] [title [alt]]` and `img`, Hugo's `figure`."""
    words = [value for key, value in args.items() if key.isdigit()]
    place = next((number for number, word in enumerate(words) if "." in word), len(words))
    source = args.get("src") or (words[place] if place < len(words) else "")
    texts = [word for word in words[place + 1 :] if not SIZE.fullmatch(word)]
    said = [args.get(key, "") for key in ("title", "caption", "attr")]
    title = " ".join(dict.fromkeys(filter(None, [*said, *texts[:1], *texts[2:]])))
    alt = args.get("alt") or (texts[1] if len(texts) > 1 else title)
    if not source:  # nothing to show, but what is said of it
        return " ".join(dict.fromkeys(filter(None, [title, alt])))
    return f"![{BRACKETS.sub('', alt)}](<{source}>" + (f' "{MARKS.sub("", title)}")' if title else ")")


def _post(args: dict[str, str]) -> str:
    """Hexo's `post_link slug title`."""
    slug = args.get("0", "")
    return f"[{args.get('1') or slug}](<{slug}.md>)" if slug else ""


def _path(args: dict[str, str]) -> str:
    """Jekyll's `post_url` and `link`, Hugo's `ref` and `relref`: an address in a link."""
    target = args.get("0") or args.get("path", "")
    return target if "." in target.rpartition("/")[2] or "#" in target else f"{target}.md"


def _folding(args: dict[str, str]) -> str:
    """A box that folds: what it is called, and how it looks at first (`open`, a colour) before or behind a comma."""
    parts = [part.strip() for part in " ".join(args.values()).split(",")]
    said = [part for part in parts if part and not LOOKS.issuperset(part.lower().split())]
    return f"::: details {'，'.join(said)}".rstrip()


EXPANSIONS: dict[str, Callable[[dict[str, str]], str]] = {
    "asset_img": _image,
    "img": _image,
    "image": _image,
    "figure": _image,
    "post_link": _post,
    "post_url": _path,
    "link": _path,
    "ref": _path,
    "relref": _path,
    "asset_path": lambda args: args.get("0", ""),
    "folding": _folding,
    "more": lambda _: "<!--more-->",
}
