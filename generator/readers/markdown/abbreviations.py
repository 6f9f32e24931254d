"""Abbreviations (PHP Markdown Extra, MkDocs, kramdown): `*[HTML]: HyperText Markup Language` explains each `HTML`."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

DEFINITION = re.compile(r"\*\[([^\[\]\n\\]+)\]:[ \t]*(\S[^\n]*)")
KEY = "abbreviations"
"""Key in markdown-it's `env` of the mapping from abbreviation to meaning."""


def plugin(md: MarkdownIt) -> None:
    """Adds the rules for abbreviations to `md`."""
    md.block.ruler.before("reference", KEY, block, {"alt": ["paragraph"]})
    md.inline.ruler2.push(KEY, inline)


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: ARG001, FBT001, N803 — markdown-it's signature
    """Block rule: a definition on a line of its own. The first one of an abbreviation wins."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("*[", start) or state.is_code_block(startLine):
        return False
    found = DEFINITION.fullmatch(state.src[start : state.eMarks[startLine]].rstrip())
    if found is None:
        return False
    if not silent:
        state.env.setdefault(KEY, {}).setdefault(found[1].strip(), found[2])
        state.line = startLine + 1
    return True


def inline(state: StateInline) -> None:
    """Inline rule of the second pass: splits text at abbreviations."""
    pattern = pattern_of(state.env)
    if pattern is None or not any(token.type == "text" and pattern.search(token.content) for token in state.tokens):
        return
    cut: list[Token] = []
    for token in state.tokens:
        cut += _cut(token, pattern, state.env[KEY]) if token.type == "text" else [token]
    state.tokens[:] = cut  # the caller holds this list


def pattern_of(env: EnvType) -> re.Pattern[str] | None:
    """A pattern that matches the abbreviations of an article, if it has any."""
    return _pattern(tuple(env[KEY])) if KEY in env else None


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(longest)})(?![A-Za-z0-9_])")


def _cut(token: Token, pattern: re.Pattern[str], meanings: dict[str, str]) -> list[Token]:
    """A text token split into text and abbreviations."""
    pieces: list[Token] = []
    at = 0
    for found in pattern.finditer(token.content):
        pieces.append(Token("text", "", 0, content=token.content[at : found.start()], level=token.level))
        pieces.append(Token("abbr", "abbr", 0, content=found[0], info=meanings[found[0]], level=token.level))
        at = found.end()
    return [*pieces, Token("text", "", 0, content=token.content[at:], level=token.level)] if pieces else [token]
