"""Marks that the author asks for, `[[词条]]` and `[[显示文字|词条]]`, or forbids, `[文字]{.nomark}`; and other
attributes.
"""

import re
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.readers.line import WANTED

ATTRIBUTES = re.compile(
    r"\{:?[ \t]*((?:[#.][^\s{}#.\"'<>]+|[a-z]+=(?:\"[^\"{}\n]*\"|[^\s{}\"#.]+))(?:[ \t]+(?=[^\s}])|(?=[#.])|[ \t]*(?=\})))+\}"
)
PIECE = re.compile(r"([#.])([^\s{}#.\"'<>]+)|([a-z]+)=(?:\"([^\"{}\n]*)\"|([^\s{}\"#.]+))")
HEADING_ATTRIBUTES = re.compile(r"[ \t]*(\{[^{}\n]*\})[ \t]*$")
ALLOWED = ("title", "lang", "width", "height", "alt")
AFTER = ("image", "code_inline", "link_close", "span_close")


def wanted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Rule of the inline parser: `[[…]]` becomes a token `wanted`; with a backslash before it, `barred`."""
    if state.src[state.pos] not in "[\\":
        return False
    found = WANTED.match(state.src, state.pos, state.posMax)
    if found is None or not found["show"].strip():
        return False
    if not silent:
        token = state.push("barred" if found["barred"] else "wanted", "", 0)
        token.content = found["show"].strip()
        token.meta = {"name": (found["name"] or found["show"]).strip()}
    state.pos = found.end()
    return True


def span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Rule of the inline parser: `[text]{.class #id}`."""
    if state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = ATTRIBUTES.match(state.src, end + 1, maximum) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push("span_open", "span", 1).attrs = attributes(found[0])
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), maximum
    return True


def after(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Rule of the inline parser: `{.class}` right after an image, code or a link."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens or state.tokens[-1].type not in AFTER:
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    _opening(state.tokens).attrs.update(attributes(found[0]))
    state.pos = found.end()
    return True


def of_headings(state: StateCore) -> None:
    """Rule of the core: `## Title {#id .class}`; the attributes go to the heading."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if (
            opening.type == "heading_open"
            and (found := HEADING_ATTRIBUTES.search(inline.content))
            and ATTRIBUTES.match(found[1])
        ):
            opening.attrs.update(attributes(found[1]))
            inline.content = inline.content[: found.start()]


def attributes(written: str) -> dict[str, Any]:
    """`{#id .a .b title="x"}` → attributes; only those that are harmless."""
    found: dict[str, Any] = {}
    for sign, name, key, quoted, bare in PIECE.findall(written):
        if sign == "#":
            found["id"] = name
        elif sign == ".":
            found["class"] = f"{found['class']} {name}" if "class" in found else name
        elif key in ALLOWED:
            found[key] = quoted or bare
    return found


def _opening(tokens: list[Token]) -> Token:
    """The token that opens what the last one closes."""
    depth = 0
    for token in reversed(tokens):
        depth += token.nesting
        if depth >= 0:
            return token
    return tokens[-1]
