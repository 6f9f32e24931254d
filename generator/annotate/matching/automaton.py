"""Aho-Corasick multi-pattern search. The only module that imports ahocorasick_rs."""

from collections.abc import Callable, Sequence
from functools import cache

PIECE = 2048
"""Characters that are searched at a time."""
DENSE = 4
"""Occurrences a character, on average over a piece. Real text has less than one."""
MAX_DFA_PATTERNS = 500
"""Below this many patterns a DFA is twice as fast as an NFA; above it, it is slower and needs more memory."""
Find = Callable[[str], list[tuple[int, int, int]]]
"""Returns the occurrences in a text as (pattern index, start, end), sorted by start, then end: all of them, overlaps
included. Of pieces with more than DENSE a character, the leftmost longest only, as memory would not suffice for all."""


def finder(patterns: Sequence[str]) -> Find:
    """A finder for `patterns`. Patterns must not be empty; neither patterns nor texts may contain lone surrogates."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    kind = Implementation.DFA if len(patterns) < MAX_DFA_PATTERNS else Implementation.ContiguousNFA
    machine = AhoCorasick(patterns, store_patterns=False, implementation=kind)
    longest = max(map(len, patterns), default=1)

    @cache
    def of_the_longest() -> AhoCorasick:
        return AhoCorasick(patterns, store_patterns=False, implementation=kind, matchkind=MatchKind.LeftmostLongest)

    def in_piece(piece: str) -> list[tuple[int, int, int]]:
        found = machine.find_matches_as_indexes(piece, overlapping=True)
        if len(found) > DENSE * max(PIECE, len(piece)):
            return of_the_longest().find_matches_as_indexes(piece)
        return sorted(found, key=_by_position)

    def find(text: str) -> list[tuple[int, int, int]]:
        if len(text) <= PIECE:
            return in_piece(text)
        return [
            (pattern, begin + start, begin + end)
            for begin in range(0, len(text), PIECE)
            for pattern, start, end in in_piece(text[begin : begin + PIECE + longest - 1])
            if start < PIECE  # the others belong to the next piece
        ]

    return find


def _by_position(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], found[2]
