"""People and organisations and how they are related, `relations.html`: networks of at most 40 nodes, each around one entry,
and all of it in tables.

A network is drawn as a tree from left to right, so that no line crosses another; what is no part of the tree is a faint
line behind it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.network import MOST
from generator.site.pages.paging import Part, parts
from generator.site.pages.views import CENTRAL, GLOSSARY, Named, frame, has_relations, truncate

PER_PAGE = 10
"""Networks."""
NODES, HOPS = MOST + 1, 2
ROW, GAP, MARGIN, LABEL = 28, 100, 14, 12
"""Of the picture, in units of its view box; GAP lies between a name and the next column, LABEL is the length of a name, in
code points.
"""
HAN_WIDTH, LATIN_WIDTH = 15, 9
Graph = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Id of an entry → id of a related one → keys of the relations' names, seen from the first."""


class Row(NamedTuple):
    """A relation, as it was stated."""

    subject: Named
    kind: str
    other: Named


class Node(NamedTuple):
    """An entry in the picture; coordinates in units of the view box."""

    name: str
    url: str
    type: Type
    kinds: tuple[str, ...]
    """Keys of its relations to the node at its left; empty for the centre."""
    x: int
    y: int
    path: str
    """From the node at its left, as SVG path data."""


class Web(NamedTuple):
    """A network: the picture, and the same as a table."""

    title: str
    url: str
    nodes: tuple[Node, ...]
    ties: tuple[str, ...]
    """Relations besides those of the tree, as SVG path data."""
    width: int
    height: int
    rows: tuple[Row, ...]


def relations(library: Library) -> Iterator[Page]:
    """The networks on as many pages as needed; nothing if no person or organisation is related to another entry."""
    if not has_relations(library):
        return
    for part in parts("relations.html", webs(library), PER_PAGE):
        context = Context(partial(_context, library, part))
        yield Page(part.url, "relations", "relations.html", context, listed=part.number == 1)


def _context(library: Library, part: Part[Web]) -> Mapping[str, object]:
    crumbs = (GLOSSARY,)
    return frame(library, webs=part.items, number=part.number, pages=part.pages, crumbs=crumbs)


def webs(library: Library) -> tuple[Web, ...]:
    """Each entry with a relation is in at least one of them. In the middle is always the entry that has most related ones
    in no network before; of an entry with very many relations there are several.
    """
    graph = graph_of(library.entries)
    left = dict.fromkeys(graph)
    order = {one: number for number, one in enumerate(graph)}
    queue = [(-len(others), order[one], one) for one, others in graph.items()]
    heapify(queue)
    made = []
    while left:
        often, _, centre = queue[0]
        now = -sum(other in left for other in graph[centre])
        if now != often:  # others of its neighbours were drawn meanwhile
            heapreplace(queue, (now, order[centre], centre))
            continue
        if not now and centre not in left:
            heappop(queue)
            continue
        parents = _around(graph, centre, left)
        made.append(_web(library.entries, graph, parents, {one for one in parents if one in left}))
        for one in parents:
            left.pop(one, None)
    return tuple(made)


def graph_of(entries: Mapping[str, EntryView]) -> Graph:
    """The relations of which one end at least is a person or an organisation."""
    graph: dict[str, dict[str, tuple[str, ...]]] = {}
    for one, view in entries.items():
        for kind, _, ref in view.related:
            if view.entry.type in CENTRAL or ref.type in CENTRAL:
                kinds = graph.setdefault(one, {})
                kinds[ref.id] = (*kinds.get(ref.id, ()), kind)
    return graph


def _around(graph: Graph, centre: str, left: Collection[str]) -> Mapping[str, str]:
    """The nodes of the network around an entry, nearest first, each with the node from which it is reached.

    Of nodes that are not `left`, as they were drawn before, only neighbours of a new centre are drawn again.
    """
    parents, ring = {centre: ""}, [centre]
    for hop in range(HOPS):
        nearest = []
        for one in ring:
            others = [other for other in graph[one] if other in left]
            if not hop and centre in left:
                others += [other for other in graph[one] if other not in left]
            for other in others:
                if other not in parents and len(parents) < NODES:
                    parents[other] = one
                    nearest.append(other)
        ring = [one for one in nearest if one in left]
    return parents


