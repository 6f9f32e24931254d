"""Tags of Hexo, Jekyll and Hugo: converts known ones to Markdown, and removes or keeps others with a warning.

Line numbers do not change, so that later problems have the right line.
"""

import re

from msgspec import Struct, field

from generator.core.errors import Place, Problem, Text
from generator.core.patterns import late
from generator.core.texts import shortened
from generator.readers import comments
from generator.readers.markdown.shortcodes import links, literal, tabs, vuepress
from generator.readers.markdown.shortcodes.fence import open_after
from generator.readers.markdown.shortcodes.gathering import gather
from generator.readers.markdown.shortcodes.media import FRAMED, film
from generator.readers.markdown.shortcodes.notes import FOLDS, NOTES, fold, heading
from generator.readers.markdown.shortcodes.tags import EXPANSIONS, arguments, included, info_string, source_of
from generator.readers.markdown.toc import ITEM, LINE, TOC

SIGNS = (
    ("{", re.compile(r"\{(?:[%{]|:[ \t]*toc|:[:/])")),
    ("[", re.compile(r"\[_?(?:toc|TOC|Toc)_?\]")),
    ("<", vuepress.SIGN),
    ("@", re.compile(r"(?m)^[ \t>]*@tab\b")),
)
"""A text needs this module only if it contains one of these characters and matches the pattern beside it."""
TAG = late(
    r"(?P<code>`+[^`]*`+)|(?P<escaped>\{\{[<%]/\*.*?\*/[>%]\}\})|(?<!\\)\{%-?[ \t]*(?P<tag>/?\w[\w-]*)[ \t]*(?P<rest>[^{}\n]{0,500}?)[ \t]*-?%\}"
    r"|(?<!\\)\{\{(?P<hugo>[<%])[ \t]*(?P<close>/?)[ \t]*(?P<name>[\w./-]+)[ \t]*(?P<args>[^{}\n]{0,500}?)[ \t]*/?[%>]\}\}"
    r"|(?P<kramdown>\{::(?:nomarkdown|options)\b[^{}\n]*\}|\{:/(?:nomarkdown|options)?\})"
    r"|(?<!\\)\{\{(?P<variable>[ \t]*(?:[a-z_]+(?:\.[\w.]+)?|'[^'{}\n]*'|\"[^\"{}\n]*\")(?:[ \t]*\|[^{}\n]{0,200})?[ \t]*)\}\}"
)
"""A tag, unless it is escaped by a backslash; or inline code, which is skipped."""
ESCAPED = re.compile(r"(\{\{[<%])/\*(.*?)\*/([>%]\}\})")
"""A Hugo tag that is shown and not run."""
TYPECHO = re.compile(r"\A(\s*)<!--markdown-->")
"""The comment that Typecho puts before each text; the first line would be raw HTML."""
SIGN = re.compile(r"[\\`*_{}\[\]<>$~^=|!#:]")
LEAD = re.compile(r"(?:[ \t]*>)*[ \t]*")
NO_TAG = Text(
    "改写成 Markdown；要原样显示，请放在反引号里", "write it in Markdown; to show it as it is, put it in backticks"
)
SILENT = frozenset(
    """
    raw endraw toc assign comment endcomment tableofcontents rawhtml if endif else unless endunless capture
    endcapture math typeit gallery style gp endgp grouppicture endgrouppicture sitegroup
    """.split()
)
PAIRS = frozenset(("timeline", "timenode"))
"""Tags of which only the first says something."""
CODE = frozenset(("codeblock", "highlight", "code", "mermaid"))
BEFORE_A_FENCE = " \t>-*+.0123456789"
"""What may stand before a fence of code on its line."""
QUOTES = frozenset(("blockquote", "quote", "cq", "centerquote", "pullquote"))
SOURCED = frozenset(("blockquote", "quote"))
"""Those whose arguments are the source; a `pullquote` has classes."""
BOXES = QUOTES | NOTES | FOLDS
DAY = re.compile(r"<!--[ \t]*timeline[ \t]+([^<>]*?)[ \t]*-->")
"""Butterfly's part of a `{% timeline %}`."""
SITE = late(r"[ \t]*(?:site\.(?:baseurl|url)|'[^']*'|\"[^\"]*\")")
PAGE = re.compile(r"[ \t]*page\.(?P<key>title|url|date)\b")


class Expanded(Struct):
    """A text without tags, and warnings about those that were left out."""

    text: str
    problems: list[Problem] = field(default_factory=list)


def expand(text: str, path: str, first: int, *, keep: bool = False, title: str = "") -> Expanded:
    """`text` with its tags expanded, except in code. Unknown tags are removed, or with `keep` kept.

    `first` is the line of the file on which `text` begins; `title` is that of its article.
    """
    bare = literal.without_braces(TYPECHO.sub(r"\1", text))
    unclosed: list[comments.Unclosed] = []
    shown = comments.without_comments(bare, keep=keep, unclosed=unclosed)
    expanded = (
        _Expansion(path, first, keep=keep, title=title).run(shown)
        if any(char in shown and sign.search(shown) for char, sign in SIGNS)
        else Expanded(shown)
    )
    if keep or bare != text:  # importers have put placeholders into it before
        expanded.text = literal.with_braces(expanded.text, keep=keep)
    expanded.problems[:0] = comments.problems(path, first, unclosed)
    return expanded


