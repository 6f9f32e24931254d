"""Paragraphs, figures, headings and one-line lists → passages."""

import re

from markdown_it.token import Token
from msgspec import Struct

from generator.core.errors import Text
from generator.core.passage import Role
from generator.readers.addresses import Known
from generator.readers.builder import VISIBLE, Builder
from generator.readers.content import Content
from generator.readers.markdown import inline, tokens
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.outline import NO_SECTIONS
from generator.readers.markdown.raw import RawHtml

TASK = re.compile(r"\[([ xX])\][ \t]+")
TASKS = {" ": Text("未完成", "not done"), "x": Text("已完成", "done")}


class RenderSettings(Struct, frozen=True):
    """The inputs for rendering an article besides its tokens."""

    path: str = ""
    first: int = 1
    """Line of the file on which the body begins."""
    language: str = "zh"
    highlight: bool = True
    sections: int = NO_SECTIONS
    """Headings of this level and higher ones begin a section."""
    known: Known | None = None
    hosts: tuple[str, ...] = ()
    """`ReadSettings.embeds`."""


class Paragraphs(Builder[RawHtml]):
    """Walks the block tokens of an article; `at` is the next one. `blocks` adds the containers and other blocks."""

    def __init__(self, tokens: list[Token], contents: Contents, settings: RenderSettings) -> None:
        super().__init__(settings.known, settings.hosts)
        self.tokens = tokens
        self.contents = contents
        self.settings = settings
        self.roles: list[Role] = ["paragraph"]
        """The role of passages outside of all containers, and in each open one."""
        self.line = 1
        self.at = 0

    def paragraph(self, token: Token) -> None:
        """Adds a paragraph of markdown-it."""
        content = self.content()
        if content.map:  # differs from the paragraph's if the first line, `[!NOTE]`, has been removed
            self.line = content.map[0] + self.settings.first
        if token.hidden:
            self.task(content)
            self.inline(content, self.roles[-1])
            if self.tokens[self.at].type != "list_item_close":
                self.parts.append("\n")
        else:
            self.shown_paragraph(token, content)

    def plain_paragraph(self, token: Token) -> None:
        """Adds a paragraph of the fast path, or content outside of paragraphs: the term of a definition list."""
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
        """Whether inline content is plain text, and not blank."""
        return (
            not content.children
            and self.contents.is_text(content.content)
            and VISIBLE.search(content.content) is not None
        )

    def shown_paragraph(self, token: Token, content: Token) -> None:
        """Adds a paragraph with its tags, or a figure; nothing if it is empty."""
        self.paragraph_or_figure(token, content, self.contents.simple(content, self.addresses, self.line))

    def paragraph_or_figure(self, token: Token, content: Token, passage: Content | None) -> None:
        """The same; `passage` is its content if the fast path could read it."""
        if passage is None and (caption := self.caption(content)):
            self.figure(content, caption)
        elif content.content or content.children or self.is_before_backlink():
            self.tagged_paragraph(token, content, passage)

    def is_before_backlink(self) -> bool:
        """Whether a backlink of a footnote follows."""
        return self.at < len(self.tokens) and self.tokens[self.at].type == "footnote_anchor"

    def content(self) -> Token:
        """The next token, which is inline. Moves past it and its closing tag, but not past backlinks of a footnote."""
        content = self.tokens[self.at]
        self.at += 2 if self.tokens[self.at + 1].type.endswith("_close") else 1
        return content

    def tagged_paragraph(self, token: Token, content: Token, passage: Content | None) -> None:
        """Adds a paragraph with its tags. ▲ or a class makes it a caption, a class a lead."""
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
        """Adds the checkbox of a list item that begins with `[ ]` or `[x]`, which is removed from it."""
        found = TASK.match(content.content) if content.content.startswith("[") and self.roles[-1] == "item" else None
        tokens = self.contents.tokens(content) if found is not None else ()
        if found is None or not tokens or tokens[0].type != "text":
            return
        tokens[0].content = tokens[0].content[found.end() :]
        state = found[1].lower()
        checked = " checked" if state == "x" else ""
        said = TASKS[state].of(self.settings.language)
        self.parts.append(f'<input type="checkbox" class="task" disabled{checked} aria-label="{said}"> ')

    def caption(self, content: Token) -> list[Token]:
        """The caption of a paragraph with only an image: the image's title, or a second line that begins with ▲."""
        tokens = self.contents.tokens(content) if content.content.startswith("!") else ()
        if not tokens or tokens[0].type != "image":
            return []
        if len(tokens) > 2 and tokens[1].type in ("softbreak", "hardbreak") and tokens[2].content.startswith("▲"):
            return tokens[2:]
        title = str(tokens[0].attrs.pop("title", "")) if len(tokens) == 1 else ""
        return [Token("text", "", 0, content=title)] if title else []

    def figure(self, content: Token, caption: list[Token]) -> None:
        """Adds an image with its caption."""
        image = self.contents.tokens(content)[:1]
        self.parts.append(f"<figure>{inline.read(image, self.addresses, self.line).html}<figcaption>")
        self.passage(inline.read(caption, self.addresses, self.line).content, "caption", self.line)
        self.parts.append("</figcaption></figure>\n")

    def heading_open(self, token: Token) -> None:
        """Adds a heading."""
        content = self.content()
        level = int(token.tag[1])
        self.section += level <= self.settings.sections
        text = " ".join(self.contents.text(content).split())
        name = self.addresses.own(str(token.attrs.pop("id"))) if "id" in token.attrs else ""
        passage = self.contents.passage(content, self.addresses, self.line)
        self.heading(passage, text, level, self.line, name=name, rest=self.attrs(token))

    def inline(self, content: Token, role: Role) -> None:
        """Adds the passage of a block."""
        if self.is_text(content):
            self.text(content.content, role, self.line)
        else:
            self.passage(self.contents.passage(content, self.addresses, self.line), role, self.line)

    def plain_list(self, token: Token) -> None:
        """Adds a list whose items are one line each."""
        self.parts.append(f"<{token.tag}{self.attrs(token)}>\n")
        for item in token.children or ():
            self.line = item.map[0] + self.settings.first if item.map else self.line
            self.parts.append("<li>")
            self.inline(item, "item")
            self.parts.append("</li>\n")
        self.parts.append(f"</{token.tag}>\n")

    def attrs(self, token: Token) -> str:
        """The attributes of a token as in its tag."""
        return tokens.attrs(token, self.addresses)
