"""Tags of Hugo that are written over several lines."""

import re

UNFINISHED = re.compile(r"(?<!\\)\{\{[<%][^{}]*$")
TAG_END = re.compile(r"[%>]\}\}")
MAX_LINES = 12
"""Maximum length of a tag in lines."""


def gather(lines: list[str], number: int) -> str:
    """The line at `number`, joined with the next ones up to the end of a Hugo tag; these become empty."""
    line = lines[number]
    if not UNFINISHED.search(line):
        return line
    for last in range(number + 1, min(number + MAX_LINES, len(lines))):
        if TAG_END.search(lines[last]):
            line = " ".join([line, *(other.strip() for other in lines[number + 1 : last + 1])])
            lines[number + 1 : last + 1] = [""] * (last - number)
            return line
    return line
