"""Configures markdown-it: CommonMark, tables, strikethrough, our rules, and the plugins that a text needs."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

from markdown_it import MarkdownIt, helpers
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import normalize as normalized
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.newline import newline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.readers.markdown import (
    abbreviations,
    admonitions,
    attributes,
    cjk,
    emojis,
    markup,
    math,
    styles,
    tables,
    toc,
    wiki,
)
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.fast import blocks
from generator.readers.markdown.fast.inline import SPECIAL
from generator.readers.markdown.fast.state import State

MAX_NESTING = 100
"""Nesting of blocks. Deeper content is left out, with a warning."""
MAX_BRACKETS = 8
"""Nesting of brackets in the text of a link or an image."""
BRACKET = re.compile(r"\\.|[\[\]]")
FEATURES = {
    "footnote": re.compile(r"\^(?:\[|(?<=\[\^))"),
    "deflist": re.compile(r"\n[ \t>]*[:~][ \t]"),
    "container": re.compile(":::"),
}
"""Plugin → a pattern that is found in every text that its rules apply to. Each begins with one sign, which `re` finds fast.

They only decide whether the plugin is imported. They must not change the meaning of a text: one in which a pattern is
found for another reason gives the same result with and without the plugin.
"""


class Parser(MarkdownIt):
    """markdown-it without normalisation of links: the renderer escapes them, and the site resolves relative ones."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 — the name is markdown-it's
        """`url` itself."""
        return url.strip()

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 — the name is markdown-it's
        """`link` itself."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 — the signature is markdown-it's
        """Accepts every URL. The renderer reports those that are not allowed, and shows only their text."""
        return True


class Block(ParserBlock):
    """markdown-it's block parser, with the fast path for top-level blocks."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803 — markdown-it's name
        """The block tokens of `src`, added to `outTokens`."""
        if not src:
            return outTokens
        state, rules = State(src, md, env, outTokens), self.ruler.getRules("")
        at, line, end = 0, 0, len(src.rstrip(" \t\n"))
        while True:
            at, line = blocks.read(state, at, line, end)
            if at >= end:
                return outTokens
            if not state.lineMax:
                state.find_lines()
            state.line = line = state.skipEmptyLines(line)
            any(rule(state, line, state.lineMax, False) for rule in rules)  # noqa: FBT003 — markdown-it's signature
            line = state.line
            at = state.bMarks[line]


class Document(NamedTuple):
    """A text as markdown-it's tokens.

    The fast path adds two kinds: an `inline` token with the tag `p` is a whole paragraph, and a `plain_list` is a whole
    list, whose children are the `inline` tokens of its items.
    """

    tokens: list[Token]
    contents: Contents
    """Reads the content of `inline` tokens."""


MAX_SIGNS = 50_000
"""Characters of markup in a block. Each may become a token of 300 bytes."""
CROWDED = "crowded"
"""Key of the parser's environment: the lines of blocks with more than that; see `crowded`."""
UNUSED_NOTES = "unused_notes"
"""Key of the parser's environment: notes that are not on the page; see `footnotes`."""


def parse(text: str, *, breaks: bool = False, emoji: bool = False) -> Document:
    """The tokens of `text`. With `breaks`, each line end is a line break; with `emoji`, `:smile:` becomes an emoji."""
    plugins = [name for name, sign in FEATURES.items() if sign.search(text)]
    plugins += ["breaks"] * breaks + ["emoji"] * emoji
    md = _parser(frozenset(plugins))
    state = StateCore(text, md, {})
    md.core.process(state)
    return Document(state.tokens, Contents(md, state.env, breaks=breaks, emoji=emoji))


@lru_cache(maxsize=64)
def _parser(plugins: frozenset[str]) -> Parser:
    md = Parser("commonmark", {"maxNesting": MAX_NESTING})
    md.block = Block()
    md.core.ruler.at("normalize", normalize)
    md.core.ruler.after("block", "crowded", crowded)
    md.core.ruler.enableOnly(["normalize", "block", "crowded"])  # Contents parses inline content lazily
    md.enable(["table", "strikethrough"])
    md.inline.ruler.at("emphasis", cjk.emphasis)
    md.inline.ruler.at("strikethrough", cjk.strikethrough)
    md.inline.ruler.at("html_inline", markup.inline)
    md.inline.ruler.before("escape", "wanted", wiki.wanted)
    md.inline.ruler.before("escape", "ruby", markup.ruby)
    md.inline.ruler.after("image", "spaced", markup.spaced)
    md.inline.ruler.before("spaced", "sized", markup.sized)
    md.block.ruler.at("html_block", markup.block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module there
        parseLinkLabel=parse_link_label,
        parseLinkTitle=helpers.parseLinkTitle,
        parseLinkDestination=helpers.parseLinkDestination,
    )
    styles.plugin(md)
    tables.plugin(md)
    admonitions.plugin(md)
    math.plugin(md)
    attributes.plugin(md)
    abbreviations.plugin(md)
    toc.plugin(md)
    _load(md, plugins)
    return md


