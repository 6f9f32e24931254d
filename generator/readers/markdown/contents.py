"""The inline content of a document's blocks, parsed lazily: the fast path reads most of it without tokens."""

from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.readers.addresses import Addresses
from generator.readers.content import Content
from generator.readers.markdown import inline
from generator.readers.markdown.abbreviations import KEY, pattern_of
from generator.readers.markdown.autolinks import has_address
from generator.readers.markdown.emojis import NAME
from generator.readers.markdown.fast import inline as fast
from generator.readers.markdown.tokens import text_of


class Contents:
    """Reads the `inline` tokens of one document."""

    def __init__(self, md: MarkdownIt, env: EnvType, *, breaks: bool = False, emoji: bool = False) -> None:
        self.md, self.env, self.breaks, self.emoji = md, env, breaks, emoji
        self.abbreviations = pattern_of(env) if KEY in env else None
        self.references: Mapping[str, Any] = env.get("references", {})

    def is_text(self, src: str) -> bool:
        """Whether inline content is plain text."""
        return fast.IS_SPECIAL(src) is None and not has_address(src) and not self.needs_tokens(src)

    def needs_tokens(self, src: str) -> bool:
        """Whether inline content may have abbreviations or `:smile:`, which the fast path does not know."""
        names = self.abbreviations
        return (names is not None and names.search(src) is not None) or (self.emoji and NAME.search(src) is not None)

    def tokens(self, block: Token) -> list[Token]:
        """The inline tokens of an `inline` token."""
        if not block.children and block.content:
            block.children = self.md.inline.parse(block.content, self.md, self.env, [])
        return block.children or []

    def passage(self, block: Token, addresses: Addresses, line: int) -> Content:
        """The content of a block that begins on source line `line`. Links and ids are added to `addresses`."""
        return self.simple(block, addresses, line) or self.parsed(block, addresses, line)

    def simple(self, block: Token, addresses: Addresses, line: int) -> Content | None:
        """The content by the fast path; None if it needs tokens or may be a figure."""
        return (
            None
            if block.children or self.needs_tokens(block.content)
            else fast.read(block.content, self.references, addresses, line, breaks=self.breaks)
        )

    def parsed(self, block: Token, addresses: Addresses, line: int) -> Content:
        """The content by way of tokens, which are then freed."""
        content = inline.read(self.tokens(block), addresses, line).content
        block.children = []
        return content

    def text(self, block: Token) -> str:
        """The visible text of a block."""
        if block.children:
            return text_of(block.children)
        tokens = self.needs_tokens(block.content)
        if fast.IS_SPECIAL(block.content) is None and not tokens:
            return block.content
        text = None if tokens else fast.text_of(block.content, self.references)
        return text_of(self.tokens(block)) if text is None else text
