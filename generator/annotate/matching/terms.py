"""Glossary entries in running text: every occurrence of a form, kept or refused with a reason."""

from collections.abc import Iterator, Sequence
from math import exp

from generator.annotate.article import FoldedArticle
from generator.annotate.matching import edges
from generator.annotate.matching.apart import Apart
from generator.annotate.matching.boundary import packaged
from generator.annotate.matching.clear import is_clear
from generator.annotate.matching.crowds import split_crowds
from generator.annotate.matching.divided import holds, split_reason
from generator.annotate.matching.forms import Form, Forms, Hit, Owners
from generator.annotate.matching.lattice import Lattice
from generator.annotate.matching.margin import CLEAR, Verdict, judge
from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.matching.rules import OPEN, OUTSIDE, Ruling, in_scope, ruled
from generator.annotate.matching.single import new_word_reason
from generator.annotate.matching.within import name_around
from generator.annotate.normalize import Folded, cased
from generator.annotate.segmenting.words import Words
from generator.core.entry import Entry
from generator.core.errors import Text
from generator.core.passage import Passage
from generator.core.span import NOTHING, About, Span, span_of

INSIDE_TOKEN = Text("是更长的英文词、数字或网址的一部分", "part of a longer Latin word, number or address")
RULED_OUT = "rules"
"""Origin of finds that an entry's own rules refuse; no automatic entity may replace them (`prohibitions`)."""
CLEAR_CHANCE = 0.99
"""Precision of finds whose edges no word straddles."""
CROWDED = Text("这里重叠的词太多，只认最长的", "too many finds overlap here: only the longest count")
SHORTENED = ("organization", "person")
"""Types of entries that have short names (`short`)."""
APART = Apart(pairs)
STEEPNESS = 0.5
"""Slope of the logistic curve from margin to probability, which is 0.5 at the threshold."""


def find(
    article: FoldedArticle, forms: Forms, words: Words, about: About = NOTHING, *, kept_only: bool = False
) -> Iterator[Span]:
    """All occurrences of glossary forms in an article. If several entries fit, `choices` holds their ids.

    With `kept_only`, those that overlap a kept one before them may be missing: `choose` would refuse them anyway.
    """
    text = article.text
    hits, pieces = _whole(article, forms.find(text))
    for owners, start, end in pieces:
        place = article.place(start, end)
        if place is not None:
            yield _span(owners[0].entry, place, score=0.0, reason=INSIDE_TOKEN)
    hits, crowded = split_crowds(hits)
    for owners, start, end in crowded:
        place = article.place(start, end)
        if place is not None:
            yield _span(owners[0].entry, place, score=0.0, reason=CROWDED)
    if not hits:
        return
    lattice = Lattice(words, text, [(start, end) for _, start, end in hits])
    contested = _contested(hits)
    kept_only = kept_only and all(_is_plain(hit, article, about) for hit in hits)
    if kept_only:
        hits.sort(key=_leftmost_longest)
    covered = 0  # the end of the last kept find
    for owners, start, end in hits:
        if kept_only and start < covered and owners[0].usual:  # what a rule refuses keeps out names, too
            continue
        place = article.place(start, end)
        if place is None:
            continue
        meant, ruling = _meant(owners, place, (text, start, end), about)
        span = _judged(lattice, place, (start, end), meant[0], ruling, contested=(start, end) in contested)
        if span.reason is None:
            covered = end
        yield span if len(meant) == 1 else span._replace(choices=tuple(each.id for each in meant))


def _judged(
    lattice: Lattice,
    place: tuple[Passage, int, int],
    find: tuple[int, int],
    entry: Entry,
    ruling: Ruling,
    *,
    contested: bool,
) -> Span:
    """The span of a find: by its entry's rules, or else by the margin rule."""
    if ruling.kind == "refused":
        span = _span(entry, place, score=0.0, reason=ruling.text)
        return span if ruling is OUTSIDE else span._replace(origin=RULED_OUT)
    if ruling.kind != "open":
        return _span(entry, place, note=ruling.text)
    text, words, (start, end) = lattice.text, lattice.words, find
    clear = not contested and is_clear(text, words.dictionary, start, end) and not pairs.crosses(text, start, end)
    verdict = CLEAR if clear else judge(lattice, start, end, packaged(), pairs)
    if verdict.reason is None:
        verdict = _divided(lattice, start, end, verdict)
    elif holds(words, text, start, end):
        verdict = CLEAR
    return _span(entry, place, score=chance(verdict), margin=verdict.margin, reason=verdict.reason)


def _is_plain(hit: Hit, article: FoldedArticle, about: About) -> bool:
    """Whether nothing but `choose` looks at the place of this find: no other sense and no short name depends on it."""
    owners, start, end = hit
    if len(owners) == 1:
        return not (owners[0].entry.short and owners[0].entry.type in SHORTENED)
    if any(owner.entry.short and owner.entry.type in SHORTENED for owner in owners):
        return False
    place = article.place(start, end)
    return place is None or len(_meant(owners, place, (article.text, start, end), about)[0]) == 1


