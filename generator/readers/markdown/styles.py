"""Inline styles beside emphasis: `==marked==`, `H~2~O`, `x^2^`.

In Chinese texts, `~` is a range (`3~5 天`), `==` occurs in code, and `^_^` is a face, so the rules have conditions.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.core.patterns import late

MARK = late(r"==(?![=\s])((?:[^=\\]|\\.|=(?!=))+?)(?<![\s=])==(?!=)")
SUB = re.compile(r"~([A-Za-z0-9+\-=()]{1,20})~(?![~0-9])")
SUP = late(r"\^([A-Za-z0-9+\-=()−·\u00b0-\u00be\u0370-\u03ff]{1,20})\^(?!\^)")


def plugin(md: MarkdownIt) -> None:
    """Adds the rules for inline styles to `md`."""
    md.inline.ruler.before("strikethrough", "mark", mark)
    md.inline.ruler.before("strikethrough", "sub", sub)
    md.inline.ruler.before("strikethrough", "sup", sup)


def mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Inline rule: `==text==` is highlighted, but not between Latin letters, where it is code."""
    if state.src[state.pos] != "=" or (state.pos and state.src[state.pos - 1] == "="):
        return False
    found = MARK.match(state.src, state.pos, state.posMax)
    if found is None or (_is_code(state.src[: found.start()][-1:]) and _is_code(found[1][0])):
        return False
    if not silent:
        start, end, maximum = found.start(1), found.end(1), state.posMax
        state.pos, state.posMax = start, end
        state.push("mark_open", "mark", 1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = maximum
    state.pos = found.end()
    return True


def sub(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: `H~2~O`, after a letter or bracket."""
    before = state.src[state.pos - 1] if state.pos else ""
    if state.src[state.pos] != "~" or not (before in (")", "]") or (before.isalpha() and before < "\u2e80")):
        return False
    return _style(state, SUB.match(state.src, state.pos, state.posMax), "sub", silent=silent)


def sup(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: `x^2^`, after a letter, digit or bracket; after a Han character only for digits."""
    before = state.src[state.pos - 1] if state.pos else ""
    if state.src[state.pos] != "^" or not (before in (")", "]") or before.isalnum()):
        return False
    found = SUP.match(state.src, state.pos, state.posMax)
    if found is not None and before >= "\u2e80" and not found[1][-1].isdigit():
        return False
    return _style(state, found, "sup", silent=silent)


def _style(state: StateInline, found: re.Match[str] | None, tag: str, *, silent: bool) -> bool:
    if found is None:
        return False
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = found[1]
        state.push(f"{tag}_close", tag, -1)
    state.pos = found.end()
    return True


def _is_code(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "_)(]['\"$!")
