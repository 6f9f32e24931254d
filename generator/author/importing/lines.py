"""Changing Markdown line by line: code is left alone, and lines keep their numbers until `drop_gone_lines`."""

import re
from collections.abc import Callable, Iterator

from generator.readers.markdown.shortcodes.fence import open_after

CODE = re.compile(r"(`+[^`]*`+)")
GONE = "\ue124"
"""Placeholder for a removed line, so that later lines keep their numbers."""
NEWLINE = "\ue125"
"""Placeholder for a line end inserted into a line."""
LONGEST = 20_000
"""A longer line (in characters) was not written by a person and is left alone."""


def lines_with_code(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """The lines: index, text, and whether it belongs to a fenced code block."""
    fence = ""
    for number, line in enumerate(lines):
        before, fence = fence, open_after(line, fence)
        yield number, line, bool(before or fence)


def prose(lines: list[str]) -> list[tuple[int, str]]:
    """The lines outside fenced code, with their indices. The list may be changed while they are looked at."""
    return [(number, line) for number, line, code in lines_with_code(lines) if not code]


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """`line` with everything but inline code changed; see LONGEST."""
    return line if len(line) > LONGEST else each_part(line, change)


def each_part(line: str, change: Callable[[str], str]) -> str:
    """The same for a line of any length, where `change` takes linear time."""
    if "`" not in line:
        return change(line)
    return "".join(part if part.startswith("`") else change(part) for part in CODE.split(line))


def drop_gone_lines(body: str) -> str:
    """`body` without GONE lines; consecutive empty lines that this leaves are reduced to one, but in code that was inserted."""
    kept: list[str] = []
    fence = ""
    loose = False
    """Whether a line was removed or inserted since the last line of text, so that empty lines may be dropped."""
    for line in body.split("\n"):
        if line == GONE:
            loose = True
            continue
        parts = line.replace(GONE, "").split(NEWLINE)
        for number, part in enumerate(parts):
            loose = loose or len(parts) > 1
            if len(parts) > 1:
                fence = open_after(part, fence)
            if not part.strip() and loose and not fence and (not kept or not kept[-1].strip()):
                continue
            kept.append(part)
            if part.strip() and number == len(parts) - 1 and len(parts) == 1:
                loose = False
    return "\n".join(kept)
