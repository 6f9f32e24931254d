"""Terms and entities that no entry covers yet, best first; and an article's own key terms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

from generator.annotate.suggest import candidates
from generator.annotate.suggest.candidates import Candidate
from generator.annotate.suggest.rank import Measured, measure
from generator.annotate.words import Words
from generator.model import Glossary, Passage, Span, Type

AROUND = 24
"""Code points of context on each side."""
KEY_TERMS = 8
STRONG = 0.3
"""Score from which a suggestion counts as a key term of its article."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A surface that may deserve an entry."""

    surface: str
    kind: str
    """`term` or `entity`."""
    type: Type
    group: str
    """The strongest evidence: quoted, defined, latin, entity, ranked."""
    count: int
    score: float
    """0 to 1."""
    context: str
    line: int


def suggest(passages: Sequence[Passage], spans: Sequence[Span], glossary: Glossary, words: Words) -> list[Suggestion]:
    """What in an article may deserve an entry, best first.

    `spans` are all finds in it: what a kept one of an entry covers is no candidate; automatic entities are candidates of their own.
    """
    from generator.annotate.normalize import fold

    covered = {fold(form).text for entry in glossary.entries.values() for form in (*entry.forms, *entry.match.never)}
    covered |= {fold(word).text for word in glossary.ignored}
    found = _gather(passages, spans, words)
    ranked = [one for one in measure(found, passages, words) if fold(one.candidate.surface).text not in covered]
    return [_told(one, passages) for one in _merged(ranked)]


def key_terms(passages: Sequence[Passage], counts: Mapping[str, int], glossary: Glossary, words: Words) -> tuple[str, ...]:
    """At most KEY_TERMS names that tell what an article is about: its entries by count and rarity; without any, strong suggestions."""
    weight = {ref: (1 + log(count)) * _rarity(glossary.entries[ref].name, words) for ref, count in counts.items() if ref in glossary.entries}
    names = [glossary.entries[ref].name for ref in sorted(weight, key=lambda ref: (-weight[ref], ref))[:KEY_TERMS]]
    if not names:  # ranking costs more than all else that is done to an article
        ranked = _merged(measure(_gather(passages, (), words), passages, words))
        names = [one.candidate.surface for one in ranked if one.score >= STRONG][:KEY_TERMS]
    return tuple(names)


@lru_cache(maxsize=20_000)
def _rarity(name: str, words: Words) -> float:
    from generator.annotate.suggest.rank import rarity

    return rarity([name[start:end] for start, end in words.cut(name)], words)


def _gather(passages: Sequence[Passage], spans: Sequence[Span], words: Words) -> dict[str, Candidate]:
    """All candidates by surface; where several kinds of evidence meet, the strongest names the group."""
    found = candidates.phrases(passages, words)
    for kind in (candidates.latin, candidates.defined, candidates.quoted):
        for candidate in kind(passages):
            _join(found, candidate)
    for span in spans:
        if span.ref is None and span.reason is None:
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
    kept: list[Measured] = []
    for one in ranked:
        surface, group = one.candidate.surface, one.candidate.group
        if group == "ranked" and any(_says(better, surface, len(one.candidate.places)) for better in kept):
            continue
        kept.append(one)
    return kept


def _says(better: Measured, surface: str, count: int) -> bool:
    """Whether a better candidate makes `surface`, seen `count` times, superfluous."""
    other, seen = better.candidate.surface, len(better.candidate.places)
    return (surface in other and count <= 1.2 * seen) or (other in surface and len(other) > 2 and count < 0.3 * seen)


def _told(one: Measured, passages: Sequence[Passage]) -> Suggestion:
    candidate = one.candidate
    passage, start = next((passage, place[1]) for place in candidate.places[:1] for passage in passages if passage.number == place[0])
    end = start + len(candidate.surface)
    context = candidates.clean(passage.text[max(0, start - AROUND):end + AROUND])
    kind = "entity" if candidate.type != "term" else "term"
    return Suggestion(candidate.surface, kind, candidate.type, candidate.group, len(candidate.places), round(one.score, 4), context,
                      passage.line_at(start))


def across(articles: Mapping[str, Sequence[Suggestion]]) -> list[tuple[Suggestion, Collection[str]]]:
    """Suggestions of a whole site with the articles that have them, best first: spread and count add to the best score's log odds."""
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
