"""Markdown line by line: what is code stays as it is, and lines keep their numbers until the text is finished."""

import re
from collections.abc import Callable, Iterator

FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
CODE = re.compile(r"(`+[^`]*`+)")
GONE = "\ue124"
"""A line that is left out; it stays in place until `finished`, so that later lines keep their numbers."""


def marked(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Each line with its index, and whether it belongs to a fenced block of code."""
    fence = ""
    for number, line in enumerate(lines):
        found = FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        yield number, line, bool(fence or found)


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """`line` with all of it but inline code changed."""
    if "`" not in line:
        return change(line)
    return "".join(part if part.startswith("`") else change(part) for part in CODE.split(line))


def finished(body: str) -> str:
    """`body` without the lines that are gone, and with one empty line where several were left by that."""
    kept: list[str] = []
    gap = False
    for line in body.split("\n"):
        if line == GONE:
            gap = True
            continue
        if gap and not line.strip() and (not kept or not kept[-1].strip()):
            continue
        gap = False
        kept.append(line.replace(GONE, ""))
    return "\n".join(kept)
