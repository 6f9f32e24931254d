"""The result type of `suggest`."""

from msgspec import Struct

from generator.core.entry import Type


class Suggestion(Struct, frozen=True):
    """A surface that may deserve an entry."""

    surface: str
    kind: str
    """`term` or `entity`."""
    type: Type
    group: str
    """The strongest evidence: quoted, bold, defined, latin, entity, ranked."""
    count: int
    score: float
    """0 to 1."""
    context: str
    line: int
