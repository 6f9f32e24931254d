"""The folded forms of a glossary's entries, and search for them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.annotate.matching import automaton
from generator.annotate.matching.rules import USUAL, is_acronym
from generator.annotate.normalize import fold, plain
from generator.core.entry import Entry, Glossary, Scope
from generator.core.groups import grouped
from generator.core.passage import OBJECT

EVERYWHERE = Scope()


class Form(NamedTuple):
    """One form of an entry."""

    entry: Entry
    written: str
    usual: bool
    """Whether no rule applies: the entry has no `match` or `scope`, and the form is not an acronym."""


Owners = tuple[Form, ...]
"""The entries that share a folded form: entries with this name first, then by id."""
Hit = tuple[Owners, int, int]
"""An occurrence of a form: its owners, start and end."""


class Forms:
    """All forms of a glossary with their automaton, both built lazily."""

    def __init__(self, glossary: Glossary) -> None:
        self.entries = glossary.entries
        self._last: tuple[str, list[Hit]] = ("", [])
        """The previous text and its hits: an article is searched once for candidates and once for mentions."""

    @cached_property
    def owners(self) -> Mapping[str, Owners]:
        """Folded form → entries that have it."""
        found: dict[str, list[Form]] = {}
        forms = [
            Form(entry, form, entry.match == USUAL and entry.scope == EVERYWHERE and not is_acronym(form))
            for entry in self.entries.values()
            for form in entry.forms
            if OBJECT not in form
        ]
        for folded, form in zip(_fold_all(form.written for form in forms), forms, strict=True):
            if folded.strip():
                found.setdefault(folded, []).append(form)
        return {folded: tuple(sorted(found[folded], key=_rank)) for folded in sorted(found)}

    @cached_property
    def open_choices(self) -> Mapping[str, Sequence[Entry]]:
        """Entry id → disambiguation entries (`choices`) that list it."""
        return grouped((ref, entry) for entry in self.entries.values() for ref in entry.choices)

    def named(self, name: str) -> Entry | None:
        """The entry with this id, or else the first with this form."""
        entry = self.entries.get(name)
        if entry is None and (owners := self.owners.get(plain(name))):
            return next((owner.entry for owner in owners if owner.written == name), owners[0].entry)
        return entry

    def all_named(self, name: str) -> list[Entry]:
        """All entries with this name: the one with this id, else those with exactly this form, else those with an equal
        folded form.
        """
        if name in self.entries:
            return [self.entries[name]]
        owners = self.owners.get(plain(name), ())
        return [owner.entry for owner in [each for each in owners if each.written == name] or owners]

    def find(self, text: str) -> Sequence[Hit]:
        """All occurrences of forms in a folded text, sorted by start, then end."""
        if not self.owners:
            return ()
        before, hits = self._last
        if before is not text:
            owners, find = self._machine
            hits = [(owners[number], start, end) for number, start, end in find(text)]
            self._last = text, hits
        return hits

    def candidates(self, text: str) -> set[str]:
        """The ids of the entries with a form that occurs in `text`, whether it will be marked or not."""
        return {owner.entry.id for owners, _, _ in self.find(fold(text).text) for owner in owners}

    @cached_property
    def _machine(self) -> tuple[list[Owners], automaton.Find]:
        return list(self.owners.values()), automaton.finder(list(self.owners))


def _fold_all(forms: Iterable[str]) -> list[str]:
    """Each form folded. One call for all is much faster."""
    joined = list(forms)
    return plain(OBJECT.join(joined)).split(OBJECT) if joined else []


def _rank(form: Form) -> tuple[bool, str, str]:
    return form.written != form.entry.name, form.entry.id, form.written