def normalize(state: StateCore) -> None:
    """Core rule, markdown-it's `normalize` where it has anything to do: texts from files are decoded without CR and NUL."""
    if "\r" in state.src or "\0" in state.src:
        normalized(state)


def hard_newline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
    """Inline rule, replaces markdown-it's `newline`: each line end is a line break."""
    found = newline(state, silent)
    if found and not silent:
        state.tokens[-1].type = "hardbreak"
    return found


def parse_link_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: FBT001, FBT002, N803 — markdown-it's signature
    """The end of the link label that begins at `start`, or -1."""
    return helpers.parseLinkLabel(state, start, disableNested) if _is_shallow(state, start) else -1


def _is_shallow(state: StateInline, start: int) -> bool:
    """Whether the label that begins at `start` has at most MAX_BRACKETS nested in it.

    Asked before markdown-it looks for the end of a label, this makes nested brackets take linear time.
    """
    deep: set[int] | None = getattr(state, "deep_brackets", None)
    if deep is None:
        deep = state.deep_brackets = _deep_brackets(state.src)  # type: ignore[attr-defined]
    return start not in deep


def _deep_brackets(src: str) -> set[int]:
    """The offsets of the `[` with more than MAX_BRACKETS others nested in them. Those without a `]` end with the text."""
    deep: set[int] = set()
    open_at: list[int] = []
    depths = [0]
    """For each open bracket, and for the text, how deep brackets are nested in it so far."""

    def close() -> None:
        start, depth = open_at.pop(), depths.pop()
        depths[-1] = max(depths[-1], depth + 1)
        if depth > MAX_BRACKETS:
            deep.add(start)

    for found in BRACKET.finditer(src):
        if found[0] == "[":
            open_at.append(found.start())
            depths.append(0)
        elif found[0] == "]" and open_at:
            close()
    while open_at:
        close()
    return deep


def _load(md: Parser, plugins: frozenset[str]) -> None:
    """Adds plugins. Importing one takes longer than parsing an article without it."""
    if "footnote" in plugins:
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.footnote.index import footnote_inline

        footnote_plugin(md)
        md.inline.ruler.at(
            "footnote_inline",
            lambda state, silent: _is_shallow(state, state.pos + 1) and footnote_inline(state, silent),
        )
        md.core.ruler.at("inline", footnotes)
        md.enable("inline")
    if "deflist" in plugins:
        from mdit_py_plugins.deflist import deflist_plugin

        deflist_plugin(md)
    if "breaks" in plugins:
        md.inline.ruler.at("newline", hard_newline)
    if "emoji" in plugins:
        emojis.plugin(md)
    if "container" in plugins:
        from mdit_py_plugins.container import container_plugin

        container_plugin(md, "box", validate=lambda params, _: bool(params.strip()))


def inline_of(tokens: Iterable[Token], *others: str) -> Iterator[Token]:
    """The `inline` tokens, and those of the types `others`."""
    for token in tokens:
        if token.type == "plain_list":
            yield from token.children or ()
        elif token.type == "inline" or token.type in others:
            yield token


def crowded(state: StateCore) -> None:
    """Core rule: the content of blocks with more than MAX_SIGNS is plain text. Their lines, from 0, are appended to
    `env[CROWDED]`.
    """
    for token in inline_of(state.tokens) if len(state.src) > MAX_SIGNS else ():
        content = token.content
        if len(content) > MAX_SIGNS and sum(map(content.count, SPECIAL)) > MAX_SIGNS:
            token.children = [Token("text", "", 0, content=content)]
            state.env.setdefault(CROWDED, []).append(token.map[0] if token.map else 0)


def footnotes(state: StateCore) -> None:
    """Core rule, replaces markdown-it's `inline`: parses blocks that may refer to footnotes, to number these first.

    Afterwards `env[UNUSED_NOTES]` has each note that markdown-it leaves out: its label, its line, and whether another
    one has the same label.
    """
    for token in inline_of(state.tokens):
        if "^" in token.content and not token.children:
            token.children = state.md.inline.parse(token.content, state.md, state.env, [])
    references = state.env.get("footnotes", {}).get("refs", {})
    places: dict[str, int] = {}
    unused: list[tuple[str, int, bool]] = []
    for token, following in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in places:
                unused.append((label, places[label], True))
            places[label] = following.map[0] if following.map else 0
    unused += [(label, line, False) for label, line in places.items() if references.get(f":{label}", -1) < 0]
    state.env[UNUSED_NOTES] = unused
