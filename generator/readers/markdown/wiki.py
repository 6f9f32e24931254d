"""`[[词条]]`, `[[词条|显示的文字]]` and `![[图.png|300]]`."""

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.readers.content import WANTED
from generator.readers.wiki import inner_of

PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)\Z", re.IGNORECASE)
SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?")


def wanted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    r"""Inline rule: `[[…]]` becomes a token `wanted`, `\[[…]]` a token `barred`, `![[图.png]]` an image."""
    if state.src[state.pos] not in "[\\!":
        return False
    found = WANTED.match(state.src, state.pos, state.posMax)
    if found is None or not found["left"].strip():
        return False
    if not silent:
        left, right = found["left"].strip(), (found["right"] or "").strip()
        if found["before"] == "!" and PICTURE.search(left):
            image = state.push("image", "img", 0)
            image.attrs = {"src": f"[[{left}]]"}
            if size := SIZE.fullmatch(right):
                image.attrs |= {
                    name: value for name, value in zip(("width", "height"), size.groups(), strict=True) if value
                }
            alt = "" if size else right
            image.children = [Token("text", "", 0, content=alt)] if alt else []
        else:
            token = state.push("barred" if found["before"] == "\\" else "wanted", "", 0)
            token.content = left if found["before"] == "\\" else right or left
            token.meta = {"inner": inner_of(found)}
    state.pos = found.end()
    return True
