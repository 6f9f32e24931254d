r"""The author's prohibitions, applied after resolution.

Prohibitions only remove marks. Since they come after resolution, all other marks stay as they were, and no other find
takes the place of a removed one. There are four kinds:

 * ranges of the text: `[…]{.nomark}`, `\\[[…]]`;
 * names in the article's `nomark`: entries by id or form, and any other name;
 * words in `_never.txt`, which suppress automatic entities and short names, but not the forms of an entry;
 * an entry's own rules (`match.never`, `match.where`, `match.case`): no automatic entity replaces a find that they
   refuse.

A name forbids exactly that name, not longer names that contain it: `nomark: [北京]` does not affect 北京大学.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.annotate.matching.forms import Forms
from generator.annotate.matching.short import ORIGIN as SHORT
from generator.annotate.matching.short import short_names
from generator.annotate.matching.terms import RULED_OUT
from generator.annotate.normalize import fold, plain
from generator.annotate.segmenting.words import Words
from generator.core.entry import Entry
from generator.core.errors import Text
from generator.core.groups import grouped
from generator.core.passage import Passage
from generator.core.span import Span
from generator.core.texts import places_of

BARRED = Text("作者要求这里不标注", "the author keeps this unmarked")
NAMED = Text("文章的 nomark 列出了这个词", "the article's nomark names this")
IGNORED = Text("列在 content/glossary/_never.txt 里，从不标注", "listed in content/glossary/_never.txt, never marked")


class Prohibitions:
    """The prohibitions that apply to one article."""

    def __init__(
        self, forms: Forms, words: Words, ignored: frozenset[str] = frozenset(), nomark: Sequence[str] = ()
    ) -> None:
        self._forms = forms
        self._words = words
        self._ignored = ignored
        self._nomark = nomark

    def __bool__(self) -> bool:
        return bool(self._ignored or self._nomark)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entries that `nomark` names, by id."""
        named = [entry for name in self._nomark for entry in self._forms.all_named(name)]
        return {entry.id: entry for entry in named}

    @cached_property
    def names(self) -> Mapping[str, Text]:
        """Folded name → why no automatic find may be marked there."""
        short = [name for entry in self.entries.values() for name in short_names(entry, self._words)]
        written = [*self._nomark, *(form for entry in self.entries.values() for form in entry.forms)]
        said = {plain(word): IGNORED for word in self._ignored} | dict.fromkeys([*map(plain, written), *short], NAMED)
        return {name: reason for name, reason in said.items() if name.strip()}


class Range(NamedTuple):
    """A range that an automatic entity must not overlap, unless it is longer and contains the whole range."""

    start: int
    end: int
    reason: Text


def enforce(chosen: Sequence[Span], passages: Sequence[Passage], prohibitions: Prohibitions) -> Sequence[Span]:
    """The spans, with those refused that the author forbids."""
    found = _checked(chosen, _barred(passages))
    if prohibitions:
        found = _checked(found, lambda span: _named(span, prohibitions))
    return _checked(found, _reached(found, passages, prohibitions))


def _checked(spans: Sequence[Span], reason_of: Callable[[Span], Text | None] | None) -> Sequence[Span]:
    if reason_of is None:
        return spans
    return tuple(
        span._replace(reason=reason) if span.reason is None and (reason := reason_of(span)) else span for span in spans
    )


def _barred(passages: Sequence[Passage]) -> Callable[[Span], Text | None] | None:
    barred = {passage.number: passage.barred for passage in passages if passage.barred}
    if not barred:
        return None

    def reason(span: Span) -> Text | None:
        ranges = barred.get(span.passage, ())
        return BARRED if any(start < span.end and span.start < end for start, end in ranges) else None

    return reason


def _named(span: Span, prohibitions: Prohibitions) -> Text | None:
    if span.ref in prohibitions.entries or (span.choices and prohibitions.entries.keys() >= set(span.choices)):
        return NAMED
    return prohibitions.names.get(plain(span.text)) if span.ref is None or span.origin == SHORT else None


def _reached(
    found: Sequence[Span], passages: Sequence[Passage], prohibitions: Prohibitions
) -> Callable[[Span], Text | None] | None:
    """A check of automatic entities for overlap with a forbidden name or with a find that a rule refused."""
    automatic = {span.passage for span in found if span.ref is None and span.reason is None}
    if not automatic:
        return None
    ranges = grouped(
        (span.passage, Range(span.start, span.end, span.reason))
        for span in found
        if span.origin == RULED_OUT and span.passage in automatic and span.reason is not None
    )
    if prohibitions:
        for number in automatic:
            ranges.setdefault(number, []).extend(_occurrences(passages[number].text, prohibitions.names))

    def reason(span: Span) -> Text | None:
        return next((each.reason for each in ranges.get(span.passage, ()) if _touches(each, span)), None)

    return reason if ranges and automatic else None


def _touches(forbidden: Range, span: Span) -> bool:
    """Whether an automatic entity overlaps the range and is not a longer name that contains it."""
    if span.ref is not None or span.end <= forbidden.start or forbidden.end <= span.start:
        return False
    holds = span.start <= forbidden.start and forbidden.end <= span.end
    return not holds or (span.start, span.end) == (forbidden.start, forbidden.end)


def _occurrences(text: str, names: Mapping[str, Text]) -> Iterator[Range]:
    folded = fold(text)
    for name, reason in names.items():
        for at in places_of(name, folded.text, overlapping=True):
            if place := folded.original(at, at + len(name)):
                yield Range(*place, reason)
