"""Markdown articles: the only home of markdown-it.

What is understood: CommonMark; tables, strikethrough, footnotes, task lists, definition lists; `$math$`; `> [!NOTE]` and
`::: note`; `{.class #id}`; `[[词条]]`; tags of Hexo, Jekyll and Hugo. See docs/authors for the whole list.
"""

import re
from dataclasses import replace

from markdown_it.token import Token

from generator.model import Draft, Source
from generator.readers.front_matter import split
from generator.readers.markdown import simple_inline
from generator.readers.markdown.blocks import Setting, render
from generator.readers.markdown.inline import text_of
from generator.readers.markdown.outline import outline, take_title
from generator.readers.markdown.parser import parse
from generator.readers.markdown.shortcodes import expand
from generator.readers.tree import escape

PLACEHOLDER = re.compile(r'"zhushu-link:\d+:"')
"""A link's placeholder as an attribute: in text its quotation marks would be escaped."""


def read(source: Source, *, highlight: bool = True) -> Draft:
    """The article in `source`. A first `# Heading` that says the title is taken from the body; without front matter it is the title."""
    front = split(source.path, source.text)
    expanded = expand(front.body, source.path, front.line)
    tokens = parse(expanded.text)
    title, tokens = take_title(front.meta.title, tokens)
    setting = Setting(source.path, front.line, front.meta.language or "zh", highlight, outline(tokens))
    tree, problems = render(tokens, setting)
    meta = replace(front.meta, title=title) if title != front.meta.title else front.meta
    return Draft(meta, source, tree, (*front.problems, *expanded.problems, *problems))


def render_fragment(markdown: str) -> str:
    """A short text, such as a definition, as safe HTML.

    `[[entry]]` is left as a link to `zhushu-entry:NAME`, and a link or image of the site as one to `zhushu-here:TARGET`.
    """
    tokens = parse(expand(markdown, "", 1).text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "wanted":
                child.meta["link"] = True
    tree, _ = render(tokens, Setting())
    woven = tree.weave((), lambda _: ("", ""))
    targets = {f'"{link.placeholder}"': f'"zhushu-here:{escape(link.target)}"' for link in woven.links}
    return PLACEHOLDER.sub(lambda found: targets[found[0]], woven.html) if targets else woven.html


def plain_text(markdown: str) -> str:
    """What a reader sees of a short Markdown text, in one line."""
    said = [_said(token) if token.type == "inline" else token.content
            for token in parse(expand(markdown, "", 1).text) if token.type in ("inline", "fence", "code_block", "math_block")]
    return " ".join(" ".join(said).split())


def _said(token: Token) -> str:
    """What a reader sees of inline content."""
    if (pieces := token.meta.get("pieces")) is not None:
        return simple_inline.text_of(pieces)
    return text_of(token.children) if token.children else token.content
