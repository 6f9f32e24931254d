"""Names as people keep them in spreadsheets: `SaaS（软件即服务）`, `C2B / 顾客到企业`, `人物：马化腾`.

No text has such a name in it, so an import takes it apart into a name, other names, an English name, a sense or a type.
"""

import re
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from generator.annotate.normalize import plain
from generator.core.entry import Entry
from generator.core.errors import Problem, Text
from generator.core.names import slug_of
from generator.glossary.columns import TYPES as TYPES_AS_WRITTEN
from generator.settings.entry_keys import TYPE_NAMES

GLOSS = re.compile(r"([^（）()]+?)\s*[（(]([^（）()]+)[）)]")
BESIDE = re.compile(r"\s+[/|]\s+|\s*／\s*")
LABEL = re.compile(r"([^：:]+)[：:]\s*(.+)")
HAN = re.compile("[\u3400-\u9fff]")
ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9&.+-]*")


def taken_apart(incoming: Sequence[Entry], known: Collection[str]) -> tuple[list[Entry], list[Problem]]:
    """The entries, with names that no text has taken apart, and a warning for each.

    `known`: folded forms that the site's glossary has; they stay as they are, and so do entries with a sense.
    """
    entries, problems = [], []
    for entry in incoming:
        other = entry if entry.sense or plain(entry.name) in known else _apart(entry)
        entries.append(other)
        if other is not entry:
            problems.append(_told(entry, other))
    return entries, problems


def _apart(entry: Entry) -> Entry:
    if (label := LABEL.fullmatch(entry.name)) and (kind := TYPES_AS_WRITTEN.get(plain(label[1]).strip())):
        return _named(entry, label[2], type=kind if entry.type == "term" else entry.type)
    first, *others = BESIDE.split(entry.name)
    if others and all((first, *others)):
        return _named(entry, first, others)
    gloss = GLOSS.fullmatch(entry.name)
    if not gloss or not HAN.search(entry.name):
        return entry
    name, said = gloss[1], gloss[2].strip()
    if HAN.search(name) and HAN.search(said):
        return _named(entry, f"{name}（{said}）", [name], sense=said)
    if HAN.search(said) or ACRONYM.fullmatch(said) or entry.english:
        return _named(entry, name, [said])
    return _named(entry, name, english=said)


def _named(entry: Entry, name: str, others: Sequence[str] = (), **changed: str) -> Entry:
    """The entry under another name; `others` are its further forms."""
    forms = tuple(dict.fromkeys((name, *others, *entry.forms[1:])))
    own_id = entry.id if entry.id != entry.name else name
    return replace(entry, id=own_id, name=name, slug=slug_of(name), forms=forms, **changed)


def _told(entry: Entry, other: Entry) -> Problem:
    zh, en = [f"名称“{other.name}”"], [f'name "{other.name}"']
    if other.type != entry.type:
        kind = TYPE_NAMES[other.type]
        zh, en = [*zh, f"类型“{kind.zh}”"], [*en, f"type {kind.en}"]
    if other.sense:
        zh, en = [*zh, f"义项“{other.sense}”"], [*en, f'sense "{other.sense}"']
    if other.english != entry.english:
        zh, en = [*zh, f"英文“{other.english}”"], [*en, f'English "{other.english}"']
    if new := [form for form in other.aliases if form not in entry.forms]:
        zh, en = [*zh, f"别名“{'、'.join(new)}”"], [*en, f'also "{", ".join(new)}"']
    return Problem(
        "warning",
        "name-taken-apart",
        entry.place,
        Text(f"“{entry.name}”拆成：{'，'.join(zh)}", f'"{entry.name}" is taken apart: {", ".join(en)}'),
    )
