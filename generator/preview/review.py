"""The review panel's data for an article: new candidates, refused finds, shared forms, marks.

Every position is given with the text around it, from which the script finds it in the page, as the page's HTML does not
have passages and offsets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.annotate import THINNED
from generator.annotate.matching.terms import INSIDE_TOKEN
from generator.annotate.suggestion import Suggestion
from generator.article.compose import Finds
from generator.core.article import Article
from generator.core.entry import Entry
from generator.core.library import EntryView
from generator.core.names import fold_name
from generator.core.passage import OBJECT, Passage
from generator.core.span import Span
from generator.core.texts import places_of, shortened

CONTEXT_LENGTH = 24
"""Code points of context on each side, enough to distinguish positions in a text."""
MAX_CANDIDATES = 60
"""Of one article."""
MAX_PLACES = 30
"""Of one candidate; nobody steps through more."""
MAX_MATCHES = 12
"""Entries offered for what was typed."""
SHOWN = 60
"""Length of a shortened definition, in code points."""
MIN_SCORE = 0.03
"""A lower score is hardly ever worth an entry, unless it is an entity's."""

Json = dict[str, Any]


def review(article: Article, finds: Finds, offered: Iterable[Json]) -> Json:
    """The panel's data for one article, ready for JSON; `offered` are its candidates."""
    passages = finds.draft.body.passages
    entries = finds.glossary.entries
    return {
        "article": article.path,
        "title": article.meta.title,
        "annotated": finds.draft.meta.annotate,
        "candidates": list(offered),
        "refused": [
            {**_one(span, passages, entries), "fixed": span.reason == INSIDE_TOKEN} for span in _refused(finds.spans)
        ],
        "senses": list(_senses(finds.spans, passages, entries)),
        "marks": [_one(span, passages, entries) for span in finds.spans if span.reason is None and span.ref],
    }


def candidates(finds: Finds, suggestions: Iterable[Suggestion]) -> list[Json]:
    """Suggestions for entries, best first, with their places in the text that no entry covers."""
    taken = _taken(finds.spans)
    rows = []
    for one in suggestions:
        if one.score >= MIN_SCORE or one.kind == "entity":
            places = [
                place(passage, start, end)
                for passage, start, end in occurrences(one.surface, finds.draft.body.passages)
                if not any((passage.number, at) in taken for at in range(start, end))
            ]
            rows.append(
                {
                    "text": one.surface,
                    "type": one.type,
                    "group": one.group,
                    "count": len(places),
                    "places": places[:MAX_PLACES],
                }
            )
    return [row for row in rows if row["places"]][:MAX_CANDIDATES]


def occurrences(text: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """The occurrences of `text`, in order, not overlapping."""
    for passage in passages:
        yield from ((passage, at, at + len(text)) for at in places_of(text, passage.text))


def place(passage: Passage, start: int, end: int) -> Json:
    """A range as JSON with the text before and after it, up to the next placeholder."""
    before = passage.text[max(0, start - CONTEXT_LENGTH) : start].rpartition(OBJECT)[2]
    after = passage.text[end : end + CONTEXT_LENGTH].partition(OBJECT)[0]
    return {
        "passage": passage.number,
        "start": start,
        "end": end,
        "before": before,
        "text": passage.text[start:end],
        "after": after,
    }


def matching(entries: Mapping[str, EntryView], query: str) -> list[Json]:
    """The entries whose name, alias, English name or pinyin contains `query`, first those that begin with it."""
    wanted = query.casefold().strip()
    ranked = []
    for view in entries.values():
        names = [*view.entry.forms, view.entry.english, view.pinyin.replace(" ", ""), view.initials]
        found = [name.casefold().find(wanted) for name in names]
        if any(at >= 0 for at in found):
            ranked.append((0 not in found, len(view.entry.name), view.entry.name, view))
    return [
        {"id": view.entry.id, "name": view.entry.name, "type": view.entry.type, "aliases": list(view.entry.aliases)}
        for _, _, _, view in sorted(ranked, key=lambda row: row[:3])[:MAX_MATCHES]
    ]


def _one(span: Span, passages: Sequence[Passage], entries: Mapping[str, Entry]) -> Json:
    """A find as JSON."""
    entry = entries.get(span.ref or "")
    passage = passages[span.passage]
    return {
        "text": span.text,
        "type": span.label,
        "entry": entry.id if entry else None,
        "name": entry.name if entry else "",
        "line": passage.line_at(span.start),
        "reason": list(span.reason) if span.reason else [],
        "places": [place(passage, span.start, span.end)],
    }


def _senses(spans: Sequence[Span], passages: Sequence[Passage], entries: Mapping[str, Entry]) -> Iterator[Json]:
    """The finds whose form several entries share, ambiguous ones first; each with its choices, the likeliest first."""
    sharing = _sharing(entries)
    shared = [
        span
        for span in spans
        if span.ref
        and (span.choices or len(sharing.get(fold_name(span.text), ())) > 1)
        and (span.reason is None or span.reason in THINNED)
    ]
    for span in sorted(shared, key=lambda span: not span.choices):
        others = sharing.get(fold_name(span.text), ())
        refs = span.choices or tuple(dict.fromkeys((str(span.ref), *others)))
        yield {
            **_one(span._replace(reason=span.note), passages, entries),
            "open": bool(span.choices),
            "choices": [
                {"id": ref, "name": entries[ref].name, "type": entries[ref].type, "says": _opening(entries[ref])}
                for ref in refs
                if ref in entries
            ],
        }


def sharing(entries: Mapping[str, Entry], form: str) -> tuple[str, ...]:
    """The ids of the entries that have `form`."""
    return _sharing(entries).get(fold_name(form), ())


def _sharing(entries: Mapping[str, Entry]) -> Mapping[str, tuple[str, ...]]:
    """Folded form → the ids of the entries with it, in their order, without disambiguation entries."""
    owners: dict[str, dict[str, None]] = {}
    for entry in entries.values():
        if not entry.choices:
            for form in entry.forms:
                owners.setdefault(fold_name(form), {})[entry.id] = None
    return {form: tuple(ids) for form, ids in owners.items()}


def _opening(entry: Entry) -> str:
    """The beginning of an entry's definition."""
    return shortened(" ".join(entry.definition.split()), SHOWN)


def _refused(spans: Sequence[Span]) -> list[Span]:
    """The finds that were refused as matches.

    Finds that are only not shown (mentioned before, in a heading) and those covered by another find are left out, as
    there is nothing to decide.
    """
    taken = _taken(spans)
    return [
        span
        for span in spans
        if span.ref
        and span.reason
        and span.reason not in THINNED
        and not any((span.passage, at) in taken for at in range(span.start, span.end))
    ]


def _taken(spans: Sequence[Span]) -> set[tuple[int, int]]:
    """Passage and offset of every character that belongs to a mention, marked or not."""
    there = [span for span in spans if span.ref and (span.reason is None or span.reason in THINNED)]
    return {(span.passage, at) for span in there for at in range(span.start, span.end)}
