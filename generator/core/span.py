"""What annotators find. Offsets are in code points of the passage and half-open, `[start, end)`."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from generator.core.entry import Type
from generator.core.errors import Text
from generator.core.passage import Passage


class Span(NamedTuple):
    """One find of an annotator. `reason` tells why it was refused; None where it is kept."""

    passage: int
    start: int
    end: int
    text: str
    """The surface, as it stands in the passage."""
    label: Type
    ref: str | None = None
    """Id of its entry; None for an entity that no entry covers."""
    origin: str = "terms"
    """The annotator that found it: `terms`, `entities`, `author`."""
    score: float = 1.0
    """0 to 1: the chance that both edges and the label are right."""
    published: bool = True
    """Whether a page prints it by itself."""
    margin: float | None = None
    """By how much (natural logarithm) the reading with the span beats the best reading that straddles its edge."""
    reason: Text | None = None
    note: Text | None = None
    """Why it was kept, where there is something to tell (`explain`)."""
    number: int = 0
    """The entry's number in this article's glossary, in order of first mark, from 1; 0 without an entry."""
    mention: int = 0
    """Which marked mention of its entry this is in the article, from 1."""
    choices: tuple[str, ...] = ()
    """Where it is open which of several entries is meant: their ids, the likeliest first."""


class About(NamedTuple):
    """What annotators know of an article beside its passages."""

    path: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    """And its categories, with each step of their paths."""
    date: str = ""
    """Its day, `2019-03-01`; empty where it has none."""
    terms: tuple[str, ...] = ()
    """The entries that its front matter names in `terms`: what is meant by a form that several entries share."""
    nomark: tuple[str, ...] = ()
    """What its front matter forbids to mark: entries by id or form, and any other name."""


NOTHING = About()


class Annotate(Protocol):
    """Annotates an article with one glossary."""

    def __call__(self, passages: Sequence[Passage], about: About = NOTHING, /) -> Sequence[Span]:
        """All finds in the order of the text, refused ones with their reason; those that are kept are disjoint."""


MarkOf = Callable[[Span], tuple[str, str]]
"""The opening and closing HTML of a mark."""
