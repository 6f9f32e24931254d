"""Converts a run of text in pieces (before, in and after a mark) to the other script, piece by piece.

OpenCC converts phrases, and a phrase may span the edge of a mark: 头|发 is 頭|髮, never 頭|發. So the text around each
edge is also converted as a whole. If a phrase keeps its length, each character stays on its side of the edge. If it does
not (互联|网 → 網際網路), each side is converted separately.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.core.patterns import late
from generator.site.editions.script import Convert

CONTEXT = 6
"""Code points on each side of an edge that are converted with it; few phrases are longer."""
CLAUSE = late(r"[^\u3400-\u9fff]+")
"""Separates clauses; no phrase spans it."""
CACHE_SIZE = 2048
"""In runs: the annotations of an article need the same runs as its page."""


class Fixed(NamedTuple):
    """A part of a run whose converted text is known."""

    start: int
    end: int
    text: str


class Window(NamedTuple):
    """The text around an edge between two pieces of a run."""

    run: int
    piece: int
    """Index of the piece that ends at the edge."""
    edge: int
    text: str
    cut: int
    """Offset of the edge in `text`."""


class Runs:
    """Converts runs, with a cache."""

    def __init__(self, convert: Convert, names: "Names") -> None:
        self._convert = convert
        self._names = names
        self._kept: dict[tuple[str, ...], list[str]] = {}

    def __call__(self, runs: Sequence[tuple[str, ...]]) -> list[list[str]]:
        """See `convert_runs`."""
        kept = self._kept
        todo = list(dict.fromkeys(run for run in runs if run not in kept))
        if len(kept) + len(todo) > CACHE_SIZE:
            kept = self._kept = {run: kept[run] for run in runs if run in kept}
        kept.update(zip(todo, convert_runs(todo, self._convert, self._names), strict=True))
        return [kept[run] for run in runs]


def convert_runs(runs: Sequence[tuple[str, ...]], convert: Convert, names: "Names") -> list[list[str]]:
    """The runs with their pieces converted; each keeps its number of pieces."""
    whole = ["".join(run) for run in runs]
    fixed = [names.found(text) for text in whole]
    at_once = [number for number, known in enumerate(fixed) if not known]
    made: dict[int, list[str]] = {}
    for number, new in zip(at_once, convert([whole[number] for number in at_once]), strict=True):
        if len(runs[number]) == 1:
            made[number] = [new]
        elif _is_aligned(whole[number], new):
            made[number] = [new[start:end] for start, end in pairwise((0, *_edges(runs[number]), len(new)))]
    rest = [number for number in range(len(runs)) if number not in made]
    each = _each([runs[one] for one in rest], [whole[one] for one in rest], [fixed[one] for one in rest], convert)
    made.update(zip(rest, each, strict=True))
    return [made[number] for number in range(len(runs))]


def _is_aligned(text: str, new: str) -> bool:
    """Whether no phrase changed its length, so that characters of `new` correspond to those of `text`."""
    return len(text) == len(new) and [*map(len, CLAUSE.split(text))] == [*map(len, CLAUSE.split(new))]


def _each(
    runs: Sequence[tuple[str, ...]], whole: Sequence[str], fixed: Sequence[list[Fixed]], convert: Convert
) -> list[list[str]]:
    """Convert runs piece by piece, except phrases that span an edge."""
    made = _converted(runs, whole, fixed, convert)
    phrases: dict[int, list[Fixed]] = {}
    for window in _crossed(runs, whole, fixed, made, convert):
        if phrase := _phrase(window, convert):
            run = window.run
            phrases[run] = _added(phrases.get(run, fixed[run]), phrase)
    again = list(phrases)
    better = _converted([runs[run] for run in again], [whole[run] for run in again], list(phrases.values()), convert)
    for run, pieces in zip(again, better, strict=True):
        made[run] = pieces
    return made


def _converted(
    runs: Sequence[tuple[str, ...]], whole: Sequence[str], fixed: Sequence[Sequence[Fixed]], convert: Convert
) -> list[list[str]]:
    """Convert runs piece by piece, with given text for what is fixed."""
    parts = [
        _parts(text, _edges(run), known) if known else [(piece, None) for piece in run]
        for run, text, known in zip(runs, whole, fixed, strict=True)
    ]
    plain = iter(convert([text for run in parts for text, new in run if new is None]))
    made = [[(len(text), next(plain) if new is None else new) for text, new in run] for run in parts]
    return [
        _joined(one, run) if known else [new for _, new in one]
        for one, run, known in zip(made, runs, fixed, strict=True)
    ]


class Names:
    """Names whose form in the other script the author gives."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        longest = sorted(names, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, longest))) if longest else None

    def found(self, text: str) -> list[Fixed]:
        """The names in `text`, with their given forms."""
        if self._pattern is None:
            return []
        return [Fixed(*match.span(), self.names[match[0]]) for match in self._pattern.finditer(text)]


