"""Markdown line by line: what is code stays as it is, and lines keep their numbers until the text is finished."""

import re
from collections.abc import Callable, Iterator

FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
CODE = re.compile(r"(`+[^`]*`+)")
GONE = "\ue124"
"""A line that is left out; it stays in place until `finished`, so that later lines keep their numbers."""
NEWLINE = "\ue125"
"""A line end within what has become of one line, until `finished`."""
LONGEST = 20_000
"""Characters of a line."""
PLAIN = re.compile(r"[^\s<>()]+")


def address(url: str) -> str:
    """An address as it stands in a link."""
    return url if PLAIN.fullmatch(url) else f"<{re.sub('[<>]', '', url)}>"


def marked(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Each line with its index, and whether it belongs to a fenced block of code."""
    fence = ""
    for number, line in enumerate(lines):
        found = FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        yield number, line, bool(fence or found)


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """`line` with all of it but inline code changed. A line that no person wrote stays as it is."""
    if len(line) > LONGEST:
        return line
    if "`" not in line:
        return change(line)
    return "".join(part if part.startswith("`") else change(part) for part in CODE.split(line))


def finished(body: str) -> str:
    """`body` without the lines that are gone, and with one empty line where several were left by that."""
    kept: list[str] = []
    loose = False
    """Whether something was taken away or put in since the last line of text: further empty lines say nothing."""
    for line in body.split("\n"):
        if line == GONE:
            loose = True
            continue
        parts = line.replace(GONE, "").split(NEWLINE)
        for number, part in enumerate(parts):
            loose = loose or len(parts) > 1
            if not part.strip() and loose and (not kept or not kept[-1].strip()):
                continue
            kept.append(part)
            if part.strip() and number == len(parts) - 1 and len(parts) == 1:
                loose = False
    return "\n".join(kept)
