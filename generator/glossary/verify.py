"""What can only be seen in all entries together: forms, ids and slugs that clash, references that lead nowhere."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.annotate.normalize import plain
from generator.errors import Problem, Text, nearest
from generator.model import Entry
from generator.names import fold

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
    """Forms that are one to matching and belong to two entries.

    Those that differ in case only are kept apart where both entries match by case. Those that are only equal once traditional
    characters are read as simplified ones may both be meant (后, 後), so they are a warning.
    """
    owners: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        for form in entry.forms:
            other, owner = owners.setdefault(plain(form), (form, entry))
            if owner.id == entry.id:
                continue
            if fold(form) != fold(other):
                yield _twin(form, entry, other, owner)
            elif form == other or not (entry.match.case and owner.match.case):
                yield _shared(form, entry, other, owner)


def _shared(form: str, entry: Entry, other: str, owner: Entry) -> Problem:
    zh, en = (f"（写作“{other}”）", f' (as "{other}")') if other != form else ("", "")
    return Problem("error", "duplicate-form", entry.place, Text(
        f"“{form}”既属于词条“{entry.name}”，又属于“{owner.name}”{zh}",
        f'"{form}" belongs to the entry "{entry.name}" and to "{owner.name}"{en}'), _see_also(owner))


def _twin(form: str, entry: Entry, other: str, owner: Entry) -> Problem:
    return Problem("warning", "twin-form", entry.place, Text(
        f"“{form}”和词条“{owner.name}”的“{other}”只是简繁或空格不同，匹配时分不开",
        f'"{form}" differs from "{other}" of the entry "{owner.name}" in traditional characters or blanks only'), Text(
        f"写成一个词条的别名（{owner.place}）", f"make it an alias of one entry ({owner.place})"))


def _unknown_see(entries: Sequence[Entry]) -> Iterator[Problem]:
    known = {fold(form): form for entry in entries for form in (*entry.forms, entry.id)}
    lost = [(entry, name) for entry in entries for name in entry.see if fold(name) not in known]
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
