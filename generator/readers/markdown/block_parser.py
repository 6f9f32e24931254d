"""markdown-it's block parser, asking of each line only the rules that can begin with its first character."""

from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.readers.markdown import plain_blocks

Rule = Callable[[StateBlock, int, int, bool], bool]
TRIGGERS = {
    "math_block": "$",
    "container_box": ":",
    "attr": "{",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "code": "",
}
"""Name of a rule → the characters with which a line that it is for begins (code is told by blanks); others may begin
with any."""

BLANKS = frozenset(" \t")


class Block(ParserBlock):
    """The block parser. `prepare` must be called once all rules are in place."""

    def prepare(self) -> None:
        """Makes the tables of rules by first character, in the order in which they stand."""
        self.ruler = chains = Chains(self.ruler)
        self.rules = chains.by_character("")
        self.indented = tuple(chains.getRules(""))

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803 — markdown-it's name
        """The block tokens of `src`, added to `outTokens`: those of plain blocks at once, of others by the rules."""
        if not src:
            return outTokens
        state = State(src, md, env, outTokens)
        at, line, end = 0, 0, len(src.rstrip(" \t\n"))
        while True:
            at, line = plain_blocks.read(state, at, line, end)
            if at >= end:
                return outTokens
            if not state.lineMax:
                state.find_lines()
            state.line = line = state.skipEmptyLines(line)
            self._apply(state, line, state.lineMax)
            line = state.line
            at = state.bMarks[line]

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 — markdown-it's names
        """Adds the tokens of the lines `[startLine, endLine)` to the state; `state.tight` tells whether no line
        between was empty.
        """
        line, deepest, seen_empty = startLine, state.md.options.maxNesting, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                return
            if state.level >= deepest:
                state.line = endLine
                return
            self._apply(state, line, endLine)
            state.tight = not seen_empty
            line = state.line
            if line - 1 < endLine and state.isEmpty(
                line - 1
            ):  # a paragraph in a nested list may have taken the empty line after it
                seen_empty = True
            if line < endLine and state.isEmpty(line):
                seen_empty = True
                state.line = line = line + 1

    def _apply(self, state: StateBlock, line: int, end: int) -> None:
        """Adds the tokens of the block that begins at `line`; the state is at its end then."""
        indented = state.sCount[line] - state.blkIndent > 3  # CommonMark: four blanks of indentation make it code
        for rule in self.indented if indented else self.rules.of(state.src[state.bMarks[line] + state.tShift[line]]):
            if rule(state, line, end, False):  # noqa: FBT003 — the signature of markdown-it's rules
                return


class ByCharacter:
    """Rules by the first character of a line."""

    def __init__(self, named: Iterable[tuple[str, Rule]]) -> None:
        named = list(named)
        characters = {char for name, _ in named for char in TRIGGERS.get(name, "")}
        self._other = tuple(rule for name, rule in named if name not in TRIGGERS)
        self._known = {
            char: tuple(rule for name, rule in named if char in TRIGGERS.get(name, char)) for char in characters
        }

    def of(self, char: str) -> tuple[Rule, ...]:
        """The rules that may begin with `char`."""
        return self._known.get(char, self._other)

    def any(self, state: StateBlock, line: int, last: int, silent: bool) -> bool:  # noqa: FBT001 — the signature of markdown-it's rules
        """Whether one of the rules applies to `line`."""
        return any(
            rule(state, line, last, silent) for rule in self.of(state.src[state.bMarks[line] + state.tShift[line]])
        )


class Chains(Ruler[Rule]):
    """markdown-it's ruler of the block rules. Rules ask it for chains, such as of those that end a paragraph; each is
    one rule here.
    """

    def __init__(self, ruler: Ruler[Rule]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._ends: dict[str, list[Rule]] = {}

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 — markdown-it's names
        """The rules of a chain; the main chain has the empty name."""
        if not chainName:
            return super().getRules("")
        if chainName not in self._ends:
            self._ends[chainName] = [self.by_character(chainName).any]
        return self._ends[chainName]

    def by_character(self, chain: str) -> ByCharacter:
        """The active rules of a chain."""
        return ByCharacter(
            (rule.name, rule.fn) for rule in self.__rules__ if rule.enabled and (not chain or chain in rule.alt)
        )


class State(StateBlock):
    """markdown-it's state, which finds the lines of a text faster, and only when a rule needs them.

    A line break beyond the last line spares rules from looking too far.
    """

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src if src.endswith("\n") else f"{src}\n"
        self._written = src

    def find_lines(self) -> None:
        """Finds the lines, for rules of markdown-it."""
        src = self._written
        lines = src.split("\n")
        if not lines[-1].strip(
            " \t"
        ):  # the last line break ends a line; and blanks alone behind it are none, as in markdown-it
            lines.pop()
        begins = [0, *accumulate([len(line) + 1 for line in lines])]
        self.bMarks, self.eMarks = [*begins[:-1], len(src)], [*[start - 1 for start in begins[1:]], len(src)]
        self.tShift, self.sCount, self.bsCount = ([0] * (len(lines) + 1) for _ in range(3))
        for number in [number for number, line in enumerate(lines) if line[:1] in BLANKS]:
            self.tShift[number], self.sCount[number] = _indentation(lines[number])
        self.lineMax = len(lines)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A new token at the end; made field by field, as its own `__init__` takes twice the time."""
        token = Token.__new__(Token)
        token.type, token.tag, token.nesting = ttype, tag, nesting
        token.attrs, token.meta = {}, {}
        token.map = token.children = None
        token.content = token.markup = token.info = ""
        token.block, token.hidden = True, False
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


def _indentation(line: str) -> tuple[int, int]:
    """How many blanks a line begins with, and how many columns they take: tabs go to the next multiple of four."""
    shift = columns = 0
    for char in line:
        if char not in " \t":
            break
        shift += 1
        columns += 4 - columns % 4 if char == "\t" else 1
    return shift, columns
