"""Where any of many strings occurs in a text: Aho-Corasick.

The only home of ahocorasick_rs. The plain finder gives the same finds from a trie of dictionaries, more slowly.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

FEW = 500
"""With fewer patterns the kind that takes more memory finds them twice as fast; with more it gets slower than the
other."""
Find = Callable[[str], list[tuple[int, int, int]]]
"""All occurrences in a text, overlapping ones too, as (pattern's number, start, end), by start, then end."""


def finder(patterns: Sequence[str], *, accelerate: bool = True) -> Find:
    """A finder of `patterns`, which are not empty and hold no lone surrogates. Texts must hold none either."""
    if accelerate and find_spec("ahocorasick_rs") is not None:
        return _rust(patterns)
    return _plain(patterns)


def _rust(patterns: Sequence[str]) -> Find:
    from ahocorasick_rs import AhoCorasick, Implementation

    kind = Implementation.DFA if len(patterns) < FEW else Implementation.ContiguousNFA
    machine = AhoCorasick(patterns, store_patterns=False, implementation=kind)

    def find(text: str) -> list[tuple[int, int, int]]:
        return sorted(machine.find_matches_as_indexes(text, overlapping=True), key=_place)

    return find


def _plain(patterns: Sequence[str]) -> Find:
    root: dict[str, Any] = {}
    for number, pattern in enumerate(patterns):
        node = root
        for char in pattern:
            node = node.setdefault(char, {})
        node[""] = number

    def find(text: str) -> list[tuple[int, int, int]]:
        return [(number, start, end) for start in range(len(text)) for number, end in _from(root, text, start)]

    return find


def _from(node: dict[str, Any], text: str, start: int) -> Iterator[tuple[int, int]]:
    for at in range(start, len(text)):
        node = node.get(text[at], {})
        if not node:
            return
        if "" in node:
            yield node[""], at + 1


def _place(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], found[2]
