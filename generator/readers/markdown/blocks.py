"""Block tokens → parts and passages of an article: containers and all blocks except paragraphs."""

from collections.abc import Callable
from typing import NamedTuple, cast

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from generator.core.errors import Place, Problem, Text
from generator.core.passage import Passage, Role
from generator.readers import fragment, loss
from generator.readers.content import Content
from generator.readers.markdown import toc
from generator.readers.markdown.boxes import Box, box, box_of, callout
from generator.readers.markdown.code import code_block
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.fences import language_of
from generator.readers.markdown.paragraphs import Paragraphs, RenderSettings
from generator.readers.markdown.parser import MAX_NESTING
from generator.readers.markdown.raw import MORE, RawHtml, cleaned
from generator.readers.markdown.tokens import reference_id
from generator.readers.tree import Tree, escape

BACK = Text("回到正文", "back to the text")
LONG_ROW = Text("这一行的单元格比表头多", "this row has more cells than the head of its table")
LONG_ROW_HINT = Text("单元格里的竖线写作 \\|", "write a bar in a cell as \\|")
TOO_DEEP = Text("嵌套太深，更里面的内容没有显示", "nested too deeply; deeper content is left out")


class Rendered(NamedTuple):
    """The result of `render`."""

    tree: Tree
    problems: list[Problem]
    lead: int
    """Number of passages before `<!-- more -->`; 0 without one."""
    lead_end: int
    """Offset in the last of them at which the summary ends; 0: with it."""


def render(tokens: list[Token], contents: Contents, settings: RenderSettings) -> Rendered:
    """The article of `tokens`, whose inline content is read by `contents`."""
    walk = _Walk(tokens, contents, settings)
    tree = walk.walk()
    warnings = [
        Problem("warning", code, Place(settings.path, line), *texts) for line, (code, *texts) in walk.addresses.warnings
    ]
    warnings += [
        Problem("warning", "long-row", Place(settings.path, line - 1 + settings.first), LONG_ROW, LONG_ROW_HINT)
        for line in contents.env.get("long_rows", ())
    ]
    return Rendered(tree, walk.problems + warnings, walk.lead, walk.lead_end)


class _Walk(Paragraphs):
    """Adds containers and other blocks; each method below `walk` handles one kind of token."""

    def __init__(self, tokens: list[Token], contents: Contents, settings: RenderSettings) -> None:
        super().__init__(tokens, contents, settings)
        self.problems: list[Problem] = []
        self.open: list[tuple[int, str]] = []
        """For each open container: where it begins in `parts`, and its closing HTML."""
        self.has_raw = False
        """Whether there is raw HTML to sanitise."""

    def walk(self) -> Tree:
        """The article."""
        tokens, first, handler = self.tokens, self.settings.first, HANDLERS.get
        while self.at < len(tokens):
            token = tokens[self.at]
            self.at += 1
            if token.map:
                self.line = token.map[0] + first
            handler(token.type, _Walk.element)(self, token)
        parts = self.with_contents(self.finished(0))
        self.problems += [loss.problem(self.settings.path, one) for one in self.addresses.lost]
        return self.tree(self.in_order(parts) if self.has_raw else parts)

    def with_contents(self, parts: list[str | int]) -> list[str | int]:
        """The parts with the table of contents filled in."""
        if toc.PART not in parts:
            return parts
        shown = toc.contents(self.headings, self.settings.language)
        return [shown if part == toc.PART else part for part in parts]

    def finished(self, start: int) -> list[str | int]:
        """The parts from `start` on, with raw HTML sanitised."""
        return (
            cleaned(self.parts[start:], self.addresses, self.read_raw, self.plain)
            if self.has_raw
            else cast("list[str | int]", self.parts[start:])
        )

    # ------------------------------------------------------------ containers

    def container(self, token: Token) -> None:
        self.warn_of_depth(token)
        role = CONTAINERS.get(token.type, "paragraph")
        self.enter((f"<{token.tag}{self.attrs(token)}>", f"</{token.tag}>\n"), role)

    def quote(self, token: Token) -> None:
        self.warn_of_depth(token)
        if (box := callout(self.first_paragraph(), self.contents, self.settings.language)) is not None:
            self.enter(box, "paragraph")
        else:
            self.enter((f"<blockquote{self.attrs(token)}>\n", "</blockquote>\n"), "quote")

    def first_paragraph(self) -> Token | None:
        """The content of the current container's first block, if that is a paragraph."""
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
        self.enter(box_of(token.info, self.settings.language), "paragraph")

    def admonition(self, token: Token) -> None:
        self.warn_of_depth(token)
        meta = token.meta
        shown = box(
            meta["kind"],
            meta["title"] or "",
            self.settings.language,
            folded=meta["folded"],
            group=meta.get("group", ""),
        )
        self.enter(shown, "paragraph")

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
        if token.level >= MAX_NESTING - 2 and not self.problems:
            self.problems.append(Problem("warning", "too-deep", Place(self.settings.path, self.line), TOO_DEEP))

    # ------------------------------------------------------------ other blocks

    def element(self, token: Token) -> None:
        """Adds the tag of an element without special treatment."""
        if token.tag:
            self.parts.append(f"</{token.tag}>\n" if token.nesting < 0 else f"<{token.tag}{self.attrs(token)}>\n")

    def toc(self, token: Token) -> None:  # noqa: ARG002 — as above
        self.parts.append(toc.PART)

    def code(self, token: Token) -> None:
        info = unescapeAll(token.info.strip())
        if language_of(info) == "math":
            self.formula(token.content.strip(), f"$$\n{token.content}$$")
        else:
            self.parts.append(
                code_block(token.content, info, highlight=self.settings.highlight, language=self.settings.language)
            )

    def math(self, token: Token) -> None:
        self.formula(token.content, token.markup)

    def formula(self, tex: str, written: str) -> None:
        """Adds a displayed formula. If it cannot be converted, its source is shown."""
        from generator.readers.markdown.tex import mathml, not_math  # few articles have formulas

        shown = mathml(tex, display=True)
        if shown is None:
            self.addresses.warnings.append((self.line, not_math(tex)))
        self.parts.append(f'<div class="math">{shown or escape(written)}</div>\n')

    def raw(self, token: Token) -> None:
        if MORE.search(token.content):
            self.lead = self.lead or len(self.passages)
        self.parts.append(RawHtml(token.content, self.line, self.roles[-1], self.section))
        self.has_raw = True

    def read_raw(self, html: str, raw: RawHtml) -> list[str | int]:
        """The parts of sanitised HTML from the block `raw`."""

        def add(content: Content, role: Role, number: int) -> int:
            place = len(self.passages)
            self.passages.append(
                Passage(place, content.text, number, role, raw.section, content.breaks, content.wanted, content.barred)
            )
            self.leaves.append(content.leaves)
            return place

        return fragment.parts(html, raw.line, raw.role, add)

    def table(self, token: Token) -> None:
        """Begins a table in a box that scrolls on narrow screens, also by keyboard (WCAG 2.1.1)."""
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
        anchor = reference_id(token)
        said = BACK.of(self.settings.language)
        self.parts.append(f' <a href="#{anchor}" class="back" role="doc-backlink" aria-label="{said}">↩</a>')


CONTAINERS: dict[str, Role] = {"list_item_open": "item", "dd_open": "definition", "dt_open": "definition"}
HANDLERS: dict[str, Callable[[_Walk, Token], None]] = {
    "paragraph_open": _Walk.paragraph,
    "heading_open": _Walk.heading_open,
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
