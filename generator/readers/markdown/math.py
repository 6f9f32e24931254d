r"""Formulas in TeX: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `` $`…`$ ``, and blocks of them.

A dollar sign is more often money or a shell variable than mathematics, and a backslash before a bracket is more often
an escape. So text with Han characters, `**`, or two adjacent words outside of `\text{…}` is not a formula.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from generator.core.patterns import late

INLINE = late(
    r"""\$`(?P<quoted>[^`\n]+)`\$
    | \$\$(?!\$)(?P<display>(?:[^$\\]|\\.)+)\$\$(?!\$)
    | \$(?![\s$])(?P<dollars>(?:[^$\\]|\\.)*?[^\s\\$]|(?:[^$\\]|\\.)*?\\[^\s])\$(?![A-Za-z0-9_$])
    | \\\((?P<round>(?:[^\\]|\\[^()])+?)\\\)
    | \\\[(?!\[)(?P<square>(?:[^\\]|\\[^\[\]])+?)\\\](?![\[(])""",
    re.VERBOSE | re.DOTALL,
)
WORDS = late(
    r"\\(?:text(?:rm|bf|it|sf|tt|normal)?|mathrm|mbox|hbox|operatorname|mathit|mathbf|mathsf|mathtt)\s*\{[^{}]*\}"
)
"""Commands whose argument may contain words."""
NO_MATH = late(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|\*\*|</?[A-Za-z]+[ />]|\n[ \t]*\n"
    r"|(?<![\\A-Za-z{])[A-Za-z]{2,}[,.;:!?]?\s+[A-Za-z]{2,}(?!\s*\{)"
)
SIGNS = re.compile(r"[A-Za-z^_=]")
TEX = re.compile(r"\\[A-Za-z]|[\^_=]")
OPENING = late(r"\$\$|\\\[|\\begin\{((?:equation|align|gather|multline|eqnarray|alignat|flalign)\*?)\}")
CLOSING = {"$$": "$$", "\\[": "\\]"}
MAX_LINES = 400
"""Maximum length of a formula in lines."""


def plugin(md: MarkdownIt) -> None:
    """Adds the rules for formulas to `md`."""
    md.inline.ruler.before("wanted", "math", inline)
    md.block.ruler.before("fence", "math", block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Inline rule: a formula in running text."""
    char = state.src[state.pos]
    if char not in "$\\":
        return False
    if char == "$" and state.pos and (state.src[state.pos - 1] == "$" or _is_word(state.src[state.pos - 1])):
        return False
    if state.src.find("$" if char == "$" else "\\", state.pos + 2) < 0:
        return False
    found = INLINE.match(state.src, state.pos, state.posMax)
    if found is None or not _is_math(found):
        return False
    if not silent:
        kind = found.lastgroup
        token = state.push("math_inline_double" if kind in ("display", "square") else "math_inline", "math", 0)
        token.content, token.markup = found[kind or 0], found[0]
    state.pos = found.end()
    return True


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_math(found: re.Match[str]) -> bool:
    """Whether the text between the delimiters may be a formula."""
    kind = found.lastgroup or ""
    tex = found[kind]
    if NO_MATH.search(WORDS.sub("", tex)):
        return False
    return kind in ("quoted", "display", "dollars") or (SIGNS if kind == "round" else TEX).search(tex) is not None


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: FBT001, N803 — markdown-it's signature
    """Block rule: a formula on lines of its own."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    opening = OPENING.match(state.src, start) if state.src[start : start + 1] in ("$", "\\") else None
    if opening is None or state.is_code_block(startLine):
        return False
    closing = CLOSING.get(opening[0]) or f"\\end{{{opening[1]}}}"
    if state.src.find(closing, opening.end()) < 0:
        return False
    for line in range(startLine, min(endLine, startLine + MAX_LINES)):
        if line > startLine and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return False
        begin = opening.end() if line == startLine else state.bMarks[line]
        end = state.src.find(closing, begin, state.eMarks[line])
        if end >= 0:
            return _finish(state, startLine, line, opening, (end, closing), silent=silent)
    return False


def _finish(
    state: StateBlock, first: int, last: int, opening: re.Match[str], closing: tuple[int, str], *, silent: bool
) -> bool:
    """Adds the formula on the lines `[first, last]`, unless other text follows it."""
    end, sign = closing
    if state.src[end + len(sign) : state.eMarks[last]].strip():
        return False
    lines = state.getLines(first, last + 1, state.blkIndent, keepLastLF=False)
    written = lines[lines.index(opening[0]) : lines.rindex(sign) + len(sign)]
    tex = written if opening[1] else written[len(opening[0]) : -len(sign)].strip()
    if not tex or "**" in tex or (opening[0] == "\\[" and not TEX.search(tex)):
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content, token.markup, token.map = tex, written, [first, last + 1]
        state.line = last + 1
    return True
