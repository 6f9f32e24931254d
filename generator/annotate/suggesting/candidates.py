"""A possible term, with its places in the text."""

from array import array

from msgspec import Struct, field

from generator.core.entry import Type
from generator.core.passage import OBJECT

OFFSET_BITS = 32
MOST_OFFSET = (1 << OFFSET_BITS) - 1


class Candidate(Struct):
    """A surface that may be a term."""

    surface: str
    group: str
    """`quoted`, `bold`, `latin`, `defined`, `ranked` or `entity`: the strongest evidence."""
    type: Type = "term"
    places: "array[int]" = field(default_factory=lambda: array("Q"))
    """Occurrences, in order, each as the one number that `at` makes of it: a long article has millions."""
    words: tuple[str, ...] = ()
    """Its words, if the text was segmented to find it; else empty."""
    beside: tuple[str, str] = ("", "")
    """The words before and after its first place, if the text was segmented to find it."""
    signs: set[str] = field(default_factory=set)
    """All kinds of evidence besides the group: other groups, the type of a name, and those of `evidence`."""
    certainty: float = 0.0
    """The highest score of a name among its places."""


def at(passage: int, offset: int) -> int:
    """A place: the number of a passage and an offset into its text, in one number of the same order."""
    return passage << OFFSET_BITS | offset


def split(place: int) -> tuple[int, int]:
    """The passage number and the offset of a place."""
    return place >> OFFSET_BITS, place & MOST_OFFSET


def add(found: dict[str, Candidate], surface: str, group: str, place: int, kind: Type = "term") -> Candidate:
    """Add a place of a candidate; returns it."""
    candidate = found.get(surface)
    if candidate is None:
        candidate = found[surface] = Candidate(surface, group, kind)
    candidate.type = kind
    candidate.places.append(place)
    return candidate


def clean(text: str) -> str:
    """A context, cleaned for display."""
    return " ".join(text.replace(OBJECT, " ").split())
