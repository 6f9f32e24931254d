"""Features of the entity model, for each word.

The model reads words, not characters. Its templates are few, because Python builds them, and feature names are short,
because each is hashed for every word that reaches the tagger. Most are shared by many words (`by_kind` and so on), so
their gains are added up once, and then to those of each word that is met (`vocabulary`).
"""

from collections.abc import Container, Mapping
from typing import NamedTuple

from generator.annotate.entities.pairs import Pair

NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j"})
"""Tags of names in jieba's dictionary."""
Names = tuple[str, ...]
"""Names of features."""


class Features(NamedTuple):
    """Features of a word in its three positions."""

    here: Names
    """as the current word,"""
    left: Names = ()
    """as the previous word,"""
    right: Names = ()
    """and as the next word."""


class Word(NamedTuple):
    """A word with its lexicon data and gains."""

    text: str
    kind: str
    """The lexicon's kind, or the dictionary's part of speech."""
    first: str
    last: str
    """Its first and last character."""
    here: int
    """Packed gains of its features as the current word,"""
    left: int
    """as the previous word,"""
    right: int
    """and as the next word."""
    after: Mapping[str, Pair]
    """Kind of the next word → the pair of kinds."""
    following: Container[str]
    """First characters of next words that the model knows after its last one."""
    gaining: bool
    """Whether it may be a name or end one, whatever stands beside it."""


def by_text(text: str) -> Features:
    """Of the word itself."""
    return Features(("w" + text, "v" + text[-2:]), ("p" + text,), ("q" + text,))


def by_kind(kind: str) -> Features:
    """Of all words of a kind."""
    return Features(("k" + kind,))


def by_first(char: str, cluster: str, size: int) -> Features:
    """Of all words of `size` characters that begin with this one. Cluster: of similar characters."""
    return Features(("f" + char, f"g{cluster}|{size}"), (), ("e" + char,))


def by_last(char: str, cluster: str) -> Features:
    """Of all words that end with this character."""
    return Features(("c" + char, "h" + cluster), ("d" + char,))


def by_group(group: str) -> Features:
    """Of all words of a group; empty if the word is in none."""
    return Features(("x" + group,), ("y" + group,), ("z" + group,)) if group else Features(("x_",))
