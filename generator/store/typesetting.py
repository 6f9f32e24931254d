"""Breaks text into lines of a width, by the rules of Chinese (GB/T 15834: what may not begin or end a line)."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from generator.core.patterns import late

PIECES = late(r"[ \t]*(?:[A-Za-z0-9À-ɏ][\w.,:;'’+/&%@#-]*[\w+%#]|[A-Za-z0-9À-ɏ]|.)", re.DOTALL | re.ASCII)
"""A Latin word or number, or one other character, with the spaces before it."""
NOT_FIRST = frozenset("，。、；：！？）》〉」』】〕”’…—～·,.;:!?)]}%")
NOT_LAST = frozenset("（《〈「『【〔“‘([{")

Measure = Callable[[str], float]
"""Width of a text, in the unit of the line's width."""


def lines(text: str, breaks: Sequence[int], width: float, most: int, measure: Measure) -> list[str]:
    """`text` in at most `most` lines no wider than `width`, of about equal length; what is left out ends in `…`.

    Lines break at `breaks`, or anywhere that is allowed if there are none or a piece between them is too wide.
    """
    pieces = _pieces(text, breaks, width, measure)
    found = _filled(pieces, width, measure)
    if len(found) > most:
        last = "".join(found[most - 1 :])
        while last and measure(last + "…") > width:
            last = last[:-1]
        return [*found[: most - 1], last.rstrip("，、；：—… ") + "…"]
    if breaks and len(found) > 1:
        found = _balanced(pieces, len(found), width, measure)
    return found


def _pieces(text: str, breaks: Sequence[int], width: float, measure: Measure) -> list[str]:
    if not breaks:
        return _atoms(text)
    found: list[str] = []
    for start, end in pairwise((0, *breaks, len(text))):
        piece = text[start:end]
        found += [piece] if measure(piece) <= width else _atoms(piece)
    return found


def _atoms(text: str) -> list[str]:
    """The smallest pieces between which a line may break."""
    found: list[str] = []
    for piece in PIECES.findall(text):
        if found and (piece.strip()[:1] in NOT_FIRST or found[-1][-1:] in NOT_LAST):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _filled(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Each line as full as can be. A piece that is wider than a line is cut."""
    found: list[str] = []
    line = ""
    for piece in pieces:
        if line and measure((line + piece).strip()) > width:
            found.append(line.strip())
            line = ""
        line += piece
        while measure(line.strip()) > width and len(line) > 1:
            cut = next((at for at in range(len(line) - 1, 0, -1) if measure(line[:at].strip()) <= width), 1)
            found.append(line[:cut].strip())
            line = line[cut:]
    return [*found, line.strip()] if line.strip() else found


def _balanced(pieces: Sequence[str], count: int, width: float, measure: Measure) -> list[str]:
    """The lines of the smallest width that gives no more of them."""
    low, high = width / count / 2, width
    while high - low > 4:
        middle = (low + high) / 2
        fits = max(map(measure, pieces)) <= middle and len(_filled(pieces, middle, measure)) <= count
        low, high = (low, middle) if fits else (middle, high)
    return _filled(pieces, high, measure)
