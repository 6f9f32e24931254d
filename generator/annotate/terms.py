"""Entries of the glossary in running text: every occurrence of one of their forms, kept or refused with its reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import exp
from typing import NamedTuple

from generator.annotate import automaton, edges
from generator.annotate.lattice import Ways
from generator.annotate.margin import Verdict, judge
from generator.annotate.normalize import Folded, fold, plain
from generator.annotate.rules import ruled
from generator.annotate.words import Words
from generator.errors import Text
from generator.model import OBJECT, Entry, Glossary, Passage, Span

INSIDE_TOKEN = Text("是更长的英文词、数字或网址的一部分", "part of a longer Latin word, number or address")
CLEAR_CHANCE = 0.99
"""Of finds whose edges no word straddles, this part is right."""
STEEPNESS = 0.5
"""How fast the chance grows with the margin; at the threshold it is one half."""


class Form(NamedTuple):
    """One form of an entry, as it is looked for."""

    entry: Entry
    written: str


class Forms:
    """All forms of a glossary, folded, with their automaton; both are made when first needed."""

    def __init__(self, glossary: Glossary, *, accelerate: bool = True) -> None:
        self.entries = glossary.entries
        self._accelerate = accelerate

    @cached_property
    def owners(self) -> Mapping[str, tuple[Form, ...]]:
        """Folded form → the entries that have it: those named so first, then by id, whatever the order of the files."""
        found: dict[str, list[Form]] = {}
        forms = [Form(entry, form) for entry in self.entries.values() for form in entry.forms if OBJECT not in form]
        for folded, form in zip(_fold_all(form.written for form in forms), forms, strict=True):
            if folded.strip():
                found.setdefault(folded, []).append(form)
        return {folded: tuple(sorted(found[folded], key=_rank)) for folded in sorted(found)}

    def named(self, name: str) -> Entry | None:
        """The entry with this id, or else with this form."""
        entry = self.entries.get(name)
        if entry is None and (owners := self.owners.get(plain(name))):
            return owners[0].entry
        return entry

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """All occurrences of forms in a folded text as (folded form, start, end), by start, then end."""
        if not self.owners:
            return []
        patterns, find = self._machine
        return [(patterns[number], start, end) for number, start, end in find(text)]

    def candidates(self, text: str) -> set[str]:
        """The ids of the entries one of whose forms occurs in `text`, whether it will be marked or not."""
        return {owner.entry.id for folded, _, _ in self.find(fold(text).text) for owner in self.owners[folded]}

    @cached_property
    def _machine(self) -> tuple[list[str], automaton.Find]:
        patterns = list(self.owners)
        return patterns, automaton.finder(patterns, accelerate=self._accelerate)


class Article:
    """An article's passages as one folded text, so that it is searched once; OBJECT stands between them."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.folded: Folded = fold(OBJECT.join(passage.text for passage in passages))
        self._starts = [0]
        for passage in passages:
            self._starts.append(self._starts[-1] + len(passage.text) + 1)

    def place(self, start: int, end: int) -> tuple[Passage, int, int] | None:
        """Where `folded.text[start:end]` stands: its passage and the offsets in it. None for a piece of a character."""
        written = self.folded.original(start, end)
        if written is None:
            return None
        number = bisect_right(self._starts, written[0]) - 1
        return self.passages[number], written[0] - self._starts[number], written[1] - self._starts[number]


class Terms:
    """Finds the entries of one glossary."""

    def __init__(self, forms: Forms, words: Words) -> None:
        self.forms = forms
        self.words = words

    def __call__(self, passages: Sequence[Passage]) -> Iterator[Span]:
        """All occurrences of the glossary's forms in the passages."""
        return self.spans(Article(passages))

    def spans(self, article: Article) -> Iterator[Span]:
        """The same for an article whose text is already folded."""
        text = article.folded.text
        hits = self.forms.find(text)
        if not hits:
            return
        addresses = edges.addresses(text)
        rivals: dict[int, list[int]] = {}
        whole = []
        for folded, start, end in hits:
            if edges.whole(text, start, end) and not _in_any(start, end, addresses):
                rivals.setdefault(start, []).append(end)
                whole.append((folded, start, end))
            else:
                yield from self._refused(article, folded, start, end, INSIDE_TOKEN)
        ways = Ways(self.words, text, rivals)
        for folded, start, end in whole:
            if (span := self._span(article, ways, folded, start, end)) is not None:
                yield span

    def _span(self, article: Article, ways: Ways, folded: str, start: int, end: int) -> Span | None:
        place = article.place(start, end)
        if place is None:
            return None
        passage, first, last = place
        surface = passage.text[first:last]
        said = [(owner.entry, ruled(owner.entry, owner.written, passage.role, surface, ways.text, start, end))
                for owner in self.forms.owners[folded]]
        entry, ruling = next((each for each in said if each[1].kind != "refused"), said[0])
        if ruling.kind == "open":
            weighed = judge(ways, start, end)
            return Span(passage.number, first, last, surface, entry.type, entry.id, score=chance(weighed),
                        margin=weighed.margin, reason=weighed.reason)
        if ruling.kind == "refused":
            return Span(passage.number, first, last, surface, entry.type, entry.id, score=0.0, reason=ruling.text)
        return Span(passage.number, first, last, surface, entry.type, entry.id, note=ruling.text)

    def _refused(self, article: Article, folded: str, start: int, end: int, reason: Text) -> Iterator[Span]:
        place = article.place(start, end)
        if place is not None:
            passage, first, last = place
            entry = self.forms.owners[folded][0].entry
            yield Span(passage.number, first, last, passage.text[first:last], entry.type, entry.id, score=0.0, reason=reason)


def chance(verdict: Verdict) -> float:
    """The chance that a find is right, by the logistic curve that was fitted to the margins of the gold data."""
    if verdict.margin is None:
        return CLEAR_CHANCE
    return round(1 / (1 + exp(STEEPNESS * max(-50.0, verdict.needed - verdict.margin))), 3)


def _fold_all(forms: Iterable[str]) -> list[str]:
    """Each form folded; all at once, as that is much faster."""
    return plain(OBJECT.join(forms)).split(OBJECT)


def _rank(form: Form) -> tuple[bool, str, str]:
    return form.written != form.entry.name, form.entry.id, form.written


def _in_any(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in ranges)
