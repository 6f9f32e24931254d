"""Finds of annotators. Offsets are in code points of the passage and half-open, `[start, end)`."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from generator.core.entry import Type
from generator.core.errors import Problem, Text
from generator.core.passage import Passage


class Span(NamedTuple):
    """One find of an annotator. It is kept if `reason` is None; otherwise `reason` says why it was refused."""

    passage: int
    start: int
    end: int
    text: str
    """The surface form, as in the passage."""
    label: Type
    ref: str | None = None
    """Id of its entry; None for an entity without an entry."""
    origin: str = "terms"
    """The annotator that found it: `terms`, `entities`, `author`."""
    score: float = 1.0
    """Probability, 0 to 1, that both edges and the label are right."""
    published: bool = True
    """Whether the page shows it without the author's confirmation."""
    margin: float | None = None
    """By how much (natural log) the reading with the span beats the best reading in which a word straddles its edge."""
    reason: Text | None = None
    note: Text | None = None
    """Why it was kept, for `explain`."""
    number: int = 0
    """The entry's number in the article's glossary, by first mark, from 1; 0 without an entry."""
    mention: int = 0
    """Number of the mark among those of its entry in the article, from 1."""
    choices: tuple[str, ...] = ()
    """If the entry is ambiguous, the ids of the possible entries, the likeliest first."""


span_of = partial(tuple.__new__, Span)
"""Makes a span from a tuple of all its fields, twice as fast as the constructor."""


class About(NamedTuple):
    """An article's data for annotators, besides its passages."""

    path: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    """Tags, and each step of the category paths."""
    date: str = ""
    """`2019-03-01`; empty if unknown."""
    terms: tuple[str, ...] = ()
    """Entries named by `terms` in the front matter. They decide what a form means that several entries share."""
    nomark: tuple[str, ...] = ()
    """Ids or forms of entries, or other names, that the front matter forbids to mark."""


NOTHING = About()


class Annotate(Protocol):
    """Annotates an article with one glossary."""

    def __call__(
        self, passages: Sequence[Passage], about: About = NOTHING, told: Callable[[Problem], None] | None = None, /
    ) -> Sequence[Span]:
        """All finds in text order, refused ones with their reason. Kept spans are disjoint.

        A plugin that fails is `told`, and its finds are missing; without `told` that raises SiteError.
        """


MarkOf = Callable[[Span], tuple[str, str]]
"""The opening and closing HTML of a mark."""
