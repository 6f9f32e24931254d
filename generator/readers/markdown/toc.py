"""Where a table of contents stands: `[TOC]`, `[[toc]]`, `@[toc]`, `[[_TOC_]]`, `{:toc}`, `{% toc %}` on a line of its
own.

All of them come here as `{:toc}`, see `shortcodes`.
"""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.core.draft import Heading
from generator.core.errors import Text

TOC = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:@?\[\[?_?toc_?\]?\](?:\([^()\n]*\))?|\{:[ \t]*toc\b[^{}\n]*\}|\{\{toc\}\}"
    r"|\{%-?[ \t]*(?:toc|tableofcontents)[ \t]*-?%\}|\{\{[<%][ \t]*(?:toc|tableofcontents)[ \t]*/?[%>]\}\})[ \t]*",
    re.IGNORECASE,
)
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\S[^\n]*")
"""What stands above `{:toc}` in kramdown: an item in whose place the contents come."""
LINE = "{:toc}"
PART = "\ufdd0toc\ufdd1"
"""Stands among the parts of an article for its contents until all headings are known. No text has these characters."""
SAID = Text("目录", "Contents")


def plugin(md: MarkdownIt) -> None:
    """Adds the rule for the place of the contents to `md`."""
    md.block.ruler.before("fence", "toc", block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: ARG001, FBT001, N803 — markdown-it's signature
    """Rule of the block parser: the line alone."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(LINE, start) or state.is_code_block(startLine):
        return False
    if state.src[start : state.eMarks[startLine]].strip() != LINE:
        return False
    if not silent:
        state.push("toc", "", 0).map = [startLine, startLine + 1]
        state.line = startLine + 1
    return True


def contents(headings: Sequence[Heading], language: str) -> str:
    """The headings of an article as nested lists of links; nothing where there are none."""
    if not headings:
        return ""
    parts: list[str] = []
    levels: list[int] = []
    for heading in headings:
        while len(levels) > 1 and levels[-1] > heading.level:
            levels.pop()
            parts.append("</li>\n</ul>\n")
        if not levels or heading.level > levels[-1]:
            levels.append(heading.level)
            parts.append("<ul>\n")
        else:
            parts.append("</li>\n")
        parts.append(f'<li><a href="#{escape(heading.id)}">{escape(heading.text)}</a>')
    parts.append("</li>\n</ul>\n" * len(levels))
    return f'<nav class="contents" aria-label="{SAID.of(language)}">\n{"".join(parts)}</nav>\n'
