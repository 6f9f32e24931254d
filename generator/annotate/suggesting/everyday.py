"""The frequency of words, as a Zipf frequency: log10 of their occurrences in 1,000 million words. 3 is rare, 5 is
common.
"""

from functools import cache
from math import log

from generator.annotate.segmenting.words import Words, kept
from generator.core.tables import FOLDER

RARE = 3.0
"""Frequency below which a word is rare."""
UNSURE = 2.9
"""Frequency below which a dictionary word of four characters is weighed as two words (增加｜利润, 神经｜网络), and a head as new."""
EVERYDAY = 4.0
"""Frequency of an everyday word at least."""
FILE = "everyday.txt"
"""Words that are more common today than jieba's dictionary has them; `training/everyday.py` makes it."""


@kept(20_000)
def zipf(word: str, words: Words) -> float:
    """The higher of its frequencies in the dictionary and in the packaged list; 0.0 if neither has it."""
    weight = words.weight(word)
    return max(9 + weight / log(10) if weight is not None else 0.0, _listed().get(word.lower(), 0.0))


@cache
def _listed() -> dict[str, float]:
    lines = (FOLDER / FILE).read_text("utf-8").splitlines()
    rows = ((float(line.split(" ", 1)[0]), line.split()[1:]) for line in lines)
    return {word: number for number, listed in rows for word in listed}
