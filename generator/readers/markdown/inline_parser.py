"""markdown-it's inline parser, asking at each character only the rules that can begin with it."""

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.readers.addresses import Addresses
from generator.readers.line import Content
from generator.readers.markdown import inline, simple_inline

Rule = Callable[[StateInline, bool], bool]
TRIGGERS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "wanted": "[\\",
    "strikethrough": "~",
    "math_inline": "$",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "span": "[",
    "attributes": "{",
    "ruby": "{",
}
"""Name of a rule → the characters with which what it is for begins."""
NESTING = 20
"""Levels of brackets within brackets, as in markdown-it's own setting for CommonMark."""


class Inline(ParserInline):
    """The inline parser. `prepare` must be called once all rules are in place."""

    def prepare(self) -> None:
        """Makes the table of rules by first character, in the order in which they stand."""
        names, rules = self.ruler.get_active_rules(), self.ruler.getRules("")
        named = [(TRIGGERS[name], rule) for name, rule in zip(names, rules, strict=True) if name != "text"]
        characters = "".join(dict.fromkeys("]" + "".join(triggers for triggers, _ in named)))  # `]` ends a link's label
        self.rules: dict[str, tuple[Rule, ...]] = {
            char: tuple(rule for triggers, rule in named if char in triggers) for char in characters
        }
        self.terminator_re = re.compile(f"[{re.escape(characters)}]")

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of `src`, added to `tokens`; a short way for content that has nothing to parse."""
        if self.terminator_re.search(src) is not None:
            return super().parse(src, md, env, tokens)
        tokens.append(Token("text", "", 0, content=src))
        return tokens

    def tokenize(self, state: StateInline) -> None:
        """Adds the tokens between the state's position and its end to the state."""
        src, end, rules, search = state.src, state.posMax, self.rules, self.terminator_re.search
        pos = state.pos
        while pos < end:
            found = search(src, pos, end)
            stop = found.start() if found else end
            if stop > pos:
                state.append_pending(src[pos:stop])
                pos = state.pos = stop
            if stop == end:
                break
            for rule in rules[src[pos]]:
                if rule(state, False):  # noqa: FBT003 — the signature of markdown-it's rules
                    pos = state.pos
                    break
            else:
                state.append_pending(src[pos])
                pos = state.pos = pos + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 — the name is markdown-it's
        """Moves the state past one token, or past plain text."""
        pos, src = state.pos, state.src
        if (known := state.cache.get(pos)) is not None:
            state.pos = known
            return
        if state.level >= NESTING:
            state.pos = state.posMax
        elif src[pos] not in self.rules:  # plain text up to what may begin or end something
            found = self.terminator_re.search(src, pos, state.posMax)
            state.pos = found.start() if found else state.posMax
        else:
            state.level += 1
            if not any(rule(state, True) for rule in self.rules[src[pos]]):  # noqa: FBT003 — as above
                state.pos += 1
            state.level -= 1
        state.cache[pos] = state.pos


class Contents:
    """The inline content of a document's blocks, read when it is asked for: most of it needs no tokens."""

    def __init__(self, md: MarkdownIt, parser: Inline, env: EnvType) -> None:
        self.md, self.parser, self.env = md, parser, env
        self.references = env.get("references", {})

    def is_text(self, src: str) -> bool:
        """Whether inline content is text and nothing else."""
        return self.parser.terminator_re.search(src) is None and "://" not in src

    def tokens(self, block: Token) -> list[Token]:
        """The inline tokens of a block, which is an `inline` token of the block parser."""
        if not block.children and block.content:
            block.children = self.parser.parse(block.content, self.md, self.env, [])
        return block.children or []

    def passage(self, block: Token, addresses: Addresses, line: int) -> Content:
        """The passage of a block that begins on source line `line`; `addresses` are the article's links and ids."""
        return self.simple(block, addresses, line) or self.parsed(block, addresses, line)

    def simple(self, block: Token, addresses: Addresses, line: int) -> Content | None:
        """The same for a block that needs no tokens; None for others, and for what may be a figure."""
        return None if block.children else simple_inline.read(block.content, self.references, addresses, line)

    def parsed(self, block: Token, addresses: Addresses, line: int) -> Content:
        """The same by way of tokens."""
        return inline.read(self.tokens(block), addresses, line).content

    def text(self, block: Token) -> str:
        """What a reader sees of a block, as plain text."""
        if block.children:
            return inline.text_of(block.children)
        if self.parser.terminator_re.search(block.content) is None:
            return block.content
        text = simple_inline.text_of(block.content, self.references)
        return inline.text_of(self.tokens(block)) if text is None else text


class Helpers:
    """What markdown-it's rules for links ask for."""

    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815 — the names are markdown-it's
    SIMPLE = re.compile(r"[^\s()<>\\&\x00-\x20\x7f]+(?=[\s)])")

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: FBT001, FBT002, N802, N803 — as above
        """The end of the label that begins at `start`, -1 where there is none: never beyond the last `]`."""
        last: int | None = getattr(state, "last_bracket", None)
        if last is None:
            last = state.last_bracket = state.src.rfind("]")  # type: ignore[attr-defined]
        return helpers.parseLinkLabel(state, start, disableNested) if last > start else -1

    @classmethod
    def parseLinkDestination(cls, string: str, pos: int, maximum: int) -> Any:  # noqa: ANN401, N802 — markdown-it's own type is private
        """A destination; a short way for one that needs no care."""
        if (found := cls.SIMPLE.match(string, pos, maximum)) is None:
            return helpers.parseLinkDestination(string, pos, maximum)
        return Destination(found[0], found.end())


class Destination:
    """A link's destination, as markdown-it's rules expect it."""

    __slots__ = ("ok", "pos", "str")

    def __init__(self, destination: str, pos: int) -> None:
        self.ok = True
        self.str = destination
        self.pos = pos
