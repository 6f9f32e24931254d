"""A run of text in pieces (what stands before, in and behind a mark) → the pieces in the other script.

OpenCC converts phrases, and a phrase may reach across the edge of a mark: 头|发 is 頭|髮, never 頭|發. So a run is
looked at as a whole around each edge. Where a phrase keeps its length, each character stays on its side of the edge.
Where it does not (互联|网 → 網際網路), each side is converted by itself.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.site.editions.script import Convert

CONTEXT = 6
"""Code points looked at on each side of an edge; few phrases are longer."""
CLAUSE = re.compile(r"[^\u3400-\u9fff]+")
"""What stands between clauses: no phrase reaches across it."""
KEPT = 2048
"""Runs that are kept with what they became: the text of an article is asked for again by its annotations."""


class Fixed(NamedTuple):
    """A piece of a run whose new text is known."""

    start: int
    end: int
    text: str


class Window(NamedTuple):
    """The text around an edge between two pieces of a run."""

    run: int
    piece: int
    """The number of the piece that ends there."""
    edge: int
    text: str
    cut: int
    """Where the edge is in `text`."""


class Runs:
    """Converts runs with one converter and one set of names."""

    def __init__(self, convert: Convert, names: "Names") -> None:
        self._convert = convert
        self._names = names
        self._kept: dict[tuple[str, ...], list[str]] = {}

    def __call__(self, runs: Sequence[tuple[str, ...]]) -> list[list[str]]:
        """Each run with its pieces converted, as many as there were."""
        kept = self._kept
        todo = list(dict.fromkeys(run for run in runs if run not in kept))
        if len(kept) + len(todo) > KEPT:
            kept = self._kept = {run: kept[run] for run in runs if run in kept}
        kept.update(zip(todo, convert_runs(todo, self._convert, self._names), strict=True))
        return [kept[run] for run in runs]


def convert_runs(runs: Sequence[tuple[str, ...]], convert: Convert, names: "Names") -> list[list[str]]:
    """Each run with its pieces converted, as many as there were."""
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
    """Whether each character of `new` is at the place of the one that it was made of: no phrase changed its length."""
    return len(text) == len(new) and [*map(len, CLAUSE.split(text))] == [*map(len, CLAUSE.split(new))]


def _each(
    runs: Sequence[tuple[str, ...]], whole: Sequence[str], fixed: Sequence[list[Fixed]], convert: Convert
) -> list[list[str]]:
    """Each run with its pieces converted one by one, but for phrases across their edges."""
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
    """Each run with its pieces converted; what is fixed becomes what it is said to."""
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
    return list(accumulate(map(len, run[:-1])))


def _crossed(
    runs: Sequence[tuple[str, ...]],
    whole: Sequence[str],
    fixed: Sequence[Sequence[Fixed]],
    made: Sequence[Sequence[str]],
    convert: Convert,
) -> list[Window]:
    """The edges that a phrase reaches across: there the parts give another text than the whole."""
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
    """Whether `text`, cut there, is the end of one converted piece and the beginning of the next."""
    return left.endswith(text[:cut]) and right.startswith(text[cut:])


def _window(run: int, piece: int, text: str, edge: int, fixed: Sequence[Fixed]) -> Window:
    start, end = max(edge - CONTEXT, 0), min(edge + CONTEXT, len(text))
    for one in fixed:
        start = max(start, one.end) if one.end <= edge else start
        end = min(end, one.start) if one.start >= edge else end
    return Window(run, piece, edge, text[start:end], edge - start)


def is_han(character: str) -> bool:
    """Whether it is an ideograph: phrases have no punctuation in them."""
    return "\u3400" <= character <= "\u9fff" or character > "\U0001ffff"


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
