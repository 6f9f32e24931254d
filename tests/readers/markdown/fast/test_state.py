"""The fast path's state has markdown-it's line tables."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock

from generator.readers.markdown import parser
from generator.readers.markdown.fast.state import State


@given(st.text("ab \t\n中\u3000", max_size=40))
def test_lines_are_found_as_markdown_it_finds_them(text: str) -> None:
    md = parser._parser(frozenset())
    ours, theirs = State(text, md, {}, []), StateBlock(text if text.endswith("\n") else f"{text}\n", md, {}, [])
    ours.find_lines()
    for name in ("src", "bMarks", "eMarks", "tShift", "sCount", "bsCount", "lineMax"):
        assert getattr(ours, name) == getattr(theirs, name), name
