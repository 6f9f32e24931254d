"""Rules for HTML, of which only real elements count as markup; images with sizes; links with spaces; `{漢字|かんじ}`."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline
from markdown_it.token import Token

from generator.core.han import ALL
from generator.core.patterns import late
from generator.readers.elements import LONE, VOID, is_element
from generator.readers.urls import is_allowed

DRAWING = re.compile(r"<(svg|math)(?=[\s>])", re.IGNORECASE)
OPENED = late(
    r"<[A-Za-z][\w-]*(?=[^<>]*\smarkdown(?:=[\"']?(?:1|block|span|true)[\"']?)?[\s>])[^<>]*>[ \t]*", re.IGNORECASE
)
"""An element whose content is Markdown, as kramdown and MkDocs write it: `<div markdown="1">`."""
BARE = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)\s*>")
RUBY = late(rf"\{{([^{{}}|\s<>`\[\]]*[\u3040-\u30ff{ALL}][^{{}}|\s<>`\[\]]*)((?:\|[^{{}}|\n<>`\[\]]+)+)\}}")
SPACED = late(
    r"(!?)\[([^\[\]\n]*)\]\(((?=[^()\n]*[./\\])[^()<>\s\"'][^()<>\n\"']*[ \u3000\u00a0][^()<>\n\"']*(?:\.\w{1,5}|/)[^\s()<>\n\"']*)[ ]*\)"
)
SIZED = late(
    r"!\[([^\[\]\n]*)\]\([ ]*(<[^<>\n]+>|[^()<>\s\"']+)(?:[ ]+\"([^\"\n]*)\")?[ ]+=(\d{1,4}%?)?[x*](\d{1,4})?(?:[ ]+\"([^\"\n]*)\")?[ ]*\)"
)
HAN = late(f"[{ALL}]")
WORD = re.compile(r"[^\W\d_]")


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: FBT001, N803 — markdown-it's signature
    """Block rule: markdown-it's, only for HTML elements and comments. A drawing (`<svg>`) extends to its end tag, also
    across empty lines.
    """
    begins, ends = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    line = state.src[begins:ends]
    if not is_element(line) or (startLine and line[:3].lower() == "<!d"):  # a doctype in mid-text is text
        return False
    if " markdown" in line and OPENED.fullmatch(line) and not state.is_code_block(startLine):
        return silent or _alone(state, startLine)
    drawing = DRAWING.match(line)
    if drawing is None or silent or state.is_code_block(startLine):
        return html_block(state, startLine, endLine, silent)
    close = _last_close(state, drawing[1].lower())
    close = state.src.find(f"</{drawing[1]}", begins) if close >= begins else -1
    after = startLine
    while after < endLine and state.eMarks[after] < close:
        after += 1
    if close < 0 or after == endLine:
        return html_block(state, startLine, endLine, silent)
    state.line = after + 1
    token = state.push("html_block", "", 0)
    token.map = [startLine, after + 1]
    token.content = state.getLines(startLine, after + 1, state.blkIndent, keepLastLF=True)
    return True


def _alone(state: StateBlock, number: int) -> bool:
    """A line that is a block of HTML by itself."""
    state.line = number + 1
    token = state.push("html_block", "", 0)
    token.map = [number, number + 1]
    token.content = state.getLines(number, number + 1, state.blkIndent, keepLastLF=True)
    return True


def inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: markdown-it's, only for HTML elements and comments."""
    at = state.pos
    if not is_element(state.src[at : at + 24]) or state.src[at : at + 3].lower() == "<!d":
        return False
    bare = BARE.match(state.src, at)
    if bare and (bare[1].lower() in LONE - VOID or _looks_like_a_name(bare[1])) and _last_close(state, bare[1]) < at:
        return False
    return html_inline(state, silent)


def _last_close(state: StateBlock | StateInline, name: str) -> int:
    """The offset of the last closing tag of an element, or -1. Searched once for each name."""
    known: dict[str, int] | None = getattr(state, "last_close", None)
    if known is None:
        known = state.last_close = {}  # type: ignore[union-attr]
    if name not in known:
        known[name] = state.src.rfind(f"</{name}")
    return known[name]


def sized(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: an image with its size after the URL, `![图](a.png =300x200)`, `=300x`."""
    found = SIZED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "!" else None
    if found is None or not is_allowed(found[2].strip("<>")):
        return False
    if not silent:
        label, address, title, width, height, behind = found.groups()
        token = state.push("image", "img", 0)
        token.attrs = {"src": address.strip("<>")}
        token.attrs |= {
            name: value for name, value in (("title", title or behind), ("width", width), ("height", height)) if value
        }
        token.children = [Token("text", "", 0, content=label)] if label else []
    state.pos = found.end()
    return True


def spaced(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: a link or image with spaces in its URL, `![图](图 片.png)`."""
    found = SPACED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    sign, label, address = found.groups()
    if not silent:
        href = re.sub(r"\s", "%20", address.strip())
        if sign:
            token = state.push("image", "img", 0)
            token.attrs, token.children = {"src": href}, [Token("text", "", 0, content=label)]
            token.content = label
        else:
            state.push("link_open", "a", 1).attrs = {"href": href}
            state.push("text", "", 0).content = label
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _looks_like_a_name(name: str) -> bool:
    """Whether a tag is spelt like a type or component, unlike HTML: `<Object>`, `<Button>`."""
    return len(name) > 1 and name[0].isupper() and not name.isupper()


def ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — as above
    """Inline rule: ruby, `{漢字|かんじ}`, or for each character `{漢字|かん|じ}`, as in Denden Markdown.

    The annotation must have letters, and none of them Han: `{甲|乙}` is a choice of two words.
    """
    found = RUBY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    base, above = found[1], [part.strip() for part in found[2][1:].split("|")]
    if any(HAN.search(part) or not WORD.search(part) for part in above):
        return False
    if len(above) > 1 and len(above) != len(base):
        return False
    if not silent:
        for under, over in zip(list(base) if len(above) > 1 else [base], above, strict=True):
            token = state.push("ruby", "ruby", 0)
            token.content, token.info = under, over
    state.pos = found.end()
    return True
