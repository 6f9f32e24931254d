"""Badges of VuePress and VitePress: `<Badge type="tip" text="新" />`, `<Badge>新</Badge>`."""

import re

from generator.core.patterns import late

SIGN = re.compile(r"<Badge[\s/>]")
BADGE = late(r"(?P<code>`+[^`]*`+)|<Badge(?=[\s/>])(?P<args>[^<>\n]{0,300}?)(?:/>|>(?P<inside>[^<>\n]{0,300})</Badge>)")
TEXT = re.compile(r"(?<![:\w])text=(?:\"([^\"]*)\"|'([^']*)')")


def without_badges(line: str) -> str:
    """`line` with the text of each badge highlighted, except in code."""
    return BADGE.sub(_shown, line) if "<Badge" in line else line


def _shown(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    text = TEXT.search(found["args"])
    said = (found["inside"] or (text and (text[1] or text[2])) or "").strip()
    return f"=={said}==" if said else found[0]
