"""What an article's headings say of it: its title, its sections, and how deep each heading lies on the page."""

import re
from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from generator.readers.markdown.contents import Contents

UNSAID = re.compile(r"[\W_]+")


class Outline(Struct, frozen=True):
    """The levels of an article's headings."""

    sections: int = 7
    """Headings of this level and above begin a section."""
    shown: dict[int, int] = field(default_factory=dict)
    """Level in the source → level on the page, whose only `h1` is its title."""


NO_OUTLINE = Outline()


def outline(tokens: Sequence[Token]) -> Outline:
    """The outline of an article whose title has been taken from it.

    Sections begin at the shallowest level; where that is used once, for a first heading above all others, at the next
    one.
    """
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    if not levels:
        return NO_OUTLINE
    used = sorted(set(levels))
    alone = len(used) > 1 and levels[0] == used[0] and levels.count(used[0]) == 1
    return Outline(used[1] if alone else used[0], {level: number for number, level in enumerate(used, 2)})


def take_title(title: str, tokens: list[Token], contents: Contents) -> tuple[str, list[Token]]:
    """The article's title, and its tokens without a first `# Heading` that says it again or stands in its place."""
    if len(tokens) < 3 or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return title, tokens
    said = " ".join(contents.text(tokens[1]).split())
    if title and UNSAID.sub("", said).lower() != UNSAID.sub("", title).lower():
        return title, tokens
    return title or said, tokens[3:]
