"""What another glossary would bring: new entries, new names of known ones, and what does not agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import glossary
from generator.annotate.normalize import plain
from generator.errors import Place, Problem, Text, refusal
from generator.glossary.entry import Raw, make
from generator.merging import skos, tbx
from generator.model import Entry, Glossary
from generator.readers import load
from generator.readers.decode import decode

LARGEST = 200_000_000
"""Bytes of a file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and what is left to the author."""

    added: tuple[Entry, ...]
    changed: tuple[tuple[Entry, tuple[str, ...]], ...]
    """Known entries and the names that they get."""
    conflicting: tuple[tuple[Entry, Text], ...]
    """Entries of the other glossary of which something is not taken over, and why."""
    same: int


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of another program's glossary and what is wrong with it: CSV, TSV, TOML, YAML, Markdown, SKOS, TBX."""
    shown = path.name
    if path.suffix.lower() in glossary.PARSERS:
        source = load(path.resolve().parent, path.resolve().name)
        if isinstance(source, Problem):
            return [], [source]
        found, problems = glossary.parse(shown, source.text)
        return found, [problem for problem in problems if problem.code != "no-definition"]
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        tables = _tables(data, shown)
    except OSError as error:
        why = refusal(error)
        return [], [Problem("error", "unreadable", Place(shown), Text(f"无法读取：{why.zh}", f"cannot be read: {why.en}"))]
    except (ValueError, RecursionError) as error:
        return [], [Problem("error", "unknown-format", Place(shown), Text(f"看不懂这个文件：{error}", f"this file cannot be read: {error}"),
                            Text("支持 CSV、TSV、TOML、YAML、SKOS（JSON-LD、RDF/XML）、TBX",
                                 "known are CSV, TSV, TOML, YAML, SKOS (JSON-LD, RDF/XML), TBX"))]
    entries, problems = [], []
    for table in tables:
        entry, wrong = make(Raw(table, lambda _: Place(shown)))
        entries += [entry] if entry else []
        problems += [problem for problem in wrong if problem.code != "no-definition"]
    return entries, problems


def _tables(data: bytes, shown: str) -> list[dict[str, object]]:
    """The entries of a SKOS or TBX file as tables. Raises ValueError for anything else."""
    if data.lstrip()[:1] in (b"{", b"["):
        return skos.from_json(decode(data, shown)[0])
    return skos.from_xml(data) if b"Concept" in data and b"rdf" in data[:4000].lower() else tbx.from_xml(data)


def compare(known: Glossary, incoming: Sequence[Entry]) -> Plan:
    """What `incoming` would bring to `known`. What an entry of the site says already is never changed."""
    owners = {plain(form): entry for entry in known.entries.values() for form in (*entry.forms, entry.id)}
    added: dict[str, Entry] = {}
    changed: list[tuple[Entry, tuple[str, ...]]] = []
    conflicting: list[tuple[Entry, Text]] = []
    same = 0
    for entry in incoming:
        met = {owner.id: owner for form in entry.forms if (owner := owners.get(plain(form)))}
        if len(met) > 1:
            conflicting.append((entry, _of_several(list(met.values()))))
        elif met:
            [owner] = met.values()
            names = tuple(form for form in entry.forms if plain(form) not in owners)
            differing = list(_differing(owner, entry))
            changed += [(owner, names)] if names and owner.id not in added else []
            conflicting += [(entry, why) for why in differing]
            same += not names and not differing
        else:
            added[entry.id] = entry
        owners.update({plain(form): next(iter(met.values()), entry) for form in entry.forms if plain(form) not in owners})
    return Plan(tuple(added.values()), tuple(changed), tuple(conflicting), same)


def _of_several(owners: Sequence[Entry]) -> Text:
    names = [f"“{owner.name}”" for owner in owners]
    return Text(f"它的名称分别属于{'、'.join(names)}", f"its names belong to {', '.join(names)}")


def _differing(owner: Entry, entry: Entry) -> list[Text]:
    """In what two entries of one name do not agree; where the site's has nothing, that is told too, so that it can be written."""
    pairs = (("definition", Text("释义", "definition")), ("english", Text("英文名", "English name")), ("type", Text("类型", "type")))
    found = []
    for key, name in pairs:
        ours, theirs = " ".join(getattr(owner, key).split()), " ".join(getattr(entry, key).split())
        if theirs and ours != theirs and not (key == "type" and theirs == "term"):
            found.append(Text(f"{name.zh}不同：已有“{_short(ours)}”，对方是“{_short(theirs)}”（{owner.place}）",
                              f"the {name.en} differs: ours is “{_short(ours)}”, theirs “{_short(theirs)}” ({owner.place})"))
    return found


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
