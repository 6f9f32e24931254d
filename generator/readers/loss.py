"""What of an article is not on its page: each thing that a reader leaves out is told with file and line."""

from typing import NamedTuple

from generator.core.errors import Place, Problem, Text

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
    "hidden elements of a page of HTML",
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


def problem(path: str, loss: Loss) -> Problem:
    """The warning about a loss in the file at `path`."""
    return Problem("warning", "left-out", Place(path, loss.line), loss.message, loss.hint)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
