"""Leaves out what says the same as a better candidate."""

from collections.abc import Iterator, Sequence

from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting.candidates import Candidate
from generator.annotate.suggesting.everyday import zipf
from generator.annotate.suggesting.rank import Measured

LONG = 4
"""Code points of a name beyond which one more or less makes no other name: 开源软件法, 开源软件法案."""
COMMON = 4.5
"""From this Zipf frequency on, a word adds nothing to a term beside it."""


def merged(ranked: Sequence[Measured], words: Words) -> list[Measured]:
    """The ranking without near-duplicates: parts of a better candidate; what has a common word more than another one, or
    one character more or less than a better one.
    """
    longest = max((len(one.candidate.surface) for one in ranked if one.candidate.group == "ranked"), default=0)
    counts = {one.candidate.surface: len(one.candidate.places) for one in ranked}
    within: dict[str, int] = {}
    """Substring of better candidates → the sum of their counts. This avoids comparing all pairs."""
    whole: dict[str, int] = {}
    kept: list[Measured] = []
    for one in ranked:
        surface, count = one.candidate.surface, len(one.candidate.places)
        longer = len(surface) > LONG and (surface[:-1] in whole or counts.get(surface[:-1], 0) > count)
        if longer or any(count <= counts.get(piece, 0) for piece in _before_common(one.candidate, words)):
            continue
        if one.candidate.group == "ranked" and (
            count <= 1.2 * within.get(surface, 0)
            or any(count < 0.3 * whole.get(piece, 0) for piece in _pieces(surface, longest) if len(piece) > 2)
        ):
            continue
        kept.append(one)
        whole[surface] = max(count, whole.get(surface, 0))
        for piece in {*_pieces(surface, longest)}:
            within[piece] = within.get(piece, 0) + count
    return kept


def _before_common(candidate: Candidate, words: Words) -> Iterator[str]:
    """A compound without an everyday word at its end (微服务｜架构) or its beginning (采用｜服务网格)."""
    surface = candidate.surface
    parts = candidate.words or [surface[start:end] for start, end in words.cut(surface)]
    if candidate.group == "latin" or "work" in candidate.signs or len(parts) < 2:
        return
    ends = ((parts[-1], surface[: -len(parts[-1])]), (parts[0], surface[len(parts[0]) :]))
    for common, rest in ends:
        if zipf(common, words) >= COMMON and (len(rest) > 2 or candidate.group == "entity"):
            yield rest.strip()


def _pieces(surface: str, longest: int) -> Iterator[str]:
    """The substrings of `surface` of at most `longest` characters."""
    for start in range(len(surface)):
        for end in range(start + 1, min(start + longest, len(surface)) + 1):
            yield surface[start:end]
