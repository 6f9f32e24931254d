"""Choosing among overlapping finds, and thinning what is chosen to the marks that a page shows.

Both functions give back every span they get; a loser has its `reason`. A span is kept while it has none.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from generator.core.errors import Text
from generator.core.passage import Passage
from generator.core.settings import Policy
from generator.core.span import Span

IN_HEADING = Text("标题里不标注", "headings are not marked")
IN_ARTICLE = Text("本文前面已标注过", "marked earlier in this article")
IN_SECTION = Text("本节前面已标注过", "marked earlier in this section")
BY_AUTHOR = Text("作者自己标了这一处", "its author marked this one")
THINNED = (IN_HEADING, IN_ARTICLE, IN_SECTION)
"""The reasons of finds that are right but not shown."""


def choose(spans: Iterable[Span]) -> tuple[Span, ...]:
    """All spans in the order of the text; those that are kept are disjoint.

    What the author marked wins over what was found; entries of the glossary win over entities found automatically;
    among entries the leftmost wins, then the longest; among automatic entities the published ones, then the same.
    """
    chosen = sorted(spans, key=_place)
    kept: dict[int, list[Span]] = {}
    ranks = list(map(_rank, chosen))
    for number in sorted(range(len(chosen)), key=ranks.__getitem__):
        span = chosen[number]
        if span.reason is None:
            winner = _overlapping(kept.setdefault(span.passage, []), span)
            if winner is not None:
                chosen[number] = _with(span, _beaten(span, winner))
    return tuple(chosen)


def thin(spans: Sequence[Span], passages: Sequence[Passage], policy_of: Callable[[Span], Policy]) -> tuple[Span, ...]:
    """The spans with those refused that the mention policy of their entry leaves out, and headings, which are never
    marked.

    `spans` come in the order of the text, as `choose` gives them. The marks of each entry are counted (`mention`),
    the entries numbered by their first mark (`number`), both from 1. What an author marked is shown whatever the
    policy. Spans without an entry are shown all: they are told apart by their surface.
    """
    seen: set[tuple[str, int]] = set()
    numbers: dict[str, int] = {}
    mentions: dict[str, int] = {}
    thinned = []
    for span in spans:
        reason = span.reason or _left_out(span, passages[span.passage], policy_of, seen)
        if reason is None and span.ref is not None:
            number = numbers.setdefault(span.ref, len(numbers) + 1)
            mentions[span.ref] = mentions.get(span.ref, 0) + 1
            span = _with(span, None, number, mentions[span.ref])  # noqa: PLW2901 — the same find, numbered
        thinned.append(span if reason is span.reason else _with(span, reason))
    return tuple(thinned)


def _left_out(
    span: Span, passage: Passage, policy_of: Callable[[Span], Policy], seen: set[tuple[str, int]]
) -> Text | None:
    """Why the mention policy leaves a kept span out, or None; what is shown is noted in `seen`."""
    if passage.role == "heading":
        return IN_HEADING
    if not span.published:
        return None
    policy = policy_of(span)
    where = passage.section if policy == "section" else -1
    key = (span.ref or f"{span.label} {span.text}", where)
    if policy != "all" and span.origin != "author" and key in seen:
        return IN_SECTION if policy == "section" else IN_ARTICLE
    seen.add(key)
    return None


def _overlapping(kept: list[Span], span: Span) -> Span | None:
    """The kept span that overlaps `span`; where there is none, `span` takes its place in `kept`, which is in order."""
    if not kept or kept[-1].end <= span.start:  # as most do, it comes after all others
        kept.append(span)
        return None
    at = bisect_left(kept, span.start, key=lambda each: each.end - 1)
    if at < len(kept) and kept[at].start < span.end:
        return kept[at]
    kept.insert(at, span)
    return None


def _with(span: Span, reason: Text | None, number: int = 0, mention: int = 0) -> Span:
    """The span with these in place of its own: what `dataclasses.replace` does, but three times as fast, on every find."""
    return Span(
        span.passage,
        span.start,
        span.end,
        span.text,
        span.label,
        span.ref,
        span.origin,
        span.score,
        span.published,
        span.margin,
        reason,
        span.note,
        number,
        mention,
        span.choices,
    )


def _beaten(span: Span, winner: Span) -> Text:
    if span.ref is None and (winner.start, winner.end) == (span.start, span.end) and winner.ref is not None:
        return Text(f"有词条“{winner.ref}”", f"has the entry “{winner.ref}”")
    if (winner.start, winner.end) == (span.start, span.end) and winner.origin == "author":
        return BY_AUTHOR
    if winner.start <= span.start and span.end <= winner.end:
        return Text(f"在“{winner.text}”里", f"inside “{winner.text}”")
    return Text(f"与“{winner.text}”重叠", f"overlaps “{winner.text}”")


def _place(span: Span) -> tuple[int, int, int, str, str, str]:
    return span.passage, span.start, -span.end, span.origin, span.ref or "", span.label


def _rank(span: Span) -> int:
    """The lower, the sooner a find is chosen; those of one rank in the order of the text."""
    return 4 * (span.origin != "author") + 2 * (span.ref is None) + (not span.published)