class _Expansion:
    """Expands the tags of a text line by line."""

    def __init__(self, path: str, first: int, *, keep: bool, title: str) -> None:
        self.path = path
        self.title = title
        self.keep = keep
        self.line = first - 1
        self.fence = ""
        """The string that closes the open code block: a Markdown fence or the name of a tag; empty if none is open."""
        self.open: list[str] = []
        """For each open box, what begins its lines: `> ` in a quotation, an indentation in a tab."""
        self.deepest: list[str] = []
        """The deepest `open` on the current line."""
        self.indent = ""
        """The prefix of the outermost box, which may be in a list or a quotation."""
        self.sources: list[str] = []
        """The source of each open quotation."""
        self.groups: list[tabs.Group] = []
        """The open groups of tabs."""
        self.tab_line = 0
        """The line on which the last tab began."""
        self.begin = ""
        """The first line of code from Hexo's `{% mermaid graph LR %}`."""
        self.framed = True
        """Whether a frame may stand on the current line."""
        self.problems: list[Problem] = []

    def run(self, text: str) -> Expanded:
        lines = text.split("\n")
        for number, line in enumerate(lines):
            self.line += 1
            if "{{" in line and not self.fence:
                line = gather(lines, number)  # noqa: PLW2901 — with the rest of a multi-line tag
            elif "{%" in line and not self.fence:
                links.spread(lines, number)
                line = lines[number]  # noqa: PLW2901 — of which nothing is left where a list of links begins
            self.deepest = self.open.copy()
            self.framed = number + 1 == len(lines) or FRAMED.match(lines[number + 1]) is not None
            line = self._line(line)  # noqa: PLW2901 — the same line, its tags expanded
            if line.strip() == LINE:
                _take_item(lines, number)
            lines[number] = self._quoted(line, self.deepest if line.strip() else self.open)
        return Expanded("\n".join(lines), self.problems)

    def _line(self, line: str) -> str:
        if self.fence:
            return self._in_code(line)
        if fence := open_after(line, ""):
            self.fence = fence
            return line
        if TOC.fullmatch(line):
            return line if self.keep else line[: len(line) - len(line.lstrip())] + LINE
        if line.lstrip().startswith((":::", "@tab")):
            return self._container(line)
        if "{{" in line or "{%" in line or "{:" in line:
            if not self.open:
                self.indent = LEAD.match(line)[0]  # type: ignore[index]  # it matches everywhere
            line = TAG.sub(self._tag, literal.inline_code(line))
        line = vuepress.without_badges(line)
        if self.groups and "<!--" in line:
            line = tabs.COMMENT.sub(self._comment_of_tab, line)
        return DAY.sub(lambda found: f"**{found[1]}**<br>", line) if "<!--" in line else line

    def _quoted(self, line: str, within: list[str]) -> str:
        """A line in boxes."""
        if not within or (self.indent.strip() and line.rstrip() == self.indent.rstrip()):
            return line
        indent = self.indent if line.startswith(self.indent) else ""
        boxed = f"{indent}{''.join(within)}{line[len(indent) :]}"
        return boxed if line.strip() else boxed.rstrip()

    def _in_code(self, line: str) -> str:
        """A line of a code block; the closing fence or tag ends it."""
        if self.fence[0] in "`~":
            self.fence = open_after(line, self.fence)
            return self._unescaped(line)
        if re.search(rf"\{{%-?\s*end{self.fence}\s*-?%\}}|\{{\{{[<%]\s*/\s*{self.fence}\s*[%>]\}}\}}", line):
            self.fence = self.begin = ""
            return "````"
        line, self.begin = self.begin + line, ""
        return line

    def _tag(self, found: re.Match[str]) -> str:
        if found["code"]:
            return self._unescaped(found[0])
        if found["kramdown"]:
            return ""
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
        said: str | None
        if name in BOXES:
            said = self._box(name, rest, closing=closing)
        elif name in tabs.GROUPS:
            said = self._tabs(rest, closing=closing)
        elif name in tabs.TABS:
            said = self._tab(tabs.title_of(arguments(rest)), closing=closing)
        else:
            begins = not found.string[: found.start()].strip(BEFORE_A_FENCE)
            said = self._said(name, arguments(rest), closing=closing) if begins or name not in CODE else None
        if said is None:
            self._warn(found[0])
            return found[0] if self.keep else ""
        if said.startswith(("[!", "===")) and found.string[found.end() :].strip():
            said += "<br>"  # the rest of the line is content, not title
        return said

    def _unescaped(self, line: str) -> str:
        """The line with `{{</* name */>}}` as Hugo shows it: `{{< name >}}`."""
        return line if self.keep or "/*" not in line else ESCAPED.sub(r"\1\2\3", line)

    def _variable(self, found: re.Match[str]) -> str:
        if SITE.match(found["variable"]):
            quoted = re.match(r"[ \t]*['\"]([^'\"]*)", found["variable"])
            return quoted[1] if quoted else ""
        if page := PAGE.match(found["variable"]):
            if page["key"] == "title" and self.title:
                return self.title
            self._warn(found[0])
            return found[0] if self.keep else ""
        return found[0]

    def _said(self, name: str, args: dict[str, str], *, closing: bool) -> str | None:
        """The Markdown for a tag; None if it is unknown."""
        if name == "include":
            name, args = included(args)
        if name in CODE and not closing:
            self.fence = name
            self.begin = f"{' '.join(args.values())}; " if name == "mermaid" and args else ""
            return f"````{name if name == 'mermaid' else info_string(name, args)}"
        if name in SILENT:
            return ""
        if closing:
            return "" if name in PAIRS else None
        if name in EXPANSIONS:
            if name == "post_link" and len(args) == 1 and not self.keep:  # importers know the title
                self._tell_untitled(args.get("0", ""))
            return EXPANSIONS[name](args)
        return film(name, args, frame=self.framed and (name == "iframe" or not self.keep))

    def _box(self, name: str, rest: str, *, closing: bool) -> str:
        """The Markdown for the tag of a quotation or note: its title, or at the end its source. `_quoted` adds the `>`."""
        if closing:
            if "> " in self.open:
                del self.open[len(self.open) - 1 - self.open[::-1].index("> ") :]
            source = self.sources.pop() if self.sources else ""
            return f"<br>—— {source}" if source else ""
        self.open.append("> ")
        self.deepest = max(self.deepest, self.open.copy(), key=len)
        self.sources.append(source_of(rest) if name in SOURCED else "")
        if name in QUOTES:
            return ""
        return fold(arguments(rest)) if name in FOLDS else heading(name, arguments(rest))

    def _tabs(self, rest: str, *, closing: bool) -> str:
        """Opens or closes a group of tabs."""
        if not closing:
            self.groups.append(tabs.group(arguments(rest), len(self.open)))
        elif self.groups:
            del self.open[self.groups.pop().depth :]
        return ""

    def _tab(self, title: str, *, closing: bool) -> str:
        """The first line of a tab, which closes the one before. Its content is indented by `_quoted`."""
        inside = self.groups[-1] if self.groups else None
        if inside:
            del self.open[inside.depth :]
        elif closing and self.open[-1:] == [tabs.INDENT]:
            self.open.pop()
        if closing:
            return ""
        inline = self.tab_line == self.line
        if not inline:
            self.deepest = self.open.copy()
        self.tab_line = self.line
        self.open.append(tabs.INDENT)
        return tabs.heading(inside, title, inline=inline)

    def _container(self, line: str) -> str:
        """VuePress's `::: tabs`, `@tab title` in it, and its end `:::`."""
        if found := tabs.CONTAINER.fullmatch(line):
            if not self.open:
                self.indent = found["indent"]
            self.groups.append(tabs.group({}, len(self.open), found["colons"]))
        elif self.groups and self.groups[-1].colons == line.strip():
            del self.open[self.groups.pop().depth :]
        elif self.groups and self.groups[-1].colons and (found := tabs.AT.fullmatch(line)):
            return found["indent"] + self._tab(found["title"], closing=False)
        else:
            return line
        return ""

    def _comment_of_tab(self, found: re.Match[str]) -> str:
        said = self._tab(found["title"], closing=bool(found["end"]))
        return f"{said}<br>" if said and found.string[found.end() :].strip() else said

    def _tell_untitled(self, name: str) -> None:
        message = Text(
            f"{{% post_link {name} %}} 显示为“{name}”，Hexo 显示那篇文章的标题",
            f'{{% post_link {name} %}} shows "{name}"; Hexo shows the title of that article',
        )
        hint = Text(
            f"写上标题：{{% post_link {name} 标题 %}}；zhushu import 会自己写上",
            f"write it: {{% post_link {name} TITLE %}}; zhushu import does so by itself",
        )
        self.problems.append(Problem("note", "untitled-link", Place(self.path, self.line), message, hint))

    def _warn(self, tag: str) -> None:
        shown = shortened(tag, 60)
        done = Text("照原样留着", "left as it is") if self.keep else Text("已略去", "left out")
        message = Text(f"无法识别标签 {shown}，{done.zh}", f"unknown tag {shown}, {done.en}")
        self.problems.append(Problem("warning", "unknown-tag", Place(self.path, self.line), message, NO_TAG))


def _take_item(lines: list[str], number: int) -> None:
    """Removes the list item above `{:toc}`, which kramdown replaces by the table of contents."""
    if number and ITEM.fullmatch(lines[number - 1]) and (number == 1 or not lines[number - 2].strip()):
        lines[number - 1] = ""
