"""What an article's headings say of it: its title and its sections."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from generator.readers.markdown.contents import Contents

NO_SECTIONS = 7
UNSAID = re.compile(r"[\W_]+")


def sections(tokens: Sequence[Token]) -> int:
    """The level of headings that begin a section, in an article whose title has been taken from it.

    It is the shallowest level; where that is used once, for a first heading above all others, the next one.
    """
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    if not levels:
        return NO_SECTIONS
    used = sorted(set(levels))
    alone = len(used) > 1 and levels[0] == used[0] and levels.count(used[0]) == 1
    return used[1] if alone else used[0]


def take_title(title: str, tokens: list[Token], contents: Contents) -> tuple[str, list[Token]]:
    """The article's title, and its tokens without a first `# Heading` that says it again or stands in its place."""
    if len(tokens) < 3 or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return title, tokens
    said = " ".join(contents.text(tokens[1]).split())
    if title and UNSAID.sub("", said).lower() != UNSAID.sub("", title).lower():
        return title, tokens
    return title or said, tokens[3:]
