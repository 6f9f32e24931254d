"""markdown-it's usual way, without the fast paths, with every plugin: what the fast paths are held to."""

from collections.abc import Sequence
from functools import lru_cache
from types import MethodType

from markdown_it import rules_core
from markdown_it.parser_block import ParserBlock

from generator.readers.markdown import blocks, parser
from generator.readers.markdown.contents import Contents
from generator.readers.markdown.outline import sections
from generator.readers.tree import Leaf


@lru_cache(maxsize=2)
def usual(*, breaks: bool = False) -> parser.Parser:
    """Our parser with all plugins and without the fast path for blocks; it parses all inline content at once."""
    md = parser._parser.__wrapped__(frozenset([*parser.FEATURES, *["breaks"] * breaks]))
    md.block.parse = MethodType(ParserBlock.parse, md.block)
    md.core.ruler.at("inline", rules_core.inline)
    md.enable("inline")
    return md


def usually(text: str, *, breaks: bool = False) -> parser.Document:
    """A text as markdown-it reads it. Like our state, it ends with a line break."""
    md, env = usual(breaks=breaks), {}
    tokens = md.parse(text if text.endswith("\n") else f"{text}\n", env)
    return parser.Document(tokens, Parsed(md, env))


class Parsed(Contents):
    """Content that is read from tokens only."""

    def is_text(self, src: str) -> bool:
        return False

    def simple(self, *_: object) -> None:
        return None


def made(document: parser.Document) -> tuple[object, ...]:
    """All that a reader makes of a text: passages, their leaves with the elements around them, HTML, headings, links."""
    tree, problems, lead, _ = blocks.render(*document, blocks.RenderSettings(sections=sections(document.tokens)))
    leaves = [
        [
            (leaf.end, leaf.html, [element.start for element in leaf.path])
            for leaf in _joined(each or [Leaf(0, len(passage.text), None)])
        ]
        for passage, each in zip(tree.passages, tree.leaves, strict=True)
    ]
    return tree.passages, leaves, tree.weave((), lambda _: ("", "")).html, tree.headings, tree.links, problems, lead


def _joined(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves, neighbouring text as one: markdown-it joins what an escape or a sign that means nothing has cut."""
    found: list[Leaf] = []
    for leaf in leaves:
        if found and leaf.html is None is found[-1].html and leaf.path == found[-1].path:
            found[-1] = found[-1]._replace(end=leaf.end)
        else:
            found.append(leaf)
    return found


def same(text: str, *, breaks: bool = False) -> None:
    """The fast paths make of `text` what markdown-it's rules make of it."""
    assert made(parser.parse(text, breaks=breaks)) == made(usually(text, breaks=breaks))
