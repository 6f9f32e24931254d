"""What the parts of this room hand each other: a name as a model or a rule sees it."""

from dataclasses import dataclass

from generator.model import Type


@dataclass(frozen=True, slots=True)
class Guess:
    """A name in the folded text of one passage."""

    start: int
    end: int
    kind: Type
    low: float
    """The lowest probability that the model gives to the labels of its words; 1 for what a rule found."""
    known: str = ""
    """The lexicon's kind or the dictionary's tag where the name is one word of theirs, or the rule that found it."""