def _edges(run: Sequence[str]) -> list[int]:
    """Offsets in the joined run at which one piece ends and the next begins."""
    return list(accumulate(map(len, run[:-1])))


def _crossed(
    runs: Sequence[tuple[str, ...]],
    whole: Sequence[str],
    fixed: Sequence[Sequence[Fixed]],
    made: Sequence[Sequence[str]],
    convert: Convert,
) -> list[Window]:
    """The edges that a phrase spans: there, converting the parts gives another text than converting the whole."""
    windows = [
        _window(number, piece, text, edge, fixed[number])
        for number, (run, text) in enumerate(zip(runs, whole, strict=True))
        if len(run) > 1
        for piece, edge in enumerate(_edges(run))
        if 0 < edge < len(text)
        and is_han(text[edge - 1])
        and is_han(text[edge])
        and not any(one.start <= edge <= one.end for one in fixed[number])
    ]
    whole_again = convert([window.text for window in windows])
    unsure = [
        (window, text)
        for window, text in zip(windows, whole_again, strict=True)
        if not _is_split(text, window.cut, made[window.run][window.piece], made[window.run][window.piece + 1])
    ]
    halves = iter(convert([half for one, _ in unsure for half in (one.text[: one.cut], one.text[one.cut :])]))
    return [window for window, text in unsure if next(halves) + next(halves) != text]


def _is_split(text: str, cut: int, left: str, right: str) -> bool:
    """Whether `text`, split at `cut`, is the end of `left` and the beginning of `right`."""
    return left.endswith(text[:cut]) and right.startswith(text[cut:])


def _window(run: int, piece: int, text: str, edge: int, fixed: Sequence[Fixed]) -> Window:
    start, end = max(edge - CONTEXT, 0), min(edge + CONTEXT, len(text))
    for one in fixed:
        start = max(start, one.end) if one.end <= edge else start
        end = min(end, one.start) if one.start >= edge else end
    return Window(run, piece, edge, text[start:end], edge - start)


def is_han(character: str) -> bool:
    """Whether it is an ideograph; phrases contain no punctuation."""
    return "\u3400" <= character <= "\u9fff" or character > "\U0001ffff"


def _phrase(window: Window, convert: Convert) -> Fixed | None:
    """The phrase that spans the edge, or None if its length changes."""
    text, cut, first = window.text, window.cut, window.edge - window.cut
    (whole,) = convert([text])
    clean = [0, *(at for at in range(1, len(text)) if "".join(convert([text[:at], text[at:]])) == whole), len(text)]
    start, end = max(at for at in clean if at < cut), min(at for at in clean if at > cut)
    (new,) = convert([text[start:end]])
    return Fixed(first + start, first + end, new) if len(new) == end - start else None


def _added(fixed: Sequence[Fixed], new: Fixed) -> list[Fixed]:
    """`fixed` with `new` added, unless it overlaps one of them."""
    if any(one.start < new.end and new.start < one.end for one in fixed):
        return list(fixed)
    return sorted([*fixed, new])


def _parts(text: str, edges: Sequence[int], fixed: Sequence[Fixed]) -> list[tuple[str, str | None]]:
    """`text` split at each edge and around the fixed parts: the pieces, each with its new text if it is fixed."""
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
    """The new texts of `pieces`, joined from the converted parts (original length, new text)."""
    result, parts = [], iter(made)
    for piece in pieces:
        left, texts = len(piece), []
        while left > 0:
            length, text = next(parts)
            texts.append(text)
            left -= length
        result.append("".join(texts))
    return result