def _web(entries: Mapping[str, EntryView], graph: Graph, parents: Mapping[str, str], new: Iterable[str]) -> Web:
    spots = _spots(parents, entries)
    nodes = tuple(_node(entries[one], graph, parents[one], spots, entries) for one in parents)
    ties = tuple(
        _tie(spots[one], spots[other], entries[one], entries[other])
        for one, other in _pairs(graph, parents)
        if parents[one] != other and parents[other] != one
    )
    centre = entries[next(iter(parents))]
    height = ROW // 2 + max(y for _, y in spots.values())
    width = MARGIN + max(_end(spots[one], entries[one]) for one in parents)
    return Web(centre.entry.name, centre.url, nodes, ties, width, height, tuple(_rows(entries, parents, set(new))))


def _spots(parents: Mapping[str, str], entries: Mapping[str, EntryView]) -> Mapping[str, tuple[int, int]]:
    """Positions of the nodes of the tree: leaves in rows, the others in the middle of theirs; each hop in a column
    that is as wide as its names.
    """
    depths: dict[str, int] = {"": -1}
    children: dict[str, list[str]] = {one: [] for one in parents}
    for one, parent in parents.items():
        depths[one] = depths[parent] + 1
        if parent:
            children[parent].append(one)
    columns = [MARGIN] * (HOPS + 1)
    for depth in range(1, HOPS + 1):
        names = [_end((0, 0), entries[one]) for one in parents if depths[one] == depth - 1]
        columns[depth] = columns[depth - 1] + max(names, default=0) + GAP
    spots: dict[str, tuple[int, int]] = {}
    rows = iter(range(ROW, ROW * (len(parents) + 2), ROW))

    def place(one: str) -> int:
        below = [place(child) for child in children[one]]
        y = (below[0] + below[-1]) // 2 if below else next(rows)
        spots[one] = columns[depths[one]], y
        return y

    place(next(iter(parents)))
    return spots


def _node(
    view: EntryView, graph: Graph, parent: str, spots: Mapping[str, tuple[int, int]], entries: Mapping[str, EntryView]
) -> Node:
    x, y = spots[view.entry.id]
    name = truncate(view.entry.name, LABEL)
    if not parent:
        return Node(name, view.url, view.entry.type, (), x, y, "")
    begin, start = _end(spots[parent], entries[parent]), spots[parent][1]
    bend = (begin + x - GAP // 3) // 2
    path = f"M{begin} {start}C{bend} {start} {bend} {y} {x - GAP // 3} {y}H{x - 10}"
    return Node(name, view.url, view.entry.type, graph[parent][view.entry.id], x, y, path)


def _end(spot: tuple[int, int], view: EntryView) -> int:
    """The x coordinate at which a node's name ends."""
    return spot[0] + MARGIN + _width(truncate(view.entry.name, LABEL))


def _width(text: str) -> int:
    return sum(LATIN_WIDTH if char.isascii() else HAN_WIDTH for char in text)


def _tie(one: tuple[int, int], other: tuple[int, int], first: EntryView, second: EntryView) -> str:
    begin, end = _end(one, first), _end(other, second)
    bend = max(begin, end) + ROW
    return f"M{begin} {one[1]}C{bend} {one[1]} {bend} {other[1]} {end} {other[1]}"


def _pairs(graph: Graph, nodes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The related pairs among nodes, each once."""
    order = {one: number for number, one in enumerate(nodes)}
    for one in nodes:
        yield from ((one, other) for other in graph[one] if order.get(other, -1) > order[one])


def _rows(entries: Mapping[str, EntryView], nodes: Mapping[str, str], new: set[str]) -> Iterator[Row]:
    """The relations between the nodes, and all those that the `new` ones state."""
    for one in nodes:
        view = entries[one]
        for kind, inverse, ref in view.related:
            if not inverse and (ref.id in nodes or one in new):
                yield Row(Named(view.entry.name, view.url), kind, Named(ref.name, ref.url))
