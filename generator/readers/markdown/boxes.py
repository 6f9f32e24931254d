"""Boxes: `> [!NOTE]` of GitHub and Obsidian, `::: note`, and `!!! note` of MkDocs."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from generator.core.errors import Text
from generator.core.patterns import late
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.tokens import text_of
from generator.readers.tree import escape

CALLOUT = re.compile(r"\[!([\w-]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*")
INFO = late(r"\{?\.?([\w-]+)[^\s\[]*?\}?(?:\[([^\]]*)\])?(?:\s+(.*))?")
"""The text after `:::`: a kind, and a title in brackets or after a space."""
FOLDS = {"-": "", "+": " open"}
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
SYNONYMS = {
    synonym: kind
    for kind, synonyms in {
        "tip": "hint",
        "warning": "attention",
        "danger": "error bug failure fail",
        "quote": "cite",
        "abstract": "summary tldr",
        "question": "help faq",
        "success": "check done",
        "info": "todo",
        "note": "primary default secondary light",
    }.items()
    for synonym in synonyms.split()
}
TABS = ("tab", "tab apart")
"""A tab, and the first tab of a group that follows another one."""
Box = tuple[str, str]
"""Opening and closing HTML."""


def is_kind(name: str) -> bool:
    """Whether `name` is a kind of box."""
    return SYNONYMS.get(name.lower(), name.lower()) in KINDS


def callout(content: Token | None, contents: Contents, language: str) -> Box | None:
    """The box of a quotation that begins with a line `[!KIND] title`, which is removed; None for other quotations.

    `content` is the first paragraph of the quotation, if it begins with one.
    """
    found = CALLOUT.match(content.content) if content is not None else None
    if content is None or found is None:
        return None
    title = text_of(_take_line(content, contents.tokens(content)))[found.end() :]
    return box(found[1], title, language, folded=found[2])


def box_of(info: str, language: str) -> Box:
    """The box opened by `::: kind title` or `:::kind[title]`.

    An unknown kind becomes the class of a `div`; if it is not ASCII, the title.
    """
    found = INFO.match(info.strip())
    kind, title = (found[1].lower(), found[2] or found[3] or "") if found else ("note", info)
    if is_kind(kind) or not kind.isascii():
        return box(kind, title, language)
    shown = f'<p class="box-title">{escape(title.strip())}</p>\n' if title.strip("{} ") else ""
    return f'<div class="{escape(kind)}">\n{shown}', "</div>\n"


def box(kind: str, title: str, language: str, *, folded: str = "", group: str = "") -> Box:
    """A box. With `folded`, it is collapsible, and at first closed (`-`) or open (`+`). An unknown kind is its title.

    Of the boxes of one `group` a browser shows one at a time, without a script.
    """
    known = SYNONYMS.get(kind.lower(), kind.lower())
    said = title.strip() or (KINDS[known].of(language) if known in KINDS else kind.capitalize())
    known = known if known in KINDS or known in TABS else "note"
    if known == "details":
        return f"<details{FOLDS[folded or '-']}>\n<summary>{escape(said)}</summary>\n", "</details>\n"
    if folded:
        name = f' name="{escape(group)}"' if group else ""
        start = (
            f'<details class="box {known}"{name}{FOLDS[folded]}>\n<summary class="box-title">{escape(said)}</summary>\n'
        )
        return start, "</details>\n"
    return f'<aside class="box {known}">\n<p class="box-title">{escape(said)}</p>\n', "</aside>\n"


def _take_line(content: Token, children: Sequence[Token]) -> Sequence[Token]:
    """Removes and returns the first line, which may end at `<br>`, of a paragraph with the inline tokens `children`."""
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
