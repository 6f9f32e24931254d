"""Losses: parts of an article that readers leave out, each reported with file and line."""

from typing import NamedTuple

from generator.core.errors import Level, Place, Problem, Text
from generator.core.texts import shortened

SILENT = (
    "comments",
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "link",
    "meta",
    "pictures that only count visitors",
    "hidden elements",
)
"""Elements left out without a message, as browsers do not show them either. docs/guide.md has the list."""
MAX_SHOWN = 60


class Loss(NamedTuple):
    """One thing that was left out."""

    line: int
    message: Text
    hint: Text | None
    text: str
    """All that would have been visible of it."""
    level: Level = "warning"
    code: str = "left-out"


def address(line: int, written: str) -> Loss:
    """A URL that cannot work on a page."""
    shown = _short(written)
    return Loss(
        line,
        Text(
            f"地址“{shown}”在网页上打不开，没有做成链接",
            f'the address "{shown}" cannot work on a page and is not a link',
        ),
        Text(
            "图片放在文章旁边，写相对路径；别的网站写 https://…",
            "put pictures next to the article and write a relative path; for other sites write https://…",
        ),
        written,
    )


def element(line: int, name: str, text: str) -> Loss:
    """An element that pages may not contain, with its text."""
    said = " ".join(text.split())
    shown = f"：{_short(said)}" if said else ""
    return Loss(
        line,
        Text(f"<{name}> 没有放进页面{shown}", f"<{name}> is not on the page{': ' + _short(said) if said else ''}"),
        None,
        text,
    )


def linked(line: int, name: str, url: str) -> Loss:
    """Embedded content that was replaced by a link."""
    return Loss(
        line,
        Text(f"<{name}> 换成了普通链接：{_short(url)}", f"<{name}> became a plain link: {_short(url)}"),
        None,
        url,
    )


def comment(line: int, text: str) -> Loss:
    """An unclosed comment, with the text that it hides."""
    said = " ".join(text.split())
    return Loss(
        line,
        Text(
            f"<!-- 没有写 -->，后面的都成了注释，没有放进页面：{_short(said)}",
            f"<!-- is not closed by -->, so all that follows is a comment and not on the page: {_short(said)}",
        ),
        Text("在注释后面写上 -->", "write --> where the comment ends"),
        text,
    )


def formula(line: int, text: str) -> Loss:
    """A formula in MathML that was replaced by its source or text."""
    return Loss(
        line,
        Text(f"<math> 换成了文字：{_short(text)}", f"<math> became text: {_short(text)}"),
        Text("公式写成 $…$", "write formulas as $…$"),
        text,
    )


def hotlinked(line: int, host: str, url: str) -> Loss:
    """A picture of a host that refuses hotlinking."""
    return Loss(
        line,
        Text(
            f"图片在 {host}，它常常不许别的网站显示（防盗链），读者可能看不到",
            f"a picture is at {host}, which often refuses to show pictures on other sites: readers may not see it",
        ),
        Text("zhushu localize 把它下载到文章旁边", "zhushu localize downloads it next to the article"),
        url,
        code="hotlinked",
    )


def depth(line: int, levels: int) -> Loss:
    """Markup that is nested too deeply."""
    return Loss(
        line,
        Text(
            f"标签套了 {levels} 层以上，更里面的只留下文字，图片和链接没有放进页面",
            f"elements are nested more than {levels} deep; of deeper ones, only the text is on the page, no picture or link",
        ),
        None,
        "",
    )


def around(line: int, name: str, text: str) -> Loss:
    """A part of a saved page that does not belong to the article."""
    said = " ".join(text.split())
    return Loss(
        line,
        Text(
            f"网页里文章四周的东西（<{name}>）没有放进页面：{_short(said)}",
            f"what surrounds the article (<{name}>) is not on the page: {_short(said)}",
        ),
        None,
        said,
        "note",
    )


def lines(line: int, why: Text, text: str) -> Loss:
    """Lines of a raw text that do not belong to the article."""
    said = " ".join(text.split())
    return Loss(
        line,
        Text(f"没有放进页面（{why.zh}）：{_short(said)}", f"not on the page ({why.en}): {_short(said)}"),
        None,
        said,
        "note",
        "left-out-line",
    )


def problem(path: str, loss: Loss) -> Problem:
    """The warning about a loss in the file at `path`."""
    return Problem(loss.level, loss.code, Place(path, loss.line), loss.message, loss.hint)


def _short(text: str) -> str:
    return shortened(text, MAX_SHOWN)
