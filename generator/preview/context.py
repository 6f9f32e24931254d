"""Chooses the text around a find that becomes a string of an entry's rule `never` or `always`."""

from generator.annotate.segmenting.words import Words
from generator.core.passage import OBJECT

STOPS = set("，。！？；：、“”‘’「」『』《》〈〉（）()[]【】…—,.!?;:\"'\n\t " + OBJECT)
"""A rule's context does not cross these, as it would then match only this one sentence."""


def context(text: str, start: int, end: int, words: Words) -> str:
    """The words that the find `[start, end)` overlaps; if these are the find itself, one more word on each side.

    For 中台 in 企业集中台湾市场 it is 集中台湾, for 支付 in 支付宝 it is 支付宝. It equals the find if nothing is next to
    that.
    """
    cut = words.cut(text)
    left = max((begin for begin, _ in cut if begin <= start), default=start)
    right = min((until for _, until in cut if until >= end), default=end)
    if (left, right) == (start, end):
        left = max((begin for begin, _ in cut if begin < start), default=start)
        right = min((until for _, until in cut if until > end), default=end)
    return text[_reach(text, start, left, -1) : _reach(text, end, right, 1)]


def _reach(text: str, edge: int, limit: int, step: int) -> int:
    """The offset from `edge` towards `limit`, but not past a character of STOPS."""
    while edge != limit and text[edge - 1 if step < 0 else edge] not in STOPS:
        edge += step
    return edge
