"""Boxes of MkDocs with indented content: `!!! note "title"`; `???` and `???+` are collapsible; `=== "tab"`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.core.patterns import late

FIRST = late(
    r"""(?:!!!|(?P<marker>\?\?\?\+?))[ \t]+(?P<kind>[\w-]+)(?:[ \t]+[\w-]+)*[ \t]*(?:"(?P<title>[^"\n]*)")?[ \t]*$
    | ===[!+]*[ \t]+"(?P<tab>[^"\n]+)"[ \t]*(?:<br>(?P<rest>[^\n]*))?$""",
    re.VERBOSE,
)
"""The first line. Tabs of other generators may have content behind `<br>`."""


def plugin(md: MarkdownIt) -> None:
    """Adds the rule for boxes of MkDocs to `md`."""
    md.block.ruler.before("fence", "admonition", block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: FBT001, N803 — the signature of markdown-it's rules
    """Block rule: the first line, and all following lines that are empty or indented by four spaces."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(("!!!", "???", "==="), start) or state.is_code_block(startLine):
        return False
    found = FIRST.match(state.src[start : state.eMarks[startLine]])
    if found is None:
        return False
    indent, last = state.sCount[startLine] + 4, startLine + 1
    end = last
    while last < endLine and (state.isEmpty(last) or state.sCount[last] >= indent):
        last += 1
        end = last if not state.isEmpty(last - 1) else end
    if end == startLine + 1 and found["tab"] and not found["rest"]:
        return False
    if silent:
        return True
    token = state.push("admonition_open", "aside", 1)
    token.map = [startLine, end]
    folded = {"???": "-", "???+": "+"}.get(found["marker"] or "", "")
    token.meta = {
        "kind": "tab" if found["tab"] else found["kind"],
        "title": found["tab"] or found["title"],
        "folded": folded,
    }
    if found["tab"]:
        before = state.tokens[-2] if len(state.tokens) > 1 else None  # the token before this one
        touches = before is not None and bool(before.meta.get("tabs"))
        follows = touches and "!" not in found[0].split('"')[0]
        group = state.env["tabs"] = state.env.get("tabs", 0) + (not follows)
        token.meta |= {"group": f"tabs-{group}", "folded": "-" if follows else "+"}
        token.meta["kind"] = "tab" if follows or not touches else "tab apart"
    outer, parent = state.blkIndent, state.parentType
    state.blkIndent, state.parentType = indent, "admonition"
    if found["rest"]:
        state.push("paragraph_open", "p", 1).map = [startLine, startLine + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = found["rest"].strip(), [startLine, startLine + 1], []
        state.push("paragraph_close", "p", -1)
    state.md.block.tokenize(state, startLine + 1, end)
    state.blkIndent, state.parentType = outer, parent
    state.push("admonition_close", "aside", -1).meta = {"tabs": token.meta.get("group", "")}
    state.line = end
    return True
