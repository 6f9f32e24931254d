"""All candidates of an article, by kind of evidence."""

import re
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from generator.annotate.rarity import HAN
from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting import evidence
from generator.annotate.suggesting.candidates import Candidate, add, at
from generator.annotate.suggesting.evidence import Bold
from generator.annotate.suggesting.phrases import phrases
from generator.core.names import BAD_IN_NAME
from generator.core.passage import Passage
from generator.core.span import Span

AROUND = 16
"""Code points before and after a place that are cut into words to see whether a longer word covers it."""
MIN_ENTITY_SCORE = 0.5
"""Least score of an automatic entity to be a candidate."""
LATIN = re.compile(f"[{evidence.LETTERS}0-9]")
WORD = re.compile(r"[A-Za-z0-9]+")
"""One Latin word: the models of names know little of them, and take JavaScript for a person."""


def gather(passages: Sequence[Passage], spans: Sequence[Span], words: Words, bold: Bold) -> dict[str, Candidate]:
    """All candidates by surface. With several kinds of evidence, the strongest is the group."""
    found = phrases(passages, words)
    shown = list(evidence.pointed(passages, bold))
    for candidate in chain(
        evidence.bold_names(shown),
        evidence.latin(passages, shown),
        evidence.defined(passages, words),
        evidence.quoted(passages),
    ):
        _join(found, candidate)
    named: dict[str, Candidate] = {}
    for span in spans:
        certain = span.label == "work" or (span.score >= MIN_ENTITY_SCORE and not WORD.fullmatch(span.text))
        if span.ref is None and span.reason is None and certain:
            one = add(named, span.text, "entity", at(span.passage, span.start), span.label)
            one.signs.add(span.label)
            one.certainty = max(one.certainty, span.score)
    for candidate in named.values():
        _join(found, candidate)
    nameable = {surface: one for surface, one in found.items() if not BAD_IN_NAME.search(surface)}
    _count(nameable, passages, words)
    return nameable


def _count(found: dict[str, Candidate], passages: Sequence[Passage], words: Words) -> None:
    """Set the places of candidates that were found without segmentation to their occurrences in the text, except those
    inside a longer such candidate or a longer word; candidates without any are removed.
    """
    counted = [one for one in found.values() if one.group in ("quoted", "bold", "defined", "entity")]
    if not counted:
        return
    longest_first = sorted((one.surface for one in counted), key=len, reverse=True)
    pattern = re.compile("|".join(map(_guarded, longest_first)))
    places: dict[str, array[int]] = {one.surface: array("Q") for one in counted}
    for passage in passages:
        for match in pattern.finditer(passage.text):
            if not _within_a_word(passage.text, *match.span(), words):
                places[match[0]].append(at(passage.number, match.start()))
    for one in counted:
        one.places = places[one.surface]
        if not one.places:
            del found[one.surface]


def _within_a_word(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a longer word of the dictionary covers this range: 互联 in 互联网."""
    first = end - _han_at_start(reversed(text[max(0, end - AROUND) : end]))
    last = start + _han_at_start(text[start : start + AROUND])
    return any(
        begin <= start - first and end - first <= stop and stop - begin > end - start
        for begin, stop in words.cut(text[first:last])
        if words.known(text[first + begin : first + stop])
    )


def _han_at_start(text: Iterable[str]) -> int:
    """How many Han characters `text` begins with."""
    return sum(1 for _ in takewhile(HAN.match, text))


def _guarded(surface: str) -> str:
    """A pattern for `surface` that does not begin or end inside a Latin word: RNA, not in mRNA."""
    before = f"(?<![{evidence.LETTERS}0-9])" if LATIN.match(surface) else ""
    after = f"(?![{evidence.LETTERS}0-9])" if LATIN.match(surface[-1]) else ""
    return f"{before}{re.escape(surface)}{after}"


def _join(found: dict[str, Candidate], candidate: Candidate) -> None:
    """Add `candidate` to `found`, or merge its places into the known one."""
    known = found.get(candidate.surface)
    if known is None:
        found[candidate.surface] = candidate
        return
    known.signs |= {known.group, *candidate.signs} - {"ranked"}
    known.certainty = max(known.certainty, candidate.certainty)
    known.group = candidate.group
    known.type = candidate.type if candidate.type != "term" else known.type
    known.places = array("Q", sorted({*known.places, *candidate.places}))
