"""Where any of many strings occurs in a text: Aho-Corasick. The only home of ahocorasick_rs."""

from collections.abc import Callable, Sequence

FEW = 500
"""With fewer patterns the kind that takes more memory finds them twice as fast; with more it gets slower than the other.
"""
Find = Callable[[str], list[tuple[int, int, int]]]
"""All occurrences in a text, overlapping ones too, as (pattern's number, start, end), by start, then end."""


def finder(patterns: Sequence[str]) -> Find:
    """A finder of `patterns`, which are not empty and hold no lone surrogates. Texts must hold none either."""
    from ahocorasick_rs import AhoCorasick, Implementation

    kind = Implementation.DFA if len(patterns) < FEW else Implementation.ContiguousNFA
    machine = AhoCorasick(patterns, store_patterns=False, implementation=kind)

    def find(text: str) -> list[tuple[int, int, int]]:
        return sorted(machine.find_matches_as_indexes(text, overlapping=True), key=_place)

    return find


def _place(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], found[2]
