"""markdown-it's block state, with lazy line tables."""

from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

BLANKS = frozenset(" \t")


class State(StateBlock):
    """A block state whose line tables are empty until `find_lines` fills them.

    markdown-it's constructor examines every character. If the fast path reads all of an article, that is not needed.
    """

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src if src.endswith("\n") else f"{src}\n"
        """The text with a final newline, so that the last line is no special case."""

    def find_lines(self) -> None:
        """Fills the line tables as markdown-it would."""
        src = self.src
        lines = src[:-1].split("\n")
        self.bMarks = [0, *accumulate([len(line) + 1 for line in lines])]
        self.eMarks = [*[start - 1 for start in self.bMarks[1:]], len(src)]
        self.tShift, self.sCount, self.bsCount = ([0] * (len(lines) + 1) for _ in range(3))
        for number in [number for number, line in enumerate(lines) if line[:1] in BLANKS]:
            self.tShift[number], self.sCount[number] = _indentation(lines[number])
        self.lineMax = len(lines)


def _indentation(line: str) -> tuple[int, int]:
    """The number of leading blanks of a line, and their width in columns, with tab stops every four columns."""
    shift = columns = 0
    for char in line:
        if char not in BLANKS:
            break
        shift += 1
        columns += 4 - columns % 4 if char == "\t" else 1
    return shift, columns
