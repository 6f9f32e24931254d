"""Block tokens → the parts and passages of an article."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.token import Token

from generator.errors import Place, Problem, Text
from generator.model import Role
from generator.readers.builder import Builder
from generator.readers.line import Line
from generator.readers.markdown import inline, simple_inline
from generator.readers.markdown.boxes import Box, box_of, callout
from generator.readers.markdown.code import code_block
from generator.readers.markdown.outline import NO_OUTLINE, Outline
from generator.readers.markdown.parser import NESTING
from generator.readers.markdown.raw import Raw, cleaned, unannotated
from generator.readers.tree import Tree, escape

TASK = re.compile(r"\[([ xX])\][ \t]+")
TASKS = {" ": Text("未完成", "not done"), "x": Text("已完成", "done")}
BACK = Text("回到正文", "back to the text")
TOO_DEEP = Text("嵌套太深，更里面的内容没有显示", "nested too deeply; what lies deeper is left out")


@dataclass(frozen=True, slots=True)
class Setting:
    """What rendering an article depends on beside its tokens."""

    path: str = ""
    first: int = 1
    """The line of the file on which the body begins."""
    language: str = "zh"
    highlight: bool = True
    outline: Outline = NO_OUTLINE


def render(tokens: list[Token], setting: Setting) -> tuple[Tree, list[Problem]]:
    """The article that `tokens` make, and what its author should know of it."""
    walk = _Walk(tokens, setting)
    return walk.walk(), walk.problems


class _Walk(Builder[Raw]):
    """Goes through an article's block tokens; each method below `walk` takes one kind of them."""

    def __init__(self, tokens: list[Token], setting: Setting) -> None:
        super().__init__()
        self.tokens = tokens
        self.setting = setting
        self.problems: list[Problem] = []
        self.roles: list[Role] = ["paragraph"]
        """The role of passages in each open container, and outside of all."""
        self.open: list[tuple[int, str]] = []
        """Where in `parts` each open container begins, and what closes it."""
        self.line = 1
        self.at = 0

    def walk(self) -> Tree:
        """The article."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.map:
                self.line = token.map[0] + self.setting.first
            HANDLERS.get(token.type, _Walk.element)(self, token)
        return self.tree(cleaned(self.parts, 0, self.addresses))

    # ------------------------------------------------------------ paragraphs and headings

    def paragraph(self, token: Token) -> None:
        content = self.content()
        if token.hidden:
            self.task(content)
            self.inline(content, self.roles[-1])
            if self.tokens[self.at].type != "list_item_close":
                self.parts.append("\n")
        elif caption := _caption(content):
            self.figure(content, caption)
        elif content.content or content.children:
            self.open_paragraph(token, content)

    def plain_paragraph(self, token: Token) -> None:
        """A paragraph that is one token; and content outside of a paragraph: the term of a definition list."""
        if not token.tag:
            self.inline(token, self.roles[-1])
        elif caption := _caption(token):
            self.figure(token, caption)
        elif token.content or token.children:
            self.open_paragraph(token, token)

    def content(self) -> Token:
        """The inline token at hand; it is passed over, with the closing tag behind it, but not the back links of a footnote."""
        content = self.tokens[self.at]
        self.at += 2 if self.tokens[self.at + 1].type.endswith("_close") else 1
        return content

    def open_paragraph(self, token: Token, content: Token) -> None:
        """A paragraph; ▲ or a class makes it a caption, a class the lead."""
        if content.content.startswith("▲"):
            token.attrs["class"] = f"{token.attrs['class']} caption" if "class" in token.attrs else "caption"
        classes = str(token.attrs["class"]).split() if "class" in token.attrs else ()
        self.parts.append(f"<p{self.attrs(token)}>")
        self.task(content)
        self.inline(content, "caption" if "caption" in classes else "lead" if "lead" in classes else self.roles[-1])
        if self.tokens[self.at - 1] is token or self.tokens[self.at - 1].type == "paragraph_close":
            self.parts.append("</p>\n")

    def task(self, content: Token) -> None:
        """The box of a list item that begins with `[ ]` or `[x]`, which is taken from it."""
        found = TASK.match(content.content) if content.content.startswith("[") and self.roles[-1] == "item" else None
        if found is None or not content.children or content.children[0].type != "text":
            return
        content.children[0].content = content.children[0].content[found.end():]
        state = found[1].lower()
        checked = " checked" if state == "x" else ""
        said = TASKS[state].of(self.setting.language)
        self.parts.append(f'<input type="checkbox" class="task" disabled{checked} aria-label="{said}"> ')

    def figure(self, content: Token, caption: list[Token]) -> None:
        """An image with its caption below it."""
        image = (content.children or [])[:1]
        self.parts.append(f"<figure>{inline.read(image, self.addresses, self.line).html}<figcaption>")
        self.passage(inline.read(caption, self.addresses, self.line), "caption", self.line)
        self.parts.append("</figcaption></figure>\n")

    def headed(self, token: Token) -> None:
        content = self.content()
        level = int(token.tag[1])
        self.section += level <= self.setting.outline.sections
        text = " ".join(inline.text_of(content.children or ()).split())
        name = self.addresses.own(str(token.attrs.pop("id"))) if "id" in token.attrs else ""
        self.heading(self.read(content), text, self.setting.outline.shown.get(level, level), self.line, name=name, rest=self.attrs(token))

    def inline(self, content: Token, role: Role) -> None:
        """The passage of a block."""
        if content.children or content.meta:
            self.passage(self.read(content), role, self.line)
        else:
            self.plain_passage(content.content, role, self.line)

    def read(self, token: Token) -> Line:
        if (pieces := token.meta.get("pieces")) is not None:
            return simple_inline.line(pieces, self.addresses, self.line)
        return inline.read(token.children or (), self.addresses, self.line)

    # ------------------------------------------------------------ containers

    def container(self, token: Token) -> None:
        self.warn_of_depth(token)
        role = CONTAINERS.get(token.type, "paragraph")
        self.enter((f"<{token.tag}{self.attrs(token)}>", f"</{token.tag}>\n"), role)

    def quote(self, token: Token) -> None:
        self.warn_of_depth(token)
        if (box := callout(self.tokens, self.at, self.setting.language)) is not None:
            self.enter(box, "paragraph")
        else:
            self.enter((f"<blockquote{self.attrs(token)}>\n", "</blockquote>\n"), "quote")

    def box(self, token: Token) -> None:
        self.warn_of_depth(token)
        self.enter(box_of(token.info, self.setting.language), "paragraph")

    def footnote(self, token: Token) -> None:
        self.enter((f'<li id="fn-{token.meta["id"] + 1}">', "</li>\n"), "footnote")

    def enter(self, box: Box, role: Role) -> None:
        self.parts.append(box[0])
        self.open.append((len(self.parts), box[1]))
        self.roles.append(role)

    def leave(self, token: Token) -> None:  # noqa: ARG002 — all handlers take the token
        start, end = self.open.pop()
        self.parts[start:] = cleaned(self.parts, start, self.addresses)
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

    def code(self, token: Token) -> None:
        self.parts.append(code_block(token.content, token.info, highlight=self.setting.highlight))

    def math(self, token: Token) -> None:
        self.parts.append(f'<div class="math">{escape(token.content.strip())}</div>\n')

    def raw(self, token: Token) -> None:
        self.parts.append(Raw(token.content, self.line))
        self.problems += unannotated(token.content, Place(self.setting.path, self.line))

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


def _caption(content: Token) -> list[Token]:
    """The caption of a paragraph that is an image alone: the image's title, or a second line that begins with ▲."""
    children = content.children or []
    if not children or children[0].type != "image":
        return []
    if len(children) > 2 and children[1].type in ("softbreak", "hardbreak") and children[2].content.startswith("▲"):
        return children[2:]
    title = str(children[0].attrs.pop("title", "")) if len(children) == 1 else ""
    return [Token("text", "", 0, content=title)] if title else []


CONTAINERS: dict[str, Role] = {"list_item_open": "item", "dd_open": "definition", "dt_open": "definition"}
HANDLERS: dict[str, Callable[[_Walk, Token], None]] = {
    "paragraph_open": _Walk.paragraph, "heading_open": _Walk.headed, "inline": _Walk.plain_paragraph,
    "blockquote_open": _Walk.quote, "blockquote_close": _Walk.leave, "container_box_open": _Walk.box, "container_box_close": _Walk.leave,
    "list_item_open": _Walk.container, "list_item_close": _Walk.leave, "dd_open": _Walk.container, "dd_close": _Walk.leave,
    "dt_open": _Walk.container, "dt_close": _Walk.leave,
    "fence": _Walk.code, "code_block": _Walk.code, "html_block": _Walk.raw, "math_block": _Walk.math,
    "table_open": _Walk.table, "table_close": _Walk.table_end, "th_open": _Walk.cell, "td_open": _Walk.cell,
    "footnote_block_open": _Walk.footnotes, "footnote_block_close": _Walk.footnotes_end,
    "footnote_open": _Walk.footnote, "footnote_close": _Walk.leave, "footnote_anchor": _Walk.back,
}
