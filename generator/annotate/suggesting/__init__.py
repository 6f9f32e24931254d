"""Suggests terms and entities that no entry covers yet."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.annotate.suggesting import candidates
from generator.annotate.suggesting.candidates import Candidate
from generator.annotate.suggesting.rank import Measured, measure
from generator.annotate.suggestion import Suggestion
from generator.annotate.words import Words
from generator.core.entry import Glossary
from generator.core.passage import Passage
from generator.core.span import Span

CONTEXT_CHARS = 24
"""Code points of context on each side."""
MIN_ENTITY_SCORE = 0.5
"""Least score of an automatic entity to be a candidate."""
STRONG = 0.3
"""Least score of a suggestion to be a key term of its article."""


def suggest(passages: Sequence[Passage], spans: Sequence[Span], glossary: Glossary, words: Words) -> list[Suggestion]:
    """Surfaces in an article that may deserve an entry, best first.

    Forms of entries and words of `_never.txt` are excluded. Automatic entities in `spans` are candidates too.
    """
    from generator.annotate.normalize import fold

    covered = {fold(form).text for entry in glossary.entries.values() for form in (*entry.forms, *entry.match.never)}
    covered |= {fold(word).text for word in glossary.ignored}
    found = _gather(passages, spans, words)
    ranked = [one for one in measure(found, passages, words) if fold(one.candidate.surface).text not in covered]
    return [_suggestion(one, passages) for one in _merged(ranked)]


def strong(passages: Sequence[Passage], words: Words) -> list[str]:
    """Surfaces scored at least STRONG, best first."""
    ranked = _merged(measure(_gather(passages, (), words), passages, words))
    return [one.candidate.surface for one in ranked if one.score >= STRONG]


def _gather(passages: Sequence[Passage], spans: Sequence[Span], words: Words) -> dict[str, Candidate]:
    """All candidates by surface. With several kinds of evidence, the strongest is the group."""
    found = candidates.phrases(passages, words)
    for kind in (candidates.latin, candidates.defined, candidates.quoted):
        for candidate in kind(passages):
            _join(found, candidate)
    named: dict[str, Candidate] = {}
    for span in spans:
        if span.ref is None and span.reason is None and (span.label == "work" or span.score >= MIN_ENTITY_SCORE):
            candidates.add(named, span.text, "entity", candidates.at(span.passage, span.start), span.label)
    for candidate in named.values():
        _join(found, candidate)
    return found


def _join(found: dict[str, Candidate], candidate: Candidate) -> None:
    """Add `candidate` to `found`, or merge its places into the known one."""
    known = found.get(candidate.surface)
    if known is None:
        found[candidate.surface] = candidate
        return
    known.group = candidate.group
    known.type = candidate.type if candidate.type != "term" else known.type
    known.places = array("Q", sorted({*known.places, *candidate.places}))


def _merged(ranked: Sequence[Measured]) -> list[Measured]:
    """The ranking without near-duplicates of a better candidate: parts of it, or it with a common word added."""
    longest = max((len(one.candidate.surface) for one in ranked if one.candidate.group == "ranked"), default=0)
    within: dict[str, int] = {}
    """Substring of a better candidate → that one's count. This avoids comparing all pairs."""
    whole: dict[str, int] = {}
    kept: list[Measured] = []
    for one in ranked:
        surface, count = one.candidate.surface, len(one.candidate.places)
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
