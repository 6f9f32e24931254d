"""How rare a name is in Chinese at large, by the weights of the words in it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.annotate.words import Words
from generator.core.han import BASIC

HAN = re.compile(f"[{BASIC}]+")  # with its `+`, which changes nothing here, it is made in half the time
USUAL_IDF = 12.0
"""For words that the background does not know: about the median of its values."""


@lru_cache(maxsize=20_000)
def of_name(name: str, words: Words) -> float:
    """The rarity of a name, as the segmenter cuts it."""
    return rarity([name[start:end] for start, end in words.cut(name)], words)


def rarity(parts: Sequence[str], words: Words) -> float:
    """Mean inverse document frequency of the words, from their weights in the dictionary (a background of 60 million
    words).
    """
    if not parts:
        return USUAL_IDF
    return sum(
        min(USUAL_IDF + 2, -weight) if (weight := words.weight(part)) is not None and HAN.search(part) else USUAL_IDF
        for part in parts
    ) / len(parts)
