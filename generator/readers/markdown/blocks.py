"""Block tokens → the parts and passages of an article."""

import re
from collections.abc import Callable
from typing import NamedTuple, cast

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from msgspec import Struct

from generator.core.errors import Place, Problem, Text
from generator.core.passage import Passage, Role
from generator.readers import fragment, loss
from generator.readers.addresses import Known
from generator.readers.builder import VISIBLE, Builder
from generator.readers.line import Content
from generator.readers.markdown import inline, places
from generator.readers.markdown.boxes import Box, box, box_of, callout
from generator.readers.markdown.code import code_block
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.fences import language_of
from generator.readers.markdown.outline import NO_SECTIONS
from generator.readers.markdown.parser import NESTING
from generator.readers.markdown.raw import MORE, Raw, cleaned
from generator.readers.markdown.tex import mathml, not_math
from generator.readers.tree import Tree, escape

TASK = re.compile(r"\[([ xX])\][ \t]+")
TASKS = {" ": Text("未完成", "not done"), "x": Text("已完成", "done")}
BACK = Text("回到正文", "back to the text")
LONG_ROW = Text("这一行的单元格比表头多", "this row has more cells than the head of its table")
LONG_ROW_HINT = Text("单元格里的竖线写作 \\|", "write a bar within a cell as \\|")
TOO_DEEP = Text("嵌套太深，更里面的内容没有显示", "nested too deeply; what lies deeper is left out")


class Setting(Struct, frozen=True):
    """What rendering an article depends on beside its tokens."""

    path: str = ""
    first: int = 1
    """The line of the file on which the body begins."""
    language: str = "zh"
    highlight: bool = True
    sections: int = NO_SECTIONS
    """Headings of this level and above begin a section."""
    known: Known | None = None
    hosts: tuple[str, ...] = ()
    """Further hosts whose frames are opened on a click."""


class Rendered(NamedTuple):
    """What has been made of an article's tokens."""

    tree: Tree
    problems: list[Problem]
    """What its author should know of it."""
    lead: int
    """How many passages stand before `<!-- more -->`; 0 without one."""


def render(tokens: list[Token], contents: Contents, setting: Setting) -> Rendered:
    """The article that `tokens` make, whose inline content `contents` reads."""
    walk = _Walk(tokens, contents, setting)
    tree = walk.walk()
    told = [Problem("warning", name, Place(setting.path, line), *texts) for line, (name, *texts) in walk.addresses.told]
    told += [
        Problem("warning", "long-row", Place(setting.path, line - 1 + setting.first), LONG_ROW, LONG_ROW_HINT)
        for line in contents.env.get("long_rows", ())
    ]
    return Rendered(tree, walk.problems + told, walk.lead)


