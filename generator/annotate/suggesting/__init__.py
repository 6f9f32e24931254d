"""Suggests terms and entities that no entry covers yet."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

from msgspec.structs import replace

from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting import candidates
from generator.annotate.suggesting.candidates import Candidate, at
from generator.annotate.suggesting.evidence import NO_BOLD, Bold
from generator.annotate.suggesting.gather import MIN_ENTITY_SCORE, gather
from generator.annotate.suggesting.merge import merged
from generator.annotate.suggesting.rank import Measured, measure
from generator.annotate.suggestion import Suggestion
from generator.core.entry import Glossary
from generator.core.groups import grouped
from generator.core.passage import Passage
from generator.core.span import Span

CONTEXT_CHARS = 24
"""Code points of context on each side."""
OFTEN = 3
"""So many times a person and a verb are one thing."""
LEAST = 0.1
"""Least score of a suggestion: below it few are worth an entry."""
STRONG = 0.5
"""Least score of a suggestion to be a key term of its article."""


def suggest(
    passages: Sequence[Passage], spans: Sequence[Span], glossary: Glossary, words: Words, bold: Bold = NO_BOLD
) -> list[Suggestion]:
    """Surfaces in an article that may deserve an entry, best first.

    Forms of entries and words of `_never.txt` are excluded. Automatic entities in `spans` are candidates too, as far as
    their passages are given. `bold` are the ranges in bold of passages, by number.
    """
    from generator.annotate.normalize import fold

    by_number = {passage.number: passage for passage in passages}
    spans = [span for span in spans if span.passage in by_number]

    covered = {fold(form).text for entry in glossary.entries.values() for form in (*entry.forms, *entry.match.never)}
    covered |= {fold(word).text for word in glossary.ignored}
    found = _beside_names(_outside_entries(gather(passages, spans, words, bold), spans), spans, words)
    ranked = [one for one in measure(found, passages, words, LEAST) if fold(one.candidate.surface).text not in covered]
    return [_suggestion(one, by_number) for one in merged(ranked, words)]


def _outside_entries(found: Mapping[str, Candidate], spans: Sequence[Span]) -> dict[str, Candidate]:
    """The candidates without their places inside mentions of entries (货员 in 拣货员), and without those that have no other."""
    kept = sorted(
        (at(span.passage, span.start), at(span.passage, span.end))
        for span in spans
        if span.ref is not None and span.reason is None
    )

    def inside(place: int, size: int) -> bool:
        before = bisect_right(kept, place, key=itemgetter(0)) - 1
        return before >= 0 and place + size <= kept[before][1]

    for one in found.values():
        one.places = array("Q", (place for place in one.places if not inside(place, len(one.surface))))
    return {surface: one for surface, one in found.items() if one.places}


def _beside_names(found: Mapping[str, Candidate], spans: Sequence[Span], words: Words) -> dict[str, Candidate]:
    """The candidates without ranked ones that, wherever they stand, cross an edge of a name (龙批碳关税 beside 马克龙) or are a
    person and a verb (马克龙赞), unless that is said OFTEN (爱因斯坦环: 环 may be a verb).
    """
    named = [span for span in spans if span.reason is None and span.score >= MIN_ENTITY_SCORE]
    names = {at(span.passage, span.start): at(span.passage, span.end) for span in named}
    persons = {at(span.passage, span.start) for span in named if span.label == "person"}
    starts = sorted(names)

    def is_piece(place: int, surface: str, count: int) -> bool:
        end = place + len(surface)
        if place in persons and names[place] < end:
            return count < OFTEN and words.tag(surface[names[place] - place]).startswith("v")
        before = bisect_right(starts, place) - 1
        last = bisect_left(starts, end) - 1
        if before >= 0 and starts[before] < place < names[starts[before]] < end:
            return True
        return last >= 0 and place < starts[last] and end < names[starts[last]]

    return {
        surface: one
        for surface, one in found.items()
        if one.group != "ranked" or not all(is_piece(place, surface, len(one.places)) for place in one.places)
    }


def strong(passages: Sequence[Passage], words: Words) -> list[str]:
    """Surfaces scored at least STRONG, best first."""
    ranked = merged(measure(gather(passages, (), words, NO_BOLD), passages, words, STRONG), words)
    return [one.candidate.surface for one in ranked]


def _suggestion(one: Measured, passages: Mapping[int, Passage]) -> Suggestion:
    candidate = one.candidate
    number, start = candidates.split(candidate.places[0])
    passage = passages[number]
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
    by_surface = grouped((one.surface, (path, one)) for path, found in articles.items() for one in found)
    whole = []
    for pairs in by_surface.values():
        best = max((one for _, one in pairs), key=lambda one: one.score)
        count = sum(one.count for _, one in pairs)
        odds = best.score / (1 - min(best.score, 0.9999)) * len(pairs) * count / best.count
        whole.append((replace(best, count=count, score=round(odds / (1 + odds), 4)), [path for path, _ in pairs]))
    return sorted(whole, key=lambda one: (-one[0].score, -one[0].count, one[0].surface))
