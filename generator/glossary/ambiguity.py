"""Forms shared by several entries, and the disambiguation entries for mentions whose sense stays open."""

from collections.abc import Iterator, Sequence

from generator.core.entry import Entry, Type
from generator.core.names import slug_of

OPEN = "（多义）"
"""Suffix of a disambiguation entry's id."""


def shared_forms(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Form → entries with exactly this form, for forms of several entries."""
    first: dict[str, Entry] = {}
    shared: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in entry.forms:
            owner = first.setdefault(form, entry)
            if owner.id != entry.id:
                shared.setdefault(form, [owner]).append(entry)
    return shared


def open_choices(entries: Sequence[Entry]) -> Iterator[Entry]:
    """A disambiguation entry for each shared form; its definition lists the entries."""
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
    """A colon and the first paragraph of the definition; empty if there is none."""
    first = " ".join(entry.definition.strip().split("\n\n", 1)[0].split())
    return f"：{first}" if first else ""


def _common_type(entries: Sequence[Entry]) -> Type:
    return entries[0].type if len({entry.type for entry in entries}) == 1 else "term"
