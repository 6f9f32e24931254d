"""All candidates of an article, by kind of evidence."""

import re
from array import array
from collections.abc import Sequence
from itertools import chain

from generator.annotate.suggesting import evidence
from generator.annotate.suggesting.candidates import Candidate, add, at
from generator.annotate.suggesting.evidence import Bold
from generator.annotate.suggesting.phrases import phrases
from generator.annotate.words import Words
from generator.core.passage import Passage
from generator.core.span import Span

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
    _count(found, passages)
    return found


def _count(found: dict[str, Candidate], passages: Sequence[Passage]) -> None:
    """Set the places of candidates that were found without segmentation to their occurrences in the text, except those
    inside a longer such candidate; candidates without any are removed.
    """
    counted = [one for one in found.values() if one.group in ("quoted", "bold", "defined", "entity")]
    if not counted:
        return
    longest_first = sorted((one.surface for one in counted), key=len, reverse=True)
    pattern = re.compile("|".join(map(_guarded, longest_first)))
    places: dict[str, array[int]] = {one.surface: array("Q") for one in counted}
    for passage in passages:
        for match in pattern.finditer(passage.text):
            places[match[0]].append(at(passage.number, match.start()))
    for one in counted:
        one.places = places[one.surface]
        if not one.places:
            del found[one.surface]


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
