"""Tables of contents: `[TOC]`, `[[toc]]`, `@[toc]`, `[[_TOC_]]`, `{:toc}` or `{% toc %}` on a line of its own.

`shortcodes` converts all of them to `{:toc}`.
"""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.core.draft import Heading
from generator.core.errors import Text
from generator.core.patterns import late

TOC = late(
    r"[ \t]*(?:[-*+][ \t]+)?(?:@?\[\[?_?toc_?\]?\](?:\([^()\n]*\))?|\{:[ \t]*toc\b[^{}\n]*\}|\{\{toc\}\}"
    r"|\{%-?[ \t]*(?:toc|tableofcontents)[ \t]*-?%\}|\{\{[<%][ \t]*(?:toc|tableofcontents)[ \t]*/?[%>]\}\})[ \t]*",
    re.IGNORECASE,
)
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\S[^\n]*")
"""The item above `{:toc}` in kramdown, which the table of contents replaces."""
LINE = "{:toc}"
PART = "\ufdd0toc\ufdd1"
"""Placeholder in the parts of an article until all headings are known. Texts cannot contain these noncharacters."""
SAID = Text("目录", "Contents")


def plugin(md: MarkdownIt) -> None:
    """Adds the rule for tables of contents to `md`."""
    md.block.ruler.before("fence", "toc", block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: ARG001, FBT001, N803 — markdown-it's signature
    """Block rule: the line `{:toc}`."""
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
    """The headings of an article as nested lists of links; empty if there are none."""
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
