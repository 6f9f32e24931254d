"""Boxes beside the text: `> [!NOTE]` of GitHub and Obsidian, and `::: note`."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from generator.core.errors import Text
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.inline import text_of
from generator.readers.tree import escape

CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*")
KINDS = {
    "note": Text("注", "Note"),
    "info": Text("说明", "Info"),
    "tip": Text("提示", "Tip"),
    "important": Text("重要", "Important"),
    "warning": Text("注意", "Warning"),
    "caution": Text("当心", "Caution"),
    "danger": Text("危险", "Danger"),
    "example": Text("示例", "Example"),
    "quote": Text("引文", "Quote"),
    "abstract": Text("摘要", "Abstract"),
    "question": Text("问题", "Question"),
    "success": Text("完成", "Done"),
    "details": Text("详情", "Details"),
}
SAME = {
    "hint": "tip",
    "attention": "warning",
    "error": "danger",
    "bug": "danger",
    "failure": "danger",
    "fail": "danger",
    "cite": "quote",
    "summary": "abstract",
    "tldr": "abstract",
    "help": "question",
    "faq": "question",
    "check": "success",
    "done": "success",
    "todo": "info",
    "primary": "note",
    "default": "note",
    "secondary": "note",
    "light": "note",
}
Box = tuple[str, str]
"""Opening and closing HTML."""


def is_kind(name: str) -> bool:
    """Whether there are boxes of this name."""
    return SAME.get(name.lower(), name.lower()) in KINDS


def callout(content: Token | None, contents: Contents, language: str) -> Box | None:
    """The box that a quotation is whose first line is `[!KIND]`, an own title behind it; that line is taken away.

    `content` is the first paragraph of the quotation, if it begins with one.
    """
    found = CALLOUT.match(content.content) if content is not None else None
    if content is None or found is None:
        return None
    title = text_of(_take_line(content, contents.tokens(content)))[found.end() :]
    return _box(found[1], title, language)


def box_of(info: str, language: str) -> Box:
    """The box that `::: kind title` opens. A kind that is not known gives its name to a `div` without a title."""
    kind, _, title = info.strip().partition(" ")
    kind = kind.strip("{}.").lower()
    if SAME.get(kind, kind) in KINDS:
        return _box(kind, title, language)
    return f'<div class="{escape(kind)}">\n', "</div>\n"


def _box(kind: str, title: str, language: str) -> Box:
    kind = SAME.get(kind.lower(), kind.lower())
    kind = kind if kind in KINDS else "note"
    said = title.strip() or KINDS[kind].of(language)
    if kind == "details":
        return f"<details>\n<summary>{escape(said)}</summary>\n", "</details>\n"
    return f'<aside class="box {kind}">\n<p class="box-title">{escape(said)}</p>\n', "</aside>\n"


def _take_line(content: Token, children: Sequence[Token]) -> Sequence[Token]:
    """Takes the first line, which ends at `<br>` too, away from a paragraph, whose inline tokens are `children`, and
    returns it.
    """
    end = next(
        (
            number
            for number, child in enumerate(children)
            if child.type in ("softbreak", "hardbreak") or _is_break(child)
        ),
        len(children),
    )
    within = end < len(children) and _is_break(children[end])
    content.children = list(children[end + 1 :])
    content.content = content.content.partition("<br>" if within else "\n")[2]
    if content.children and content.map and not within:
        content.map = [content.map[0] + 1, content.map[1]]
    return children[:end]


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content == "<br>"
