"""Aho-Corasick multi-pattern search. The only module that imports ahocorasick_rs."""

from collections.abc import Callable, Sequence

MAX_DFA_PATTERNS = 500
"""Below this many patterns a DFA is twice as fast as an NFA; above it, it is slower and needs more memory."""
Find = Callable[[str], list[tuple[int, int, int]]]
"""Returns all occurrences in a text as (pattern index, start, end), overlaps included, sorted by start, then end."""


def finder(patterns: Sequence[str]) -> Find:
    """A finder for `patterns`. Patterns must not be empty; neither patterns nor texts may contain lone surrogates."""
    from ahocorasick_rs import AhoCorasick, Implementation

    kind = Implementation.DFA if len(patterns) < MAX_DFA_PATTERNS else Implementation.ContiguousNFA
    machine = AhoCorasick(patterns, store_patterns=False, implementation=kind)

    def find(text: str) -> list[tuple[int, int, int]]:
        return sorted(machine.find_matches_as_indexes(text, overlapping=True), key=_by_position)

    return find


def _by_position(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], found[2]
