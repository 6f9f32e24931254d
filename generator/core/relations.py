"""Relations between entries, each with its name seen from either end."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "part_of", "member_of", "founded_by", "created_by", "works_for", "located_in", "succeeded_by", "child_of", "broader"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
INVERSE: Mapping[Kind, str] = {
    "part_of": "has_part",
    "member_of": "has_member",
    "founded_by": "founder_of",
    "created_by": "creator_of",
    "works_for": "employs",
    "located_in": "location_of",
    "succeeded_by": "succeeds",
    "child_of": "parent_of",
    "broader": "narrower",
}
"""Relation → its name seen from the other entry."""


class Relation(NamedTuple):
    """A relation as its author wrote it."""

    kind: Kind
    name: str
    """Id or form of the other entry."""
