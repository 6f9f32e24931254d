"""`:smile:` as an emoji, if the site enables it. The only module that uses the `emoji` package; imported lazily."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

NAME = re.compile(r"(?<![A-Za-z0-9:]):[a-z0-9_+-]+:(?![A-Za-z0-9:])")
"""A name between colons. Next to letters and digits, it is a time of day or part of a URL."""


def plugin(md: MarkdownIt) -> None:
    """Adds the rule for emoji to `md`."""
    md.inline.ruler.push("emoji", emoji)


def emoji(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Inline rule: the name of an emoji. Unknown names are text."""
    found = NAME.match(state.src, state.pos, state.posMax)
    if found is None or not (char := _emoji(found[0])):
        return False
    if not silent:
        state.push("text", "", 0).content = char
    state.pos = found.end()
    return True


@lru_cache(maxsize=1024)
def _emoji(name: str) -> str:
    """The emoji with a GitHub or Unicode `name`; empty if there is none."""
    from emoji import emojize

    char = emojize(name, language="alias")
    return "" if char == name else char
