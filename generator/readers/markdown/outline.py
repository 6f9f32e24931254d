"""The title and the section level of an article, from its headings."""

from collections.abc import Sequence

from markdown_it.token import Token

from generator.core.patterns import late
from generator.core.texts import bare
from generator.readers.markdown.contents import Contents

NO_SECTIONS = 7
NUMBERED = late(r"第?[一1][、.．章节]|[（(][一1][）)]")
"""The beginning of a heading of a first section."""


def sections(tokens: Sequence[Token]) -> int:
    """The level of section headings, in an article without its title.

    This is the highest level that is used; or the next one, if only the first heading has the highest level.
    """
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    if not levels:
        return NO_SECTIONS
    used = sorted(set(levels))
    alone = len(used) > 1 and levels[0] == used[0] and levels.count(used[0]) == 1
    return used[1] if alone else used[0]


def take_title(title: str, tokens: list[Token], contents: Contents) -> tuple[str, list[Token]]:
    """The article's title, and its tokens without a first `# Heading` that repeats it or is the only title.

    `# 一、前言` above other `#` headings is a section; such an article has its title elsewhere, in the name of its file.
    """
    at = next((at for at, token in enumerate(tokens) if token.type != "toc"), 0)  # Typora's [TOC] may stand above
    if len(tokens) < at + 3 or tokens[at].type != "heading_open" or tokens[at].tag != "h1":
        return title, tokens
    said = " ".join(contents.text(tokens[at + 1]).split())
    if title and bare(said).lower() != bare(title).lower():
        return title, tokens
    if not title and NUMBERED.match(said) and any(token.tag == "h1" for token in tokens[at + 3 :]):
        return title, tokens
    return title or said, [*tokens[:at], *tokens[at + 3 :]]
