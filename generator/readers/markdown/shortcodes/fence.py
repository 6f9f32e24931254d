"""Fenced code, line by line, for what is done to a text before it is parsed."""

import re

OPENING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:(?P<ticks>`{3,})[^`\n]*|(?P<tildes>~{3,})[^\n]*)")
"""Also as the first line of a list item. Behind backticks is no other one: that is code within a line."""
CLOSING = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*")


def open_after(line: str, fence: str) -> str:
    """The fence that is open after `line`, where `fence` was before it; empty if none is."""
    if fence:
        closing = CLOSING.fullmatch(line)
        return "" if closing and closing[1].startswith(fence) else fence
    if "```" not in line and "~~~" not in line:
        return ""
    opening = OPENING.fullmatch(line)
    return (opening["ticks"] or opening["tildes"]) if opening else ""
