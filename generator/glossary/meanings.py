"""Entries that share a form: what tells them apart, and the entry to which a mention belongs whose meaning is open."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from generator.core.entry import Entry, Scope, Type
from generator.core.names import slug_of

OPEN = "（多义）"
"""Ends the id of an entry that leaves the choice open."""


def shared_forms(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Form → the entries that have it written just so, for those of several; in the order of the entries."""
    first: dict[str, Entry] = {}
    shared: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in entry.forms:
            owner = first.setdefault(form, entry)
            if owner.id != entry.id:
                shared.setdefault(form, [owner]).append(entry)
    return shared


def open_choices(entries: Sequence[Entry]) -> Iterator[Entry]:
    """An entry for each form that several entries share: its definition lists them. A mention belongs to it while
    nothing tells which one is meant.
    """
    taken = {entry.slug for entry in entries}
    for form, owners in shared_forms(entries).items():
        ref = form + OPEN
        slug = slug_of(ref)
        if slug not in taken:
            said = "\n".join(f"- [[{owner.id}]]{_first_words(owner)}" for owner in owners)
            yield Entry(
                ref, form, slug, _common_type(owners), definition=said, choices=tuple(owner.id for owner in owners)
            )


def _first_words(entry: Entry) -> str:
    """The first paragraph of a definition, after a colon."""
    first = " ".join(entry.definition.strip().split("\n\n", 1)[0].split())
    return f"：{first}" if first else ""


def _common_type(entries: Sequence[Entry]) -> Type:
    return entries[0].type if len({entry.type for entry in entries}) == 1 else "term"


def depends(entry: Entry, *, evidence: bool) -> tuple[object, ...]:
    """What marks depend on of an entry; with `evidence` what tells meanings apart as well."""
    own = (entry.id, entry.slug, entry.forms, entry.type, entry.match, entry.short, entry.scope, entry.choices)
    return own + entry.evidence if evidence else own


def placed(entry: Entry, common: Mapping[str, Any]) -> Entry:
    """The entry with what its folder says of all entries, where it says nothing itself."""
    scope = common.get("scope", {})
    if scope and entry.scope == Scope():
        entry = replace(
            entry,
            scope=Scope(tuple(scope.get("folders", ())), (*scope.get("tags", ()), *scope.get("categories", ()))),
        )
    name = common.get("glossary", "")
    return replace(entry, glossary=name) if name and not entry.glossary else entry
