"""Markdown articles: the only home of markdown-it.

What is understood: CommonMark; tables, strikethrough, footnotes, task lists, definition lists; `$math$`; `> [!NOTE]` and
`::: note`; `{.class #id}`; `[[词条]]`; tags of Hexo, Jekyll and Hugo. See docs/authors for the whole list.
"""

import re
from dataclasses import replace
from functools import lru_cache

from markdown_it.token import Token

from generator.model import Draft, Reader, Source
from generator.readers.front_matter import split
from generator.readers.markdown import blocks, inline
from generator.readers.markdown.blocks import Setting, Walk, levels
from generator.readers.markdown.parser import parse
from generator.readers.markdown.shortcodes import expand
from generator.readers.tree import escape

SAME = re.compile(r"[\W_]+")
DATE_PREFIX = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")


def read(source: Source, *, highlight: bool = True) -> Draft:
    """The article in `source`. A first `# Heading` that says the title is taken from the body; without front matter it is the title."""
    front = split(source.path, source.text)
    expanded = expand(front.body, source.path, front.line)
    tokens = parse(expanded.text)
    title, tokens = _title(front.meta.title, tokens)
    used = levels(tokens)
    setting = Setting(source.path, front.line, front.meta.language or "zh", highlight, shift=1 if 1 in used else 0, top=min(used, default=7))
    tree = Walk(tokens, setting).walk()
    meta = replace(front.meta, title=title) if title != front.meta.title else front.meta
    return Draft(meta, source, tree, (*front.problems, *expanded.problems))


def _title(title: str, tokens: list[Token]) -> tuple[str, list[Token]]:
    """The article's title, and its tokens without the first heading where that stands for it."""
    if len(tokens) < 3 or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return title, tokens
    said = " ".join(inline.text_of(tokens[1].children or ()).split())
    if title and SAME.sub("", said).lower() != SAME.sub("", title).lower():
        return title, tokens
    return title or said, tokens[3:]


def render_fragment(markdown: str) -> str:
    """A short text, such as a definition, as safe HTML; `[[entry]]` is left as a link to `zhushu-entry:NAME`."""
    tokens = parse(expand(markdown, "", 1).text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "wanted":
                child.meta["link"] = True
    tree = Walk(tokens, Setting()).walk()
    return tree.weave((), lambda _: ("", "")).html


def plain_text(markdown: str) -> str:
    """What a reader sees of a short Markdown text, in one line."""
    said = [inline.text_of(token.children or ()) if token.type == "inline" else token.content
            for token in parse(expand(markdown, "", 1).text) if token.type in ("inline", "fence", "code_block", "math_block")]
    return " ".join(" ".join(said).split())