class _Walk(Builder[Raw]):
    """Goes through an article's block tokens; each method below `walk` takes one kind of them."""

    def __init__(self, tokens: list[Token], contents: Contents, setting: Setting) -> None:
        super().__init__(setting.known, setting.hosts)
        self.tokens = tokens
        self.contents = contents
        self.setting = setting
        self.problems: list[Problem] = []
        self.roles: list[Role] = ["paragraph"]
        """The role of passages in each open container, and outside of all."""
        self.open: list[tuple[int, str]] = []
        """Where in `parts` each open container begins, and what closes it."""
        self.line = 1
        self.at = 0
        self.has_raw = False
        """Whether there is any raw HTML to sanitise."""

    def walk(self) -> Tree:
        """The article."""
        tokens, first, handler = self.tokens, self.setting.first, HANDLERS.get
        while self.at < len(tokens):
            token = tokens[self.at]
            self.at += 1
            if token.map:
                self.line = token.map[0] + first
            handler(token.type, _Walk.element)(self, token)
        parts = self.with_contents(self.finished(0))
        self.problems += [loss.problem(self.setting.path, one) for one in self.addresses.lost]
        return self.tree(self.in_order(parts) if self.has_raw else parts)

    def with_contents(self, parts: list[str | int]) -> list[str | int]:
        """The parts with the table of contents where the author wants it."""
        if places.PART not in parts:
            return parts
        shown = places.contents(self.headings, self.setting.language)
        return [shown if part == places.PART else part for part in parts]

    def finished(self, start: int) -> list[str | int]:
        """The parts from `start` on, without raw HTML."""
        return (
            cleaned(self.parts[start:], self.addresses, self.read_raw, self.plain)
            if self.has_raw
            else cast("list[str | int]", self.parts[start:])
        )

    # ------------------------------------------------------------ paragraphs and headings

    def paragraph(self, token: Token) -> None:
        content = self.content()
        if content.map:  # not the paragraph's own: a first line that says what box this is has been taken from it
            self.line = content.map[0] + self.setting.first
        if token.hidden:
            self.task(content)
            self.inline(content, self.roles[-1])
            if self.tokens[self.at].type != "list_item_close":
                self.parts.append("\n")
        else:
            self.shown_paragraph(token, content)

    def plain_paragraph(self, token: Token) -> None:
        """A paragraph that is one token; and content outside of a paragraph: the term of a definition list."""
        if not token.tag:
            self.inline(token, self.roles[-1])
        elif token.attrs or token.children or not token.content or token.content[0] == "▲":
            self.shown_paragraph(token, token)
        elif self.is_text(token):
            self.parts.append("<p>")
            self.text(token.content, self.roles[-1], self.line)
            self.parts.append("</p>\n")
        elif passage := self.contents.simple(token, self.addresses, self.line):
            self.parts.append("<p>")
            self.passage(passage, self.roles[-1], self.line)
            self.parts.append("</p>\n")
        else:
            self.paragraph_or_figure(token, token, None)

    def is_text(self, content: Token) -> bool:
        """Whether inline content is text and nothing else, not all of it blank."""
        return (
            not content.children
            and self.contents.is_text(content.content)
            and VISIBLE.search(content.content) is not None
        )

    def shown_paragraph(self, token: Token, content: Token) -> None:
        """A paragraph with its tags, unless it is a figure, or there is nothing in it."""
        self.paragraph_or_figure(token, content, self.contents.simple(content, self.addresses, self.line))

    def paragraph_or_figure(self, token: Token, content: Token, passage: Content | None) -> None:
        """The same, its `passage` where that has been read."""
        if passage is None and (caption := self.caption(content)):
            self.figure(content, caption)
        elif content.content or content.children or self.has_anchor():
            self.open_paragraph(token, content, passage)

    def has_anchor(self) -> bool:
        """Whether the way back from a footnote follows."""
        return self.at < len(self.tokens) and self.tokens[self.at].type == "footnote_anchor"

    def content(self) -> Token:
        """The inline token at hand; it is passed over, with the closing tag behind it, but not the back links of a
        footnote.
        """
        content = self.tokens[self.at]
        self.at += 2 if self.tokens[self.at + 1].type.endswith("_close") else 1
        return content

    def open_paragraph(self, token: Token, content: Token, passage: Content | None) -> None:
        """A paragraph, its `passage` where that has been read; ▲ or a class makes it a caption, a class the lead."""
        role = self.roles[-1]
        if content.content.startswith("▲"):
            token.attrs["class"] = f"{token.attrs['class']} caption" if "class" in token.attrs else "caption"
        if token.attrs:
            classes = str(token.attrs.get("class", "")).split()
            role = "caption" if "caption" in classes else "lead" if "lead" in classes else role
        self.parts.append(f"<p{self.attrs(token)}>" if token.attrs else "<p>")
        if passage is None:
            self.task(content)
            passage = self.contents.parsed(content, self.addresses, self.line)
        self.passage(passage, role, self.line)
        if self.tokens[self.at - 1] is token or self.tokens[self.at - 1].type == "paragraph_close":
            self.parts.append("</p>\n")

    def task(self, content: Token) -> None:
        """The box of a list item that begins with `[ ]` or `[x]`, which is taken from it."""
        found = TASK.match(content.content) if content.content.startswith("[") and self.roles[-1] == "item" else None
        tokens = self.contents.tokens(content) if found is not None else ()
        if found is None or not tokens or tokens[0].type != "text":
            return
        tokens[0].content = tokens[0].content[found.end() :]
        state = found[1].lower()
        checked = " checked" if state == "x" else ""
        said = TASKS[state].of(self.setting.language)
        self.parts.append(f'<input type="checkbox" class="task" disabled{checked} aria-label="{said}"> ')

    def caption(self, content: Token) -> list[Token]:
        """The caption of a paragraph that is an image alone: the image's title, or a second line that begins with ▲."""
        tokens = self.contents.tokens(content) if content.content.startswith("!") else ()
        if not tokens or tokens[0].type != "image":
            return []
        if len(tokens) > 2 and tokens[1].type in ("softbreak", "hardbreak") and tokens[2].content.startswith("▲"):
            return tokens[2:]
        title = str(tokens[0].attrs.pop("title", "")) if len(tokens) == 1 else ""
        return [Token("text", "", 0, content=title)] if title else []

    def figure(self, content: Token, caption: list[Token]) -> None:
        """An image with its caption below it."""
        image = self.contents.tokens(content)[:1]
        self.parts.append(f"<figure>{inline.read(image, self.addresses, self.line).html}<figcaption>")
        self.passage(inline.read(caption, self.addresses, self.line).content, "caption", self.line)
        self.parts.append("</figcaption></figure>\n")

    def headed(self, token: Token) -> None:
        content = self.content()
        level = int(token.tag[1])
        self.section += level <= self.setting.sections
        text = " ".join(self.contents.text(content).split())
        name = self.addresses.own(str(token.attrs.pop("id"))) if "id" in token.attrs else ""
        passage = self.contents.passage(content, self.addresses, self.line)
        self.heading(passage, text, level, self.line, name=name, rest=self.attrs(token))

    def inline(self, content: Token, role: Role) -> None:
        """The passage of a block."""
        if self.is_text(content):
            self.text(content.content, role, self.line)
        else:
            self.passage(self.contents.passage(content, self.addresses, self.line), role, self.line)

    def plain_list(self, token: Token) -> None:
        """A list whose items are one line each."""
        self.parts.append(f"<{token.tag}{self.attrs(token)}>\n")
        for item in token.children or ():
            self.line = item.map[0] + self.setting.first if item.map else self.line
            self.parts.append("<li>")
            self.inline(item, "item")
            self.parts.append("</li>\n")
        self.parts.append(f"</{token.tag}>\n")

    # ------------------------------------------------------------ containers

    def container(self, token: Token) -> None:
        self.warn_of_depth(token)
        role = CONTAINERS.get(token.type, "paragraph")
        self.enter((f"<{token.tag}{self.attrs(token)}>", f"</{token.tag}>\n"), role)

    def quote(self, token: Token) -> None:
        self.warn_of_depth(token)
        if (box := callout(self.first_paragraph(), self.contents, self.setting.language)) is not None:
            self.enter(box, "paragraph")
        else:
            self.enter((f"<blockquote{self.attrs(token)}>\n", "</blockquote>\n"), "quote")

    def first_paragraph(self) -> Token | None:
        """The content of the container at hand, if that begins with a paragraph."""
        first, *more = self.tokens[self.at : self.at + 2]
        return (
            first
            if first.tag == "p" and first.type == "inline"
            else more[0]
            if first.type == "paragraph_open"
            else None
        )

    def box(self, token: Token) -> None:
        self.warn_of_depth(token)
        self.enter(box_of(token.info, self.setting.language), "paragraph")

    def admonition(self, token: Token) -> None:
        self.warn_of_depth(token)
        meta = token.meta
        self.enter(box(meta["kind"], meta["title"] or "", self.setting.language, folded=meta["folded"]), "paragraph")

    def footnote(self, token: Token) -> None:
        self.enter((f'<li id="fn-{token.meta["id"] + 1}">', "</li>\n"), "footnote")

    def enter(self, box: Box, role: Role) -> None:
        self.parts.append(box[0])
        self.open.append((len(self.parts), box[1]))
        self.roles.append(role)

    def leave(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        start, end = self.open.pop()
        if self.has_raw:
            self.parts[start:] = self.finished(start)
        self.parts.append(end)
        self.roles.pop()

    def warn_of_depth(self, token: Token) -> None:
        if token.level >= NESTING - 2 and not self.problems:
            self.problems.append(Problem("warning", "too-deep", Place(self.setting.path, self.line), TOO_DEEP))

    # ------------------------------------------------------------ other blocks

    def element(self, token: Token) -> None:
        """Elements that need no care: their tags as they are."""
        if token.tag:
            self.parts.append(f"</{token.tag}>\n" if token.nesting < 0 else f"<{token.tag}{self.attrs(token)}>\n")

    def toc(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.parts.append(places.PART)

    def code(self, token: Token) -> None:
        info = unescapeAll(token.info.strip())
        if language_of(info) == "math":
            self.formula(token.content.strip(), f"$$\n{token.content}$$")
        else:
            self.parts.append(
                code_block(token.content, info, highlight=self.setting.highlight, language=self.setting.language)
            )

    def math(self, token: Token) -> None:
        self.formula(token.content, token.markup)

    def formula(self, tex: str, written: str) -> None:
        """A formula on lines of its own; one that cannot be converted stays as it was written."""
        shown = mathml(tex, display=True)
        if shown is None:
            self.addresses.told.append((self.line, not_math(tex)))
        self.parts.append(f'<div class="math">{shown or escape(written)}</div>\n')

    def raw(self, token: Token) -> None:
        if MORE.search(token.content):
            self.lead = self.lead or len(self.passages)
        self.parts.append(Raw(token.content, self.line, self.roles[-1], self.section))
        self.has_raw = True

    def read_raw(self, html: str, raw: Raw) -> list[str | int]:
        """The parts of sanitised HTML that stands where the block `raw` does."""

        def add(content: Content, role: Role, number: int) -> int:
            place = len(self.passages)
            self.passages.append(
                Passage(place, content.text, number, role, raw.section, content.breaks, content.wanted, content.barred)
            )
            self.leaves.append(content.leaves)
            return place

        return fragment.parts(html, raw.line, raw.role, add)

    def table(self, token: Token) -> None:
        """A table in a box that scrolls by itself on a narrow screen; the keyboard can reach it (WCAG 2.1.1)."""
        self.parts.append(f'<div class="table" tabindex="0">\n<table{self.attrs(token)}>\n')

    def table_end(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        self.parts.append("</table>\n</div>\n")

    def cell(self, token: Token) -> None:
        content = self.content()
        side = str(token.attrs.get("style", "")).removeprefix("text-align:")
        scope = ' scope="col"' if token.tag == "th" else ""
        self.parts.append(f"<{token.tag}{scope}" + (f' class="{side}">' if side else ">"))
        self.inline(content, "cell")
        self.parts.append(f"</{token.tag}>")

    def footnotes(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.parts.append('<section class="footnotes" role="doc-endnotes">\n<ol>\n')

    def footnotes_end(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.parts.append("</ol>\n</section>\n")

    def back(self, token: Token) -> None:
        anchor = inline.reference_id(token)
        said = BACK.of(self.setting.language)
        self.parts.append(f' <a href="#{anchor}" class="back" role="doc-backlink" aria-label="{said}">↩</a>')

    def attrs(self, token: Token) -> str:
        return inline.attrs(token, self.addresses)


CONTAINERS: dict[str, Role] = {"list_item_open": "item", "dd_open": "definition", "dt_open": "definition"}
HANDLERS: dict[str, Callable[[_Walk, Token], None]] = {
    "paragraph_open": _Walk.paragraph,
    "heading_open": _Walk.headed,
    "inline": _Walk.plain_paragraph,
    "plain_list": _Walk.plain_list,
    "blockquote_open": _Walk.quote,
    "blockquote_close": _Walk.leave,
    "container_box_open": _Walk.box,
    "container_box_close": _Walk.leave,
    "admonition_open": _Walk.admonition,
    "admonition_close": _Walk.leave,
    "list_item_open": _Walk.container,
    "list_item_close": _Walk.leave,
    "dd_open": _Walk.container,
    "dd_close": _Walk.leave,
    "dt_open": _Walk.container,
    "dt_close": _Walk.leave,
    "toc": _Walk.toc,
    "fence": _Walk.code,
    "code_block": _Walk.code,
    "html_block": _Walk.raw,
    "math_block": _Walk.math,
    "table_open": _Walk.table,
    "table_close": _Walk.table_end,
    "th_open": _Walk.cell,
    "td_open": _Walk.cell,
    "footnote_block_open": _Walk.footnotes,
    "footnote_block_close": _Walk.footnotes_end,
    "footnote_open": _Walk.footnote,
    "footnote_close": _Walk.leave,
    "footnote_anchor": _Walk.back,
}
