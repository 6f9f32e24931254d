"""References between the entries of another glossary, kept if their target exists."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.core.entry import Entry, Glossary
from generator.core.errors import Problem, Text
from generator.core.names import fold_name


def resolved(
    incoming: Sequence[Entry], as_written: Sequence[Entry], known: Glossary
) -> tuple[list[Entry], list[Problem]]:
    """The entries with those references (`see`) alone that lead to an entry, and a warning for each entry that loses some.

    `as_written`: the same entries under the names that the other glossary has for them, which its references use.
    """
    names = {fold_name(written.name): entry.name for entry, written in zip(incoming, as_written, strict=True)}
    names |= {fold_name(form): form for entry in _all(incoming, known) for form in (*entry.forms, entry.id)}
    entries, problems = [], []
    for entry in incoming:
        see = tuple(names[fold_name(name)] for name in entry.see if fold_name(name) in names)
        entries.append(entry if see == entry.see else replace(entry, see=see))
        if lost := [name for name in entry.see if fold_name(name) not in names]:
            problems.append(_lost(entry, lost))
    return entries, problems


def _all(incoming: Sequence[Entry], known: Glossary) -> Iterator[Entry]:
    yield from known.entries.values()
    yield from incoming


def _lost(entry: Entry, lost: Sequence[str]) -> Problem:
    message = Text(
        f"“{entry.name}”的参见“{'、'.join(lost)}”不是词条，没有导入",
        f'"{entry.name}" refers to "{", ".join(lost)}", which is no entry; left out',
    )
    return Problem(
        "warning",
        "unknown-reference",
        entry.place,
        message,
        Text("有了这个词条，再写进 see", "write it under see once there is such an entry"),
    )
