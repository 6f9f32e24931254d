"""Terms and entities that no entry covers yet, best first."""

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

AROUND = 24
"""Code points of context on each side."""
DOUBTFUL = 0.5
"""Score below which a name is no candidate."""
STRONG = 0.3
"""Score from which a suggestion counts as a key term of its article."""


def suggest(passages: Sequence[Passage], spans: Sequence[Span], glossary: Glossary, words: Words) -> list[Suggestion]:
    """What in an article may deserve an entry, best first.

    `spans` are all finds in it: what a kept one of an entry covers is no candidate; automatic entities are candidates
    of their own.
    """
    from generator.annotate.normalize import fold

    covered = {fold(form).text for entry in glossary.entries.values() for form in (*entry.forms, *entry.match.never)}
    covered |= {fold(word).text for word in glossary.ignored}
    found = _gather(passages, spans, words)
    ranked = [one for one in measure(found, passages, words) if fold(one.candidate.surface).text not in covered]
    return [_told(one, passages) for one in _merged(ranked)]


def strong(passages: Sequence[Passage], words: Words) -> list[str]:
    """The surfaces that are surely what an article is about, best first."""
    ranked = _merged(measure(_gather(passages, (), words), passages, words))
    return [one.candidate.surface for one in ranked if one.score >= STRONG]


def _gather(passages: Sequence[Passage], spans: Sequence[Span], words: Words) -> dict[str, Candidate]:
    """All candidates by surface; where several kinds of evidence meet, the strongest names the group."""
    found = candidates.phrases(passages, words)
    for kind in (candidates.latin, candidates.defined, candidates.quoted):
        for candidate in kind(passages):
            _join(found, candidate)
    for span in spans:
        if span.ref is None and span.reason is None and (span.label == "work" or span.score >= DOUBTFUL):
            _join(found, Candidate(span.text, "entity", span.label, [(span.passage, span.start)]))
    for candidate in found.values():
        candidate.places = sorted(set(candidate.places))
    return found


def _join(found: dict[str, Candidate], candidate: Candidate) -> None:
    """`candidate` among those found; its places come behind those that are known."""
    known = found.get(candidate.surface)
    if known is None:
        found[candidate.surface] = candidate
        return
    known.group = candidate.group
    known.type = candidate.type if candidate.type != "term" else known.type
    known.places += candidate.places


def _merged(ranked: Sequence[Measured]) -> list[Measured]:
    """The ranking without what a better one says already: a piece of it, or it with something common added."""
    longest = max((len(one.candidate.surface) for one in ranked if one.candidate.group == "ranked"), default=0)
    within: dict[str, int] = {}
    """Each piece of a better candidate → how often that one was seen. So each is compared with no other."""
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
    """The pieces of `surface` of at most `longest` characters."""
    for start in range(len(surface)):
        for end in range(start + 1, min(start + longest, len(surface)) + 1):
            yield surface[start:end]


def _told(one: Measured, passages: Sequence[Passage]) -> Suggestion:
    candidate = one.candidate
    passage, start = next(
        (passage, place[1]) for place in candidate.places[:1] for passage in passages if passage.number == place[0]
    )
    end = start + len(candidate.surface)
    context = candidates.clean(passage.text[max(0, start - AROUND) : end + AROUND])
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
    """Suggestions of a whole site with the articles that have them, best first: spread and count add to the best score's
    log odds.
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
