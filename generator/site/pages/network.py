"""The entries related to an entry, as a small picture: to its left those that name it, to its right those that it names."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.core.entry import Type
from generator.core.library import Related
from generator.site.pages.views import truncate

MOST = 39
"""Nodes besides the entry itself."""
ROW, WIDTH, SIDE, LABEL = 30, 600, 190, 11


class Node(NamedTuple):
    """A related entry; coordinates in units of the view box."""

    name: str
    type: Type
    kind: str
    x: int
    y: int
    left: bool
    path: str
    """From the middle to the node, as SVG path data."""


class Network(NamedTuple):
    """The picture."""

    nodes: tuple[Node, ...]
    width: int
    height: int


def network(relations: Sequence[Related]) -> Network | None:
    """None without relations; at most MOST of them are drawn."""
    shown = relations[:MOST]
    if not shown:
        return None
    left = [one for one in shown if one.inverse]
    right = [one for one in shown if not one.inverse]
    height = ROW * max(len(left), len(right), 2)
    nodes = [*_column(left, height, left=True), *_column(right, height, left=False)]
    return Network(tuple(nodes), WIDTH, height)


def _column(found: Sequence[Related], height: int, *, left: bool) -> list[Node]:
    x = SIDE if left else WIDTH - SIDE
    begin, bend = (WIDTH // 2 - 40, SIDE + 35) if left else (WIDTH // 2 + 40, WIDTH - SIDE - 35)
    top = (height - ROW * len(found)) // 2 + ROW // 2
    return [
        Node(
            truncate(one.ref.name, LABEL),
            one.ref.type,
            one.kind,
            x,
            y,
            left,
            f"M{begin} {height // 2}C{bend} {height // 2} {bend} {y} {x + (6 if left else -6)} {y}",
        )
        for y, one in zip(range(top, top + ROW * len(found), ROW), found, strict=True)
    ]
