"""What can only be seen in all entries together: forms, ids and slugs that clash, references that lead nowhere."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.annotate.normalize import plain
from generator.core.entry import Entry, Scope
from generator.core.errors import Problem, Text, nearest
from generator.core.names import fold

INDEX = "index"
"""The file name of the glossary's own page, beside those of its entries."""
GUESSES = 20
"""References to nothing for which the nearest entry is looked for; each look compares with every form."""


def verify(entries: Sequence[Entry]) -> list[Problem]:
    """The problems of `entries` as a whole, each at the entry that came later."""
    return [*_clashing_ids(entries), *_clashing_slugs(entries), *_clashing_forms(entries), *_unknown_see(entries)]


def _clashing_ids(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry, first in _again((entry.id, entry) for entry in entries):
        yield Problem(
            "error",
            "duplicate-entry",
            entry.place,
            Text(f"词条“{entry.id}”已存在", f'the entry "{entry.id}" is there already'),
            Text(
                f"另一个在 {first.place}；是另一个意思，就给它写上 sense",
                f"the other is at {first.place}; where it means something else, give it a sense",
            ),
        )


def _clashing_slugs(entries: Sequence[Entry]) -> Iterator[Problem]:
    """File names that the author gave to two entries; those that are found out are told apart before."""
    for entry, first in _again((in_folder(entry.slug), entry) for entry in entries):
        if entry.id != first.id:
            yield Problem(
                "error",
                "duplicate-slug",
                entry.place,
                Text(
                    f"词条“{entry.name}”和“{first.name}”的文件名都是 {first.slug}",
                    f'the entries "{entry.name}" and "{first.name}" have the same file name {first.slug}',
                ),
                Text(f'给其中一个写上 slug = "…"（{first.place}）', f'give one of them a slug = "…" ({first.place})'),
            )
    for entry in entries:
        if in_folder(entry.slug) == INDEX:
            yield Problem(
                "error",
                "bad-slug",
                entry.place,
                Text(
                    f"词条“{entry.name}”的 slug 是 {entry.slug}，那是词条索引页的文件名",
                    f'the slug of the entry "{entry.name}" is {entry.slug}, the file name of the glossary itself',
                ),
                Text("换一个 slug，或去掉它", "write another slug, or take it out"),
            )


def _clashing_forms(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Forms that are one to matching and belong to two entries.

    Those that are written otherwise (Swift and SWIFT, 后 and 後) may both be meant: a find belongs to the one that is
    written just so. They are a warning, but where they differ in case and both entries match by case.
    """
    same: dict[str, Entry] = {}
    alike: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        for form in entry.forms:
            owner = same.setdefault(form, entry)
            if owner.id != entry.id:
                if not (_told_apart(entry) and _told_apart(owner)):
                    yield _shared(form, entry, owner)
                continue
            other, owner = alike.setdefault(plain(form), (form, entry))
            if owner.id != entry.id and not (fold(form) == fold(other) and entry.match.case and owner.match.case):
                yield _twin(form, entry, other, owner)


def _told_apart(entry: Entry) -> bool:
    """Whether the author says by what this meaning is known."""
    return bool(entry.sense or entry.context or entry.domain or entry.scope != Scope())


def _shared(form: str, entry: Entry, owner: Entry) -> Problem:
    unsaid = owner if _told_apart(entry) else entry
    return Problem(
        "warning",
        "duplicate-form",
        entry.place,
        Text(
            f"“{form}”既属于词条“{entry.name}”，又属于“{owner.name}”（{owner.place}）",
            f'"{form}" belongs to the entry "{entry.name}" and to "{owner.name}" ({owner.place})',
        ),
        Text(
            f"给“{unsaid.name}”写上 sense 和 context，好分清是哪个意思；是一回事，就写成一个词条的别名",
            f'give "{unsaid.name}" a sense and context to tell them apart, or make them one entry with an alias',
        ),
    )


def _twin(form: str, entry: Entry, other: str, owner: Entry) -> Problem:
    return Problem(
        "warning",
        "twin-form",
        entry.place,
        Text(
            f"“{form}”和词条“{owner.name}”的“{other}”只是大小写、简繁、全半角或空格不同：写法相同的归各自的词条，别的写法归其中一个",
            f'"{form}" differs from "{other}" of the entry "{owner.name}" in case, width, traditional characters or blanks only: '
            "what is written just so belongs to each, any other way of writing to one of them",
        ),
        Text(
            f"是一回事，就写成一个词条的别名（{owner.place}）",
            f"if they are the same thing, make it an alias of one entry ({owner.place})",
        ),
    )


def _unknown_see(entries: Sequence[Entry]) -> Iterator[Problem]:
    known = {fold(form): form for entry in entries for form in (*entry.forms, entry.id)}
    lost = [(entry, name) for entry in entries for name in entry.see if fold(name) not in known]
    for number, (entry, name) in enumerate(lost):
        near = nearest(name, tuple(known.values())) if number < GUESSES else None
        yield Problem(
            "error",
            "unknown-entry",
            entry.place,
            Text(
                f"词条“{entry.name}”的参见“{name}”不存在",
                f'the entry "{entry.name}" refers to "{name}", which is no entry',
            ),
            Text(f"是否指“{near}”？", f'did you mean "{near}"?')
            if near
            else Text("添加这个词条，或从 see 里去掉", "add it, or take it out of see"),
        )


def in_folder(name: str) -> str:
    """What a file name is to a file system which tells neither case nor composed letters apart, as those of macOS and
    Windows.
    """
    return unicodedata.normalize("NFC", name).casefold()


def _again(keyed: Iterable[tuple[str, Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose key an earlier one has, and that earlier one."""
    owners: dict[str, Entry] = {}
    for key, entry in keyed:
        owner = owners.setdefault(key, entry)
        if owner is not entry:
            yield entry, owner
