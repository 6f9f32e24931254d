"""Checks across all entries: clashing forms, ids and slugs, and unknown references."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.annotate.normalize import plain
from generator.core.entry import Entry, Scope
from generator.core.errors import Problem, Text, did_you_mean
from generator.core.names import fold_name

INDEX = "index"
"""The slug of the glossary's index page."""
MAX_GUESSES = 20
"""Number of unknown references to suggest an entry for; each suggestion compares with every form."""


def verify(entries: Sequence[Entry]) -> list[Problem]:
    """The problems among `entries`, each reported at the later entry."""
    return [*_clashing_ids(entries), *_clashing_slugs(entries), *_clashing_forms(entries), *_unknown_see(entries)]


def _clashing_ids(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry, first in _repeated((entry.id, entry) for entry in entries):
        yield Problem(
            "error",
            "duplicate-entry",
            entry.place,
            Text(f"词条“{entry.id}”已存在", f'the entry "{entry.id}" already exists'),
            Text(
                f"另一个在 {first.place}；如果是另一个意思，请写上 sense",
                f"the other is at {first.place}; if it means something else, give it a sense",
            ),
        )


def _clashing_slugs(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Slugs that the author gave to two entries. Generated slugs are unique already (`load.assemble`)."""
    for entry, first in _repeated((in_folder(entry.slug), entry) for entry in entries):
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
    """Forms of two entries that are equal for matching.

    If the spelling differs (Swift and SWIFT, 后 and 後), a find belongs to the entry with the same spelling, so this is
    only a warning, and none at all if they differ in case and both entries are case-sensitive.
    """
    same: dict[str, Entry] = {}
    alike: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        for form in entry.forms:
            owner = same.setdefault(form, entry)
            if owner.id != entry.id:
                yield from _shared(form, entry, owner)
                continue
            other, owner = alike.setdefault(plain(form), (form, entry))
            by_case = entry.match.case and owner.match.case and fold_name(form) == fold_name(other)
            if owner.id != entry.id and not by_case:
                yield _twin(form, entry, other, owner)


def _is_disambiguated(entry: Entry) -> bool:
    """Whether the entry has fields that disambiguate its sense."""
    return bool(entry.sense or entry.context or entry.domain or entry.scope != Scope())


def _shared(form: str, entry: Entry, owner: Entry) -> Iterator[Problem]:
    """The warning that two entries have a form, unless both say what tells their senses apart."""
    unclear = owner if _is_disambiguated(entry) else entry
    if _is_disambiguated(unclear):
        return
    yield Problem(
        "warning",
        "duplicate-form",
        entry.place,
        Text(
            f"“{form}”既属于词条“{entry.name}”，又属于“{owner.name}”（{owner.place}）",
            f'"{form}" belongs to the entry "{entry.name}" and to "{owner.name}" ({owner.place})',
        ),
        Text(
            f"给“{unclear.name}”写上 sense 和 context，以便区分意思；如果是一回事，就写成一个词条的别名",
            f'give "{unclear.name}" a sense and context to tell them apart, or make them one entry with an alias',
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
            "an exact spelling belongs to its entry, any other spelling to one of them",
        ),
        Text(
            f"如果是一回事，就写成一个词条的别名（{owner.place}）",
            f"if they are the same thing, make it an alias of one entry ({owner.place})",
        ),
    )


def _unknown_see(entries: Sequence[Entry]) -> Iterator[Problem]:
    known = {fold_name(form): form for entry in entries for form in (*entry.forms, entry.id)}
    lost = [
        (entry, name, zh, en)
        for entry in entries
        for zh, en, names in (
            ("参见", "see", entry.see),
            ("关系里的", "relations", [one.name for one in entry.relations]),
        )
        for name in names
        if fold_name(name) not in known
    ]
    for number, (entry, name, zh, en) in enumerate(lost):
        near = did_you_mean(name, known.values()) if number < MAX_GUESSES else None
        yield Problem(
            "error",
            "unknown-entry",
            entry.place,
            Text(
                f"词条“{entry.name}”的{zh}“{name}”不存在",
                f'the entry "{entry.name}" refers to "{name}", which is not an entry',
            ),
            near or Text(f"添加这个词条，或从 {en} 里去掉", f"add it, or remove it from {en}"),
        )


def in_folder(name: str) -> str:
    """A file name as compared by file systems that ignore case and Unicode normalisation (macOS, Windows)."""
    return unicodedata.normalize("NFC", name).casefold()


def _repeated(keyed: Iterable[tuple[str, Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose key an earlier one has, with that earlier one."""
    owners: dict[str, Entry] = {}
    for key, entry in keyed:
        owner = owners.setdefault(key, entry)
        if owner is not entry:
            yield entry, owner
