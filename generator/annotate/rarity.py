"""The rarity of a name in general Chinese, from the weights of its words."""

import re
from collections.abc import Sequence

from generator.annotate.segmenting.words import Words, kept
from generator.core.han import BASIC

HAN = re.compile(f"[{BASIC}]+")  # the `+` changes no result, but halves the time to compile
DEFAULT_IDF = 12.0
"""For words that the dictionary lacks: about the median."""


@kept(20_000)
def of_name(name: str, words: Words) -> float:
    """The rarity of a name, from its words as segmented."""
    return rarity([name[start:end] for start, end in words.cut(name)], words)


def rarity(parts: Sequence[str], words: Words) -> float:
    """Mean inverse frequency of the words (natural log), from their dictionary weights."""
    if not parts:
        return DEFAULT_IDF
    return sum(
        min(DEFAULT_IDF + 2, -weight)
        if (weight := words.weight(part)) is not None and HAN.search(part)
        else DEFAULT_IDF
        for part in parts
    ) / len(parts)
