"""Marks that the author asks for, `[[词条]]` and `[[显示文字|词条]]`."""

from markdown_it.rules_inline import StateInline

from generator.readers.line import WANTED


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
