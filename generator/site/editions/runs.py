"""A run of text in pieces (what stands before, in and behind a mark) → the pieces in the other script.

OpenCC converts phrases, and a phrase may reach across the edge of a mark: 头|发 is 頭|髮, never 頭|發. So a run is looked
at as a whole around each edge. Where a phrase keeps its length, each character stays on its side of the edge. Where it
does not (互联|网 → 網際網路), each side is converted by itself.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.site.editions.script import Convert

AROUND = 12
"""Code points looked at on each side of an edge; few phrases are longer."""


class Fixed(NamedTuple):
    """A piece of a run whose new text is known."""

    start: int
    end: int
    text: str


class Window(NamedTuple):
    """The text around an edge."""

    run: int
    edge: int
    text: str
    cut: int
    """Where the edge is in `text`."""


def convert_runs(runs: Sequence[Sequence[str]], convert: Convert, names: "Names") -> list[list[str]]:
    """Each run with its pieces converted, as many as there were."""
    whole = ["".join(run) for run in runs]
    edges = [_edges(run) for run in runs]
    fixed = [names.found(text) for text in whole]
    for window in _crossed(whole, edges, fixed, convert):
        if phrase := _phrase(window, convert):
            fixed[window.run] = _added(fixed[window.run], phrase)
    parts = [_parts(text, cuts, known) for text, cuts, known in zip(whole, edges, fixed, strict=True)]
    plain = iter(convert([text for run in parts for text, new in run if new is None]))
    made = [[(len(text), next(plain) if new is None else new) for text, new in run] for run in parts]
    return [_joined(run, pieces) for run, pieces in zip(made, runs, strict=True)]


class Names:
    """Names whose form in the other script the author gives, by their form in the site's own."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        longest = sorted(names, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, longest))) if longest else None

    def found(self, text: str) -> list[Fixed]:
        """Where names stand in `text`."""
        if self._pattern is None:
            return []
        return [Fixed(*match.span(), self.names[match[0]]) for match in self._pattern.finditer(text)]


def _edges(run: Sequence[str]) -> list[int]:
    """Offsets in the joined run at which a piece ends and another begins."""
    edges, at = [], 0
    for piece in run[:-1]:
        at += len(piece)
        edges.append(at)
    return edges


def _crossed(
    whole: Sequence[str], edges: Sequence[Sequence[int]], fixed: Sequence[Sequence[Fixed]], convert: Convert
) -> list[Window]:
    """The edges that a phrase may reach across: there the parts give another text than the whole."""
    windows = [
        _window(number, text, edge, fixed[number])
        for number, text in enumerate(whole)
        for edge in dict.fromkeys(edges[number])
        if 0 < edge < len(text)
        and not text[edge - 1].isascii()
        and not text[edge].isascii()
        and not any(one.start <= edge <= one.end for one in fixed[number])
    ]
    texts = [part for one in windows for part in (one.text, one.text[: one.cut], one.text[one.cut :])]
    made = iter(convert(texts))
    return [one for one in windows if next(made) != next(made) + next(made)]


def _window(number: int, text: str, edge: int, fixed: Sequence[Fixed]) -> Window:
    start = max([edge - AROUND, 0, *(one.end for one in fixed if one.end <= edge)])
    end = min([edge + AROUND, len(text), *(one.start for one in fixed if one.start >= edge)])
    return Window(number, edge, text[start:end], edge - start)


def _phrase(window: Window, convert: Convert) -> Fixed | None:
    """The phrase across the edge, where it keeps its length."""
    text, cut, first = window.text, window.cut, window.edge - window.cut
    (whole,) = convert([text])
    clean = [0, *(at for at in range(1, len(text)) if "".join(convert([text[:at], text[at:]])) == whole), len(text)]
    start, end = max(at for at in clean if at < cut), min(at for at in clean if at > cut)
    (new,) = convert([text[start:end]])
    return Fixed(first + start, first + end, new) if len(new) == end - start else None


def _added(fixed: Sequence[Fixed], new: Fixed) -> list[Fixed]:
    """`fixed` with `new` where it overlaps none of them."""
    if any(one.start < new.end and new.start < one.end for one in fixed):
        return list(fixed)
    return sorted([*fixed, new])


def _parts(text: str, edges: Sequence[int], fixed: Sequence[Fixed]) -> list[tuple[str, str | None]]:
    """`text` cut at each edge and around what is known: the parts, with their new text where it is known."""
    parts: list[tuple[str, str | None]] = []
    last = 0
    for one in (*fixed, Fixed(len(text), len(text), "")):
        cuts = [last, *(edge for edge in edges if last < edge < one.start), one.start]
        parts += [(text[start:end], None) for start, end in pairwise(cuts) if start < end]
        inside = [one.start, *(edge for edge in edges if one.start < edge < one.end), one.end]
        for start, end in pairwise(inside):
            if start < end:
                stop = None if end == one.end else end - one.start
                parts.append((text[start:end], one.text[start - one.start : stop]))
        last = one.end
    return parts


def _joined(made: Sequence[tuple[int, str]], pieces: Sequence[str]) -> list[str]:
    """The new texts of `pieces`, put together of the parts that they were cut into."""
    result, parts = [], iter(made)
    for piece in pieces:
        left, texts = len(piece), []
        while left > 0:
            length, text = next(parts)
            texts.append(text)
            left -= length
        result.append("".join(texts))
    return result
