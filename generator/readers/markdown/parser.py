"""markdown-it, set up for our Markdown. A parser is made for the features that a text uses, so that none is paid for
in vain.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.readers.markdown import cjk, markup, wiki
from generator.readers.markdown.block_parser import Block
from generator.readers.markdown.inline_parser import Contents, Helpers, Inline
from generator.readers.urls import is_allowed

NESTING = 100
"""Levels of blocks within blocks; what lies deeper is left out, with a warning."""
RULES = {
    "core": ("block",),
    "block": ("code", "fence", "blockquote", "hr", "list", "heading", "paragraph"),
    "inline": ("newline", "escape", "backticks", "emphasis", "link", "image", "autolink", "html_inline", "entity"),
}
STARTERS = frozenset("#>-*+_=`~|<:[{$\\0123456789 \t")
"""What the first character of a line is where that line may be more than a line of a paragraph."""

OWN = ("normalize", "table", "reference", "html_block", "lheading", "strikethrough")
"""Those features that are rules of markdown-it itself."""
FEATURES = (
    ("normalize", "\r", "\r", None),
    ("normalize", "\0", "\0", None),
    ("table", "|", "|", None),
    ("reference", "[", "]:", None),
    ("html_block", "<", "<", re.compile(r"<[A-Za-z/!?]")),
    ("lheading", "=", "=", re.compile(r"=[ \t]*(?:\n|\Z)")),
    ("lheading", "-", "-", re.compile(r"-[ \t]*(?:\n|\Z)")),
    ("strikethrough", "~", "~~", None),
    ("footnote", "^", "[^", None),
    ("footnote", "^", "^[", None),
    ("math", "$", "$", None),
    ("deflist", ":", "\n:", re.compile(r"^:[ \t]", re.MULTILINE)),
    ("deflist", "~", "\n~", re.compile(r"^~[ \t]", re.MULTILINE)),
    ("deflist", ">", "> :", None),
    ("container", ":", ":::", None),
    ("ruby", "{", "{", re.compile(r"\{[^{}|\s]+\|")),
    ("attributes", "{", "{", re.compile(r"\{:?[ \t]*(?:[.#]|[a-z]+=)")),
)
"""A feature, and what is in every text that uses it: a character, a string, and a pattern.

Each is looked for where the one before it is: a character is found ten times as fast as a string, and that faster
than a pattern,
even if the patterns begin with a plain character. Texts that only seem to use a feature do no harm.
"""


class Parser(MarkdownIt):
    """markdown-it with links kept as they were written: the renderer escapes them, and the site resolves relative
    ones.
    """

    def normalizeLink(self, url: str) -> str:  # noqa: N802 — the name is markdown-it's
        """`url` itself."""
        return url.strip()

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 — the name is markdown-it's
        """`link` itself."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802 — the name is markdown-it's
        """Whether a page may have this link; where not, the Markdown stays as text."""
        return is_allowed(url)


class Document(NamedTuple):
    """A text as markdown-it's tokens.

    Some stand for more than markdown-it's own: an `inline` with the tag `p` is a whole paragraph outside of lists and
    footnotes, and a
    `plain_list` a whole list, whose children are the `inline` tokens of its items.
    """

    tokens: list[Token]
    contents: Contents
    """Reads the content of `inline` tokens."""


def parse(text: str) -> Document:
    """The tokens of `text`."""
    md = _parser(
        frozenset(
            [
                name
                for name, char, sign, more in FEATURES
                if char in text and sign in text and (more is None or more.search(text))
            ]
        )
    )
    state = StateCore(text, md, {})
    md.core.process(state)
    assert isinstance(md.inline, Inline), "as _parser makes it"
    return Document(state.tokens, Contents(md, md.inline, state.env))


@lru_cache(maxsize=256)
def _parser(features: frozenset[str]) -> Parser:
    md = Parser("zero", {"maxNesting": NESTING, "html": True})
    md.block, md.inline = block, inline = Block(), Inline()
    for chain, names in RULES.items():
        md[chain].ruler.enableOnly(names)
    md.inline.ruler2.enableOnly(("balance_pairs", "emphasis", "fragments_join"))
    md.enable([name for name in OWN if name in features])
    md.inline.ruler.at("emphasis", cjk.emphasis)
    md.inline.ruler.at("strikethrough", cjk.strikethrough)
    md.inline.ruler.at("html_inline", markup.inline)
    md.inline.ruler.before("escape", "wanted", wiki.wanted)
    if "ruby" in features:
        md.inline.ruler.before("escape", "ruby", markup.ruby)
    md.block.ruler.at("html_block", markup.block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.before("code", "plain_paragraph", plain_paragraph)
    md.helpers = Helpers  # type: ignore[assignment]  # a module there, an object with its functions here
    _plugins(md, features)
    block.prepare()
    inline.prepare()
    return md


def _plugins(md: Parser, features: frozenset[str]) -> None:
    """Those of mdit-py-plugins that a text needs; each import costs more than parsing an article without it."""
    if "footnote" in features:
        from mdit_py_plugins.footnote import footnote_plugin

        footnote_plugin(md)
        md.core.ruler.at("inline", footnotes)
        md.enable("inline")
    if "math" in features:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        dollarmath_plugin(md, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    if "deflist" in features:
        from mdit_py_plugins.deflist import deflist_plugin

        deflist_plugin(md)
    if "container" in features:
        from mdit_py_plugins.container import container_plugin

        container_plugin(md, "box", validate=lambda params, _: bool(params.strip()))
    if "attributes" in features:
        from mdit_py_plugins.attrs import attrs_block_plugin

        attrs_block_plugin(md, allowed=("id", "class", "lang", "title"))
        md.inline.ruler.after("link", "span", wiki.span)
        md.inline.ruler.push("attributes", wiki.after)
        md.core.ruler.after("block", "heading_attributes", wiki.of_headings)


def footnotes(state: StateCore) -> None:
    """Rule of the core, in place of markdown-it's `inline`: parses what may refer to footnotes, which are numbered
    before all else is read.
    """
    for block in state.tokens:
        for token in (block.children or ()) if block.type == "plain_list" else (block,):
            if token.type == "inline" and "^" in token.content:
                token.children = state.md.inline.parse(token.content, state.md, state.env, [])


def plain_paragraph(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: ARG001, FBT001, N803 — markdown-it's signature
    """Rule of the block parser, tried first: a paragraph none of whose lines could be anything else.

    Most lines of an article are such; for them a dozen other rules need not be tried. The tokens are those of the
    usual rule, but
    outside of all other blocks one token stands for the three.
    """
    line, last = startLine, state.lineMax
    src, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    if silent or state.sCount[line] - state.blkIndent > 3:
        return False
    while line < last:
        first = begins[line] + shifts[line]
        if first >= ends[line]:
            break
        if src[first] in STARTERS:
            return False
        line += 1
    if (
        line + 1 < last and src[begins[line + 1] + shifts[line + 1]] in ":~"
    ):  # a definition, of which this may be the term
        return False
    content = mdTrim(state.getLines(startLine, line, state.blkIndent, keepLastLF=False))
    state.line = line
    if state.level:  # in lists and footnotes, other rules look for all three tokens
        state.push("paragraph_open", "p", 1).map = [startLine, line]
    inline = state.push("inline", "" if state.level else "p", 0)
    inline.content, inline.map, inline.children = content, [startLine, line], []
    if state.level:
        state.push("paragraph_close", "p", -1)
    return True
