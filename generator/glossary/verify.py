"""What can only be seen in all entries together: forms, ids and slugs that clash, references that lead nowhere."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.errors import Problem, Text, nearest
from generator.model import Entry

GUESSES = 20
"""References to nothing for which the nearest entry is looked for; each look compares with every form."""


def verify(entries: Sequence[Entry]) -> list[Problem]:
    """The problems of `entries` as a whole, each at the entry that came later."""
    return [*_clashing_ids(entries), *_clashing_slugs(entries), *_clashing_forms(entries), *_unknown_see(entries)]


def _clashing_ids(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry, first in _again((entry.id, entry) for entry in entries):
        yield Problem("error", "duplicate-entry", entry.place, Text(
            f"词条“{entry.id}”已经有了", f'the entry "{entry.id}" is there already'), _see_also(first))


def _clashing_slugs(entries: Sequence[Entry]) -> Iterator[Problem]:
    """File names that differ in case only are one file on macOS and Windows."""
    for entry, first in _again((unicodedata.normalize("NFC", entry.slug).casefold(), entry) for entry in entries):
        if entry.id != first.id:
            yield Problem("error", "duplicate-slug", entry.place, Text(
                f"词条“{entry.name}”和“{first.name}”的文件名都是 {first.slug}",
                f'the entries "{entry.name}" and "{first.name}" have the same file name {first.slug}'), Text(
                f'给其中一个写上 slug = "…"（{first.place}）', f'give one of them a slug = "…" ({first.place})'))


def _clashing_forms(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Forms that two entries share; those that differ in case only are kept apart where both entries match by case."""
    for form, entry, first in _shared(entries):
        if entry.id == first.id:
            continue
        exact = form in first.forms
        if exact or not (entry.match.case and first.match.case):
            yield _shared_form(form, entry, first)


def _shared_form(form: str, entry: Entry, first: Entry) -> Problem:
    other = form if form in first.forms else next(known for known in first.forms if _folded(known) == _folded(form))
    return Problem("error", "duplicate-form", entry.place, Text(
        f"“{form}”既属于词条“{entry.name}”，又属于“{first.name}”" + (f"（写作“{other}”）" if other != form else ""),
        f'"{form}" belongs to the entry "{entry.name}" and to "{first.name}"' + (f' (as "{other}")' if other != form else "")),
        _see_also(first))


def _shared(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry, Entry]]:
    """Each form that, folded, an earlier entry has as well: the form, its entry, the earlier entry."""
    owners: dict[str, Entry] = {}
    for entry in entries:
        for form in entry.forms:
            owner = owners.setdefault(_folded(form), entry)
            if owner is not entry:
                yield form, entry, owner


def _unknown_see(entries: Sequence[Entry]) -> Iterator[Problem]:
    known = {_folded(form): form for entry in entries for form in (*entry.forms, entry.id)}
    lost = [(entry, name) for entry in entries for name in entry.see if _folded(name) not in known]
    for number, (entry, name) in enumerate(lost):
        near = nearest(name, tuple(known.values())) if number < GUESSES else None
        yield Problem("error", "unknown-entry", entry.place, Text(
            f"词条“{entry.name}”的参见“{name}”不存在", f'the entry "{entry.name}" refers to "{name}", which is no entry'),
            Text(f"是否指“{near}”？", f'did you mean "{near}"?') if near else
            Text("添加这个词条，或从 see 里去掉", "add it, or take it out of see"))


def _again(keyed: Iterable[tuple[str, Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose key an earlier one has, and that earlier one."""
    owners: dict[str, Entry] = {}
    for key, entry in keyed:
        owner = owners.setdefault(key, entry)
        if owner is not entry:
            yield entry, owner


def _see_also(first: Entry) -> Text:
    return Text(f"另一个在 {first.place}", f"the other is at {first.place}")


def _folded(form: str) -> str:
    """A form as matching sees it, but for traditional characters: NFKC, case folded."""
    return form.casefold() if form.isascii() else unicodedata.normalize("NFKC", form).casefold()
