"""`:smile:` as an emoji, where the site wants it: the home of the `emoji` package, which is loaded when the first name
comes.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

NAME = re.compile(r"(?<![A-Za-z0-9:]):[a-z0-9_+-]+:(?![A-Za-z0-9:])")
"""A name between colons. Next to letters and digits it is a time of day or part of an address."""


def plugin(md: MarkdownIt) -> None:
    """Adds the rule for emoji to `md`."""
    md.inline.ruler.push("emoji", emoji)


def emoji(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Rule of the inline parser: the name of an emoji; a name that is none stays text."""
    found = NAME.match(state.src, state.pos, state.posMax)
    if found is None or not (char := _emoji(found[0])):
        return False
    if not silent:
        state.push("text", "", 0).content = char
    state.pos = found.end()
    return True


@lru_cache(maxsize=1024)
def _emoji(name: str) -> str:
    """The emoji that GitHub or Unicode calls `name`; empty where there is none."""
    from emoji import emojize

    char = emojize(name, language="alias")
    return "" if char == name else char
