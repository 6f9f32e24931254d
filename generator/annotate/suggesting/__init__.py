"""Suggests terms and entities that no entry covers yet."""

import re
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from generator.annotate.suggesting import candidates
from generator.annotate.suggesting.candidates import Candidate
from generator.annotate.suggesting.everyday import zipf
from generator.annotate.suggesting.rank import Measured, measure
from generator.annotate.suggestion import Suggestion
from generator.annotate.words import Words
from generator.core.entry import Glossary
from generator.core.passage import Passage
from generator.core.span import Span

LONG = 4
"""Code points of a name beyond which one more or less makes no other name: 开源软件法, 开源软件法案."""
CONTEXT_CHARS = 24
"""Code points of context on each side."""
MIN_ENTITY_SCORE = 0.5
"""Least score of an automatic entity to be a candidate."""
WORD = re.compile(r"[A-Za-z0-9]+")
"""One Latin word: the models of names know little of them, and take JavaScript for a person."""
LEAST = 0.15
"""Least score of a suggestion: below it few are worth an entry."""
STRONG = 0.5
"""Least score of a suggestion to be a key term of its article."""


def suggest(passages: Sequence[Passage], spans: Sequence[Span], glossary: Glossary, words: Words) -> list[Suggestion]:
    """Surfaces in an article that may deserve an entry, best first.

    Forms of entries and words of `_never.txt` are excluded. Automatic entities in `spans` are candidates too.
    """
    from generator.annotate.normalize import fold

    covered = {fold(form).text for entry in glossary.entries.values() for form in (*entry.forms, *entry.match.never)}
    covered |= {fold(word).text for word in glossary.ignored}
    found = gather(passages, spans, words)
    ranked = [one for one in measure(found, passages, words, LEAST) if fold(one.candidate.surface).text not in covered]
    return [_suggestion(one, passages) for one in _merged(ranked, words)]


def strong(passages: Sequence[Passage], words: Words) -> list[str]:
    """Surfaces scored at least STRONG, best first."""
    ranked = _merged(measure(gather(passages, (), words), passages, words, STRONG), words)
    return [one.candidate.surface for one in ranked]


def gather(passages: Sequence[Passage], spans: Sequence[Span], words: Words) -> dict[str, Candidate]:
    """All candidates by surface. With several kinds of evidence, the strongest is the group."""
    found = candidates.phrases(passages, words)
    for candidate in chain(
        candidates.latin(passages), candidates.defined(passages, words), candidates.quoted(passages)
    ):
        _join(found, candidate)
    named: dict[str, Candidate] = {}
    for span in spans:
        certain = span.label == "work" or (span.score >= MIN_ENTITY_SCORE and not WORD.fullmatch(span.text))
        if span.ref is None and span.reason is None and certain:
            candidates.add(named, span.text, "entity", candidates.at(span.passage, span.start), span.label)
            one = named[span.text]
            one.signs.add(span.label)
            one.certainty = max(one.certainty, span.score)
    for candidate in named.values():
        _join(found, candidate)
    _count(found, passages)
    return found


def _count(found: dict[str, Candidate], passages: Sequence[Passage]) -> None:
    """Set the places of candidates that were not found by segmentation to where they stand in the text, but not inside a
    longer one of them; those that stand nowhere else are removed.
    """
    counted = [one for one in found.values() if one.group in ("quoted", "defined", "entity")]
    if not counted:
        return
    longest_first = sorted((one.surface for one in counted), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    places: dict[str, array[int]] = {one.surface: array("Q") for one in counted}
    for passage in passages:
        for match in pattern.finditer(passage.text):
            places[match[0]].append(candidates.at(passage.number, match.start()))
    for one in counted:
        one.places = places[one.surface]
        if not one.places:
            del found[one.surface]


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


def _merged(ranked: Sequence[Measured], words: Words) -> list[Measured]:
    """The ranking without near-duplicates: parts of a better candidate; what has a common word more than another one, or
    one character more or less than a better one.
    """
    longest = max((len(one.candidate.surface) for one in ranked if one.candidate.group == "ranked"), default=0)
    counts = {one.candidate.surface: len(one.candidate.places) for one in ranked}
    within: dict[str, int] = {}
    """Substring of a better candidate → that one's count. This avoids comparing all pairs."""
    whole: dict[str, int] = {}
    kept: list[Measured] = []
    for one in ranked:
        surface, count = one.candidate.surface, len(one.candidate.places)
        longer = len(surface) > LONG and (surface[:-1] in whole or counts.get(surface[:-1], 0) > count)
        if longer or any(count <= counts.get(piece, 0) for piece in _before_common(one.candidate, words)):
            continue
        if one.candidate.group == "ranked" and (
            count <= 1.2 * within.get(surface, 0)
            or any(count < 0.3 * whole.get(piece, 0) for piece in _pieces(surface, longest) if len(piece) > 2)
        ):
            continue
        kept.append(one)
        whole[surface] = max(count, whole.get(surface, 0))
        for piece in _pieces(surface, longest):
            within[piece] = max(count, within.get(piece, 0))
    return kept


def _before_common(candidate: Candidate, words: Words) -> Iterator[str]:
    """What remains of a compound without an everyday word at its end (微服务｜架构) or its beginning (采用｜服务网格)."""
    surface = candidate.surface
    parts = candidate.words or [surface[start:end] for start, end in words.cut(surface)]
    if candidate.group == "latin" or "work" in candidate.signs or len(parts) < 2:
        return
    ends = ((parts[-1], surface[: -len(parts[-1])]), (parts[0], surface[len(parts[0]) :]))
    for common, rest in ends:
        if zipf(common, words) >= candidates.COMMON and (len(rest) > 2 or candidate.group == "entity"):
            yield rest.strip()


def _pieces(surface: str, longest: int) -> Iterator[str]:
    """The substrings of `surface` of at most `longest` characters."""
    for start in range(len(surface)):
        for end in range(start + 1, min(start + longest, len(surface)) + 1):
            yield surface[start:end]


def _suggestion(one: Measured, passages: Sequence[Passage]) -> Suggestion:
    candidate = one.candidate
    number, start = candidates.split(candidate.places[0])
    passage = next(passage for passage in passages if passage.number == number)
    end = start + len(candidate.surface)
    context = candidates.clean(passage.text[max(0, start - CONTEXT_CHARS) : end + CONTEXT_CHARS])
    kind = "entity" if candidate.type != "term" else "term"
    return Suggestion(
        candidate.surface,
        kind,
        candidate.type,
        candidate.group,
        len(candidate.places),
        round(one.score, 4),
        context,
        passage.line_at(start),
    )


def across(articles: Mapping[str, Sequence[Suggestion]]) -> list[tuple[Suggestion, Collection[str]]]:
    """Suggestions of a whole site with the paths of their articles, best first. The number of articles and the count
    raise the log odds of the best score.
    """
    by_surface: dict[str, list[tuple[str, Suggestion]]] = {}
    for path, found in articles.items():
        for one in found:
            by_surface.setdefault(one.surface, []).append((path, one))
    whole = []
    for pairs in by_surface.values():
        best = max((one for _, one in pairs), key=lambda one: one.score)
        count = sum(one.count for _, one in pairs)
        odds = best.score / (1 - min(best.score, 0.9999)) * len(pairs) * count / best.count
        whole.append((replace(best, count=count, score=round(odds / (1 + odds), 4)), [path for path, _ in pairs]))
    return sorted(whole, key=lambda one: (-one[0].score, -one[0].count, one[0].surface))
