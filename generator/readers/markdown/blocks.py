"""Block tokens → the parts and passages of an article."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from generator.errors import Place, Problem, Text
from generator.model import Role
from generator.readers.builder import Builder
from generator.readers.line import Line
from generator.readers.markdown import inline
from generator.readers.markdown.boxes import box_of, callout
from generator.readers.markdown.code import code_block
from generator.readers.markdown.inline import attrs
from generator.readers.markdown.parser import NESTING
from generator.readers.markdown.raw import Raw, cleaned
from generator.readers.tree import Tree, escape

TASK = re.compile(r"\[([ xX])\][ \t]+")
TASKS = {" ": Text("未完成", "not done"), "x": Text("已完成", "done")}


@dataclass(frozen=True, slots=True)
class Setting:
    """What rendering an article depends on beside its tokens."""

    path: str = ""
    first: int = 1
    """The line of the file on which the body begins."""
    language: str = "zh"
    highlight: bool = True
    shift: int = 0
    """By how much headings go down, so that the page's title stays the only `h1`."""
    top: int = 7
    """The level of section headings in the source."""


class Walk(Builder[Raw]):
    """Goes through an article's block tokens."""

    def __init__(self, tokens: list[Token], setting: Setting) -> None:
        super().__init__()
        self.tokens = tokens
        self.setting = setting
        self.problems: list[Problem] = []
        self.roles: list[Role] = ["paragraph"]
        self.closers: list[str] = []
        self.groups: list[int] = []
        """Where in `parts` each open container begins."""
        self.line = 1
        self.at = 0

    def walk(self) -> Tree:
        """The article."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.map:
                self.line = token.map[0] + self.setting.first
            HANDLERS.get(token.type, Walk.other)(self, token)
        return Tree(tuple(self.passages), tuple(self.leaves), tuple(cleaned(self.parts, 0, self.links)), tuple(self.headings),
                    tuple(self.links.found), tuple(self.problems))

    def read(self, token: Token) -> Line:
        return inline.read(token.children or (), self.links, self.line)

    # ------------------------------------------------------------ by token

    def other(self, token: Token) -> None:
        """Elements that need no care: their tags as they are."""
        if token.nesting > 0:
            self.parts.append(f"<{token.tag}{attrs(token.attrs)}>\n")
        elif token.nesting < 0:
            self.parts.append(f"</{token.tag}>\n")
        elif token.tag:
            self.parts.append(f"<{token.tag}>\n")

    def inline(self, token: Token) -> None:
        """Content outside of paragraphs: a term of a definition list."""
        self.passage(self.read(token), self.roles[-1], self.line)

    def paragraph(self, token: Token) -> None:
        content = self.tokens[self.at]
        self.at += 2 if self.tokens[self.at + 1].type == "paragraph_close" else 1  # a footnote's back links come before it
        if token.hidden:
            self.passage(self._task(content), self.roles[-1], self.line)
            if self.tokens[self.at].type != "list_item_close":
                self.parts.append("\n")
        elif (picture := self._figure(content)) is not None:
            self._put_figure(picture, content)
        else:
            self._paragraph(token, content)

    def _paragraph(self, token: Token, content: Token) -> None:
        classes = str(token.attrs.get("class", "")).split()
        line = self._task(content)
        role: Role = "caption" if line.text.startswith("▲") or "caption" in classes else "lead" if "lead" in classes else self.roles[-1]
        if role == "caption" and "caption" not in classes:
            token.attrs["class"] = " ".join([*classes, "caption"])
        self.parts.append(f"<p{attrs(token.attrs)}>")
        self.passage(line, role, self.line)
        if self.tokens[self.at - 1].type == "paragraph_close":
            self.parts.append("</p>\n")

    def paragraph_end(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        self.parts.append("</p>\n")

    def _task(self, content: Token) -> Line:
        """The content of a paragraph; in a list item that begins with `[ ]` or `[x]` with a box in front."""
        found = TASK.match(content.content) if content.content.startswith("[") and self.roles[-1] == "item" else None
        if found is None or not content.children or content.children[0].type != "text":
            return self.read(content)
        content.children[0].content = content.children[0].content[found.end():]
        state = found[1].lower()
        checked = " checked" if state == "x" else ""
        said = TASKS[state].of(self.setting.language)
        self.parts.append(f'<input type="checkbox" class="task" disabled{checked} aria-label="{said}"> ')
        return self.read(content)

    def _figure(self, content: Token) -> Token | None:
        """The image that is all of a paragraph and has a title."""
        children = content.children or []
        return children[0] if len(children) == 1 and children[0].type == "image" and children[0].attrs.get("title") else None

    def _put_figure(self, picture: Token, content: Token) -> None:
        title = str(picture.attrs.pop("title"))
        self.parts.append(f"<figure>{self.read(content).html}<figcaption>")
        self.passage(inline.read([Token("text", "", 0, content=title)], self.links, self.line), "caption", self.line)
        self.parts.append("</figcaption></figure>\n")

    def title(self, token: Token) -> None:
        content = self.tokens[self.at]
        self.at += 2
        level = int(token.tag[1])
        if level <= self.setting.top:
            self.section += 1
        text = " ".join(inline.text_of(content.children or ()).split())
        own = str(token.attrs.pop("id", ""))
        self.heading(self.read(content), text, min(level + self.setting.shift, 6), self.line, own=own, rest=attrs(token.attrs))

    def container(self, token: Token) -> None:
        """A list item, a definition: blocks within."""
        self.open(f"<{token.tag}{attrs(token.attrs)}>", f"</{token.tag}>\n", CONTAINERS[token.type])

    def open(self, start: str, end: str, role: Role) -> None:
        """Begins a container whose passages have `role`."""
        self.parts.append(start)
        self.groups.append(len(self.parts))
        self.closers.append(end)
        self.roles.append(role)

    def close(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        start = self.groups.pop()
        if any(isinstance(part, Raw) for part in self.parts[start:]):
            self.parts[start:] = cleaned(self.parts, start, self.links)
        self.parts.append(self.closers.pop())
        self.roles.pop()

    def quote(self, token: Token) -> None:
        self._warn_of_depth(token)
        if (box := callout(self.tokens, self.at, self.setting.language)) is not None:
            self.open(*box, "paragraph")
        else:
            self.open(f"<blockquote{attrs(token.attrs)}>\n", "</blockquote>\n", "quote")

    def box(self, token: Token) -> None:
        self.open(*box_of(token.info, self.setting.language), "paragraph")

    def list(self, token: Token) -> None:
        self._warn_of_depth(token)
        start = {"start": token.attrs["start"]} if "start" in token.attrs else {}
        self.parts.append(f"<{token.tag}{attrs({**token.attrs, **start})}>\n")

    def _warn_of_depth(self, token: Token) -> None:
        if token.level >= NESTING - 2 and not any(problem.code == "too-deep" for problem in self.problems):
            self.problems.append(Problem("warning", "too-deep", Place(self.setting.path, self.line),
                                         Text("嵌套太深，更里面的内容没有显示", "nested too deeply; what lies deeper is left out")))

    def rule(self, token: Token) -> None:
        self.parts.append(f"<hr{attrs(token.attrs)}>\n")

    def code(self, token: Token) -> None:
        self.parts.append(code_block(token.content, token.info, highlight=self.setting.highlight))

    def math(self, token: Token) -> None:
        self.parts.append(f'<div class="math">{escape(token.content.strip())}</div>\n')

    def raw(self, token: Token) -> None:
        self.parts.append(Raw(token.content, self.line))

    def table(self, token: Token) -> None:
        self.parts.append(f'<div class="table" tabindex="0">\n<table{attrs(token.attrs)}>\n')

    def table_end(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        self.parts.append("</table>\n</div>\n")

    def cell(self, token: Token) -> None:
        content = self.tokens[self.at]
        self.at += 2
        side = str(token.attrs.get("style", "")).removeprefix("text-align:")
        scope = ' scope="col"' if token.tag == "th" else ""
        self.parts.append(f"<{token.tag}{scope}" + (f' class="{side}">' if side else ">"))
        self.passage(self.read(content), "cell", self.line)
        self.parts.append(f"</{token.tag}>")

    def footnotes(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.parts.append('<section class="footnotes" role="doc-endnotes">\n<ol>\n')

    def footnotes_end(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.parts.append("</ol>\n</section>\n")

    def footnote(self, token: Token) -> None:
        self.open(f'<li id="fn-{token.meta["id"] + 1}">', "</li>\n", "footnote")

    def back(self, token: Token) -> None:
        number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
        anchor = f"fnref-{number}" + (f"-{again + 1}" if again else "")
        said = Text("回到正文", "back to the text").of(self.setting.language)
        self.parts.append(f' <a href="#{anchor}" class="back" role="doc-backlink" aria-label="{said}">↩</a>')


CONTAINERS: dict[str, Role] = {"list_item_open": "item", "dd_open": "definition", "dt_open": "definition"}
HANDLERS: dict[str, Callable[[Walk, Token], None]] = {
    "paragraph_open": Walk.paragraph, "paragraph_close": Walk.paragraph_end, "heading_open": Walk.title, "inline": Walk.inline,
    "blockquote_open": Walk.quote, "blockquote_close": Walk.close, "bullet_list_open": Walk.list, "ordered_list_open": Walk.list,
    "fence": Walk.code, "code_block": Walk.code, "hr": Walk.rule, "html_block": Walk.raw, "math_block": Walk.math,
    "table_open": Walk.table, "table_close": Walk.table_end, "th_open": Walk.cell, "td_open": Walk.cell,
    "container_box_open": Walk.box, "container_box_close": Walk.close,
    "footnote_block_open": Walk.footnotes, "footnote_block_close": Walk.footnotes_end,
    "footnote_open": Walk.footnote, "footnote_close": Walk.close, "footnote_anchor": Walk.back,
    **dict.fromkeys(CONTAINERS, Walk.container), "list_item_close": Walk.close, "dd_close": Walk.close, "dt_close": Walk.close,
}


def levels(tokens: Iterable[Token]) -> list[int]:
    """The levels of the headings among `tokens`."""
    return [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
