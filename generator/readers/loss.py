"""What of an article is not on its page: each thing that a reader leaves out is told with file and line."""

from typing import NamedTuple

from generator.core.errors import Level, Place, Problem, Text

BY_RULE = (
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
"""What is left out without a word: nobody sees it in a browser either. docs/guide.md has the list."""
SHOWN = 60


class Loss(NamedTuple):
    """One thing that was left out."""

    line: int
    message: Text
    hint: Text | None
    text: str
    """What its reader would have seen of it, whole."""
    level: Level = "warning"
    code: str = "left-out"


def address(line: int, written: str) -> Loss:
    """An address that cannot work on a page."""
    shown = _short(written)
    return Loss(
        line,
        Text(
            f"地址“{shown}”在网页上打不开，没有做成链接", f"the address “{shown}” cannot work on a page; it is no link"
        ),
        Text(
            "图片放在文章旁边，写相对路径；别的网站写 https://…",
            "put pictures next to the article and write a relative path; for other sites write https://…",
        ),
        written,
    )


def element(line: int, name: str, text: str) -> Loss:
    """An element that a page of ours cannot have, with the text in it."""
    said = " ".join(text.split())
    shown = f"：{_short(said)}" if said else ""
    return Loss(
        line,
        Text(f"<{name}> 没有放进页面{shown}", f"<{name}> is not on the page{': ' + _short(said) if said else ''}"),
        None,
        text,
    )


def linked(line: int, name: str, url: str) -> Loss:
    """An embedded thing of which only a link remains."""
    return Loss(
        line,
        Text(f"<{name}> 换成了普通链接：{_short(url)}", f"<{name}> became a plain link: {_short(url)}"),
        None,
        url,
    )


def comment(line: int, text: str) -> Loss:
    """A comment that nothing ends, with all that a browser therefore hides."""
    said = " ".join(text.split())
    return Loss(
        line,
        Text(
            f"<!-- 没有写 -->，后面的都成了注释，没有放进页面：{_short(said)}",
            f"<!-- is not closed by -->: all behind it is a comment and not on the page: {_short(said)}",
        ),
        Text("在注释后面写上 -->", "write --> where the comment ends"),
        text,
    )


def formula(line: int, text: str) -> Loss:
    """A formula in MathML, of which the source or the letters remain."""
    return Loss(
        line,
        Text(f"<math> 换成了文字：{_short(text)}", f"<math> became text: {_short(text)}"),
        Text("公式写成 $…$", "write formulas as $…$"),
        text,
    )


def hotlinked(line: int, host: str, url: str) -> Loss:
    """A picture of a host that shows its pictures on its own pages only."""
    return Loss(
        line,
        Text(
            f"图片在 {host}，它常常不许别的网站显示（防盗链），读者可能看不到",
            f"a picture is at {host}, which often shows its pictures on its own pages only: readers may not see it",
        ),
        Text("zhushu localize 把它下载到文章旁边", "zhushu localize brings it next to the article"),
        url,
        code="hotlinked",
    )


def depth(line: int, levels: int) -> Loss:
    """Markup that lies too deep."""
    return Loss(
        line,
        Text(
            f"标签套了 {levels} 层以上，更里面的只留下文字，图片和链接没有放进页面",
            f"elements lie more than {levels} deep; of what is deeper only the text is on the page, no picture and no link",
        ),
        None,
        "",
    )


def around(line: int, name: str, text: str) -> Loss:
    """A part of a saved page that is not of its article."""
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


def problem(path: str, loss: Loss) -> Problem:
    """The warning about a loss in the file at `path`."""
    return Problem(loss.level, loss.code, Place(path, loss.line), loss.message, loss.hint)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