def _leftmost_longest(hit: Hit) -> tuple[int, int]:
    return hit[1], -hit[2]


def _divided(lattice: Lattice, start: int, end: int, verdict: Verdict) -> Verdict:
    """The verdict on a find, refused if it reads as two words or is part of a word that the dictionary lacks."""
    text, words = lattice.text, lattice.words
    found = split_reason(words, text, start, end) if end - start > 1 else new_word_reason(words, text, start)
    if found is None:
        found = APART.reason(lattice, start, end) or name_around(lattice, packaged(), start, end)
        if found is not None and holds(words, text, start, end):
            return verdict
    return verdict if found is None else verdict._replace(reason=found)


def chance(verdict: Verdict) -> float:
    """The probability that a find is right, by a logistic curve fitted to the margins of the gold data."""
    if verdict.margin is None:
        return CLEAR_CHANCE
    return min(CLEAR_CHANCE, round(1 / (1 + exp(STEEPNESS * max(-50.0, verdict.needed - verdict.margin))), 3))


def _whole(article: FoldedArticle, hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Split hits into whole tokens and parts of longer Latin words, numbers or URLs."""
    folded = article.folded
    text = folded.text
    addresses = edges.find_addresses(folded)
    whole: list[Hit] = []
    pieces: list[Hit] = []
    for hit in hits:
        _, start, end = hit
        free = edges.is_whole(text, start, end) and not edges.in_address(folded, addresses, start, end)
        if free and (text[start] < edges.FIRST_EAST_ASIAN or text[end - 1] < edges.FIRST_EAST_ASIAN):
            free = not _is_part(folded, start, end)
        (whole if free else pieces).append(hit)
    return whole, pieces


def _is_part(folded: Folded, start: int, end: int) -> bool:
    """Whether a find with a Latin edge is part of a longer name, judged by its written case and hyphens."""
    place = folded.original(start, end)
    if place is None:
        return False
    text, written = folded.text, folded.written
    if edges.is_inflected(text, start, end) and written[place[1] : place[1] + 1] in ("S", "\uff33"):
        return True  # OSS is not the plural of OS
    return ("-" in (text[start - 1 : start], text[end : end + 1])) and edges.is_hyphenated(
        text, written[slice(*place)], start, end
    )


def _contested(hits: Sequence[Hit]) -> set[tuple[int, int]]:
    """Hits that overlap another one without either containing the other."""
    found: set[tuple[int, int]] = set()
    near: list[tuple[int, int]] = []
    for _, start, end in hits:
        near = [other for other in near if other[1] > start]
        crossing = [other for other in near if other[0] < start and other[1] < end]
        if crossing:
            found.update(crossing, ((start, end),))
        near.append((start, end))
    return found


def _meant(
    owners: Owners, place: tuple[Passage, int, int], at: tuple[str, int, int], about: About
) -> tuple[Sequence[Entry], Ruling]:
    """The entries that a find may refer to, and their ruling.

    Of the entries in scope that do not refuse it, the best by this order: named in the article's `terms`, required by
    `match.always`, written exactly so, in the same case, others.
    """
    if owners[0].usual and len(owners) == 1:
        return (owners[0].entry,), OPEN
    passage, first, last = place
    surface = passage.text[first:last]
    said = [
        (
            owner,
            ruled(owner.entry, owner.written, passage.role, surface, *at) if in_scope(owner.entry, about) else OUTSIDE,
        )
        for owner in owners
    ]
    left = [each for each in said if each[1].kind != "refused"]
    if not left:
        return (said[0][0].entry,), said[0][1]

    def rank(each: tuple[Form, Ruling]) -> tuple[bool, bool, bool, bool]:
        owner, ruling = each
        otherwise = owner.written != surface, cased(owner.written) != cased(surface)
        return owner.entry.id not in about.terms, ruling.kind != "kept", *otherwise

    left.sort(key=rank)
    owner, ruling = left[0]
    best = rank(left[0])
    meant = {each.entry.id: each.entry for each, _ in left if each.written == owner.written and rank((each, _)) == best}
    return tuple(meant.values()), ruling


def _span(
    entry: Entry,
    place: tuple[Passage, int, int],
    *,
    score: float = 1.0,
    margin: float | None = None,
    reason: Text | None = None,
    note: Text | None = None,
) -> Span:
    passage, start, end = place
    text, published = passage.text[start:end], True
    return span_of(
        (
            *(passage.number, start, end, text, entry.type, entry.id, "terms", score, published, margin, reason, note),
            *(0, 0, ()),
        )
    )
