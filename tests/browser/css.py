"""Declarations of a style sheet, for asking an engine which of them it takes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HERE = ("@media", "@supports", "@starting-style", "@layer", "@container")
"""Rules that hold rules."""


class Rule(NamedTuple):
    """One rule: the conditions around it, its selector, its declarations in order."""

    conditions: tuple[str, ...]
    """Of the `@supports` around it."""
    selector: str
    declarations: tuple[tuple[str, str], ...]


def rules(css: str, conditions: tuple[str, ...] = ()) -> Iterator[Rule]:
    """All rules of `css`, the nested ones too."""
    css = COMMENT.sub("", css)
    at = 0
    while (start := css.find("{", at)) >= 0:
        end = _closing(css, start)
        head, body, at = css[at:start].strip().lstrip(";").strip(), css[start + 1 : end], end + 1
        if head.startswith("@supports"):
            yield from rules(body, (*conditions, head.removeprefix("@supports").strip()))
        elif head.startswith(HERE):
            yield from rules(body, conditions)
        else:
            pairs = (part.partition(":") for part in _split(body))
            yield Rule(conditions, head, tuple((name.strip(), value.strip()) for name, _, value in pairs if value))


def _closing(css: str, start: int) -> int:
    depth = 0
    for at in range(start, len(css)):
        depth += (css[at] == "{") - (css[at] == "}")
        if not depth:
            return at
    raise AssertionError(f"a brace is not closed: {css[start : start + 60]}")


def _split(body: str) -> Iterator[str]:
    """The declarations of a rule; a semicolon in brackets or quotes ends none."""
    yield from filter(None, map(str.strip, re.split(r""";(?=(?:[^"]*"[^"]*")*[^"]*$)(?![^(]*\))""", body)))
