"""Attributes in braces: `{.class #id}` before a block, after a heading, link, code or image; `[文字]{.nomark}`."""

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.core.patterns import late
from generator.readers.inline_styles import attributes_of

ATTRIBUTES = late(
    r"\{:?[ \t]*((?:[#.][^\s{}#.\"'<>]+|[a-z]+=(?:\"[^\"{}\n]*\"|[^\s{}\"#.]+))(?:[ \t]+(?=[^\s}])|(?=[#.])|[ \t]*(?=\})))+\}"
)
PIECE = late(r"([#.])([^\s{}#.\"'<>]+)|([a-z]+)=(?:\"([^\"{}\n]*)\"|([^\s{}\"#.]+))")
HEADING_ATTRIBUTES = re.compile(r"[ \t]*(\{[^{}\n]*\})[ \t]*$")
OF_BLOCKS = ("id", "class", "lang", "title")
ALLOWED = ("title", "lang", "width", "height", "alt")
AFTER = ("image", "code_inline", "link_close", "span_close")


def plugin(md: MarkdownIt) -> None:
    """Adds the rules for attributes to `md`."""
    md.block.ruler.before("fence", "attributes", of_blocks, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.after("link", "span", span)
    md.inline.ruler.push("attributes", after)
    md.core.ruler.after("block", "attributes", of_next_blocks)
    md.core.ruler.after("block", "heading_attributes", of_headings)


def of_blocks(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: FBT001, N803 — markdown-it's signature
    """Block rule: a line with only attributes.

    `{.class}` belongs to the block below it (Djot, MyST). `{: .class}` belongs to the block directly above it, which
    it ends, or otherwise to the one below (kramdown); so does `{.class}` where nothing is directly below (Hugo).
    """
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("{", start) or state.is_code_block(startLine):
        return False
    found = ATTRIBUTES.fullmatch(state.src[start : state.eMarks[startLine]].rstrip(" \t"))
    alone = startLine + 1 >= endLine or state.isEmpty(startLine + 1)
    behind = alone or state.src.startswith("{:", start)
    if found is None or (silent and not behind):
        return False
    if silent:
        return True
    touches = behind and state.tokens and startLine and not state.isEmpty(startLine - 1)
    above = _opening(state.tokens) if touches else None
    if above is not None and above.map and above.map[1] == startLine and above.level == state.level:
        _give(above, attributes(found[0]))
    else:
        token = state.push("attributes", "", 0)
        token.attrs, token.map = attributes(found[0]), [startLine, startLine + 1]
    state.line = startLine + 1
    return True


def of_next_blocks(state: StateCore) -> None:
    """Core rule: gives the attributes of a line to the block below it. Those of the last line win."""
    if "{" not in state.src:
        return
    kept: list[Token] = []
    waiting: list[Token] = []
    for token in state.tokens:
        if token.type == "attributes":
            waiting.append(token)
            continue
        for each in waiting if token.nesting >= 0 else ():
            _give(token, each.attrs)
        waiting.clear()
        kept.append(token)
    state.tokens = kept


def _give(token: Token, attrs: Mapping[str, Any]) -> None:
    """Adds attributes to a block. Classes are joined."""
    for name, value in attrs.items():
        if name == "class" and "class" in token.attrs:
            token.attrs["class"] = f"{token.attrs['class']} {value}"
        elif name in OF_BLOCKS:
            token.attrs[name] = value


def span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: `[text]{.class #id}`."""
    if state.src[state.pos] != "[":
        return False
    last: int | None = getattr(state, "last_span", None)
    if last is None:
        last = state.last_span = state.src.rfind("]{")  # type: ignore[attr-defined]
    if last < state.pos:
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
    """Inline rule: `{.class}` directly after an image, code or a link."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens or state.tokens[-1].type not in AFTER:
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    _opening(state.tokens).attrs.update(attributes(found[0]))
    state.pos = found.end()
    return True


def of_headings(state: StateCore) -> None:
    """Core rule: gives the heading the attributes of `## Title {#id .class}`."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if (
            opening.type == "heading_open"
            and (found := HEADING_ATTRIBUTES.search(inline.content))
            and ATTRIBUTES.match(found[1])
        ):
            opening.attrs.update(attributes(found[1]))
            inline.content = inline.content[: found.start()]


def attributes(written: str) -> dict[str, Any]:
    """The allowed attributes in `{#id .a .b title="x"}`."""
    found: dict[str, Any] = {}
    classes: list[str] = []
    for sign, name, key, quoted, bare in PIECE.findall(written):
        if sign == "#":
            found["id"] = name
        elif sign == ".":
            classes.append(name)
        elif key == "style":
            styles = attributes_of(quoted or bare, is_picture=True)
            classes += [styles["align"]] if "align" in styles else []
            found |= {size: styles[size] for size in ("width", "height") if size in styles}
        elif key in ALLOWED:
            found[key] = quoted or bare
    return found | {"class": " ".join(classes)} if classes else found


def _opening(tokens: list[Token]) -> Token:
    """The token that is closed by the last one."""
    depth = 0
    for token in reversed(tokens):
        depth += token.nesting
        if depth >= 0:
            return token
    return tokens[-1]
