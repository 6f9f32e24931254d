"""Compares another glossary with the site's: new entries, new names of known entries, conflicts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.annotate.normalize import plain
from generator.author.merging import sheets, skos, tbx, zhushu_json
from generator.author.merging.names import taken_apart
from generator.author.merging.references import resolved
from generator.author.xml import UnreadableError
from generator.core.entry import Entry, Glossary
from generator.core.errors import Place, Problem, SiteError, Text, unreadable
from generator.glossary import gather
from generator.glossary.entry import Raw, at_place, make_all
from generator.readers import load_file
from generator.readers.decode import decode
from generator.settings.entry_keys import TYPE_NAMES
from generator.store import scan

MAX_BYTES = 200_000_000
"""Of a file."""
LEFT_OUT = ("unknown-key", "nameless-row")
"""Problems of a table that only cost a column or a row."""
SHOWN = 30
"""How many characters of a text are shown."""
KNOWN = Text(
    "支持 CSV、TSV、Excel、TOML、YAML、Markdown、SKOS（JSON-LD、RDF/XML、Turtle）、TBX、zhushu 导出的 JSON",
    "known are CSV, TSV, Excel, TOML, YAML, Markdown, SKOS (JSON-LD, RDF/XML, Turtle), TBX, our own JSON",
)
NOT_KNOWN = Text("无法识别这个词表", "this is no glossary that is known here")
TURTLE = re.compile(rb"(?:#[^\n]*\n\s*)*(?:@prefix|@base|prefix\s|base\s)", re.IGNORECASE)
EXPORTED = re.compile(rb'(?:\xef\xbb\xbf)?(?:id,name,[a-z,]*slug,|\{\s*"site":)')
"""How the CSV and the JSON of `zhushu export` begin."""
NO_TURTLE = (
    Text("读取 Turtle 要另装一个包", "Turtle needs one more package"),
    Text(
        "pip install 'zhushu[rdf]'，或者从原来的程序导出 JSON-LD 或 RDF/XML",
        "pip install 'zhushu[rdf]', or export JSON-LD or RDF/XML instead",
    ),
)


class Plan(Struct, frozen=True):
    """The changes that a merge would make, and conflicts left to the author."""

    added: tuple[Entry, ...]
    changed: tuple[tuple[Entry, tuple[str, ...]], ...]
    """Known entries and their new names."""
    conflicting: tuple[tuple[Entry, Text], ...]
    """Entries of the other glossary that are not taken over as a whole, and why."""
    same: int


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a glossary file in any known format (see KNOWN), and its problems."""
    suffix = path.suffix.lower()
    if suffix in sheets.SUFFIXES or (suffix in (".md", ".markdown") and sheets.is_table(path)):
        entries, problems = sheets.read(path)
        is_table = True
    else:
        is_table = suffix in (".csv", ".tsv") or (suffix == ".txt" and _is_tabbed(path))
        entries, problems = _own(path) if is_table or suffix in gather.PARSERS else _foreign(path)
    problems = [
        _left_out(problem) if is_table and problem.code in LEFT_OUT else problem
        for problem in problems
        if problem.code != "no-definition"  # it may be written later
    ]
    if not entries and not any(problem.level == "error" for problem in problems):
        problems.append(
            Problem("error", "no-entries", Place(path.name), Text("里面没有词条", "there are no entries in it"), KNOWN)
        )
    return entries, problems


def prepared(path: Path, known: Glossary) -> tuple[list[Entry], tuple[list[Problem], ...]]:
    """The entries of a glossary file as they can be merged into `known`, with names that texts have and references that
    lead somewhere; and the warnings: of the file, of names taken apart, of references left out. Raises SiteError.
    """
    entries, problems = read(path)
    if any(problem.level == "error" for problem in problems):
        raise SiteError(problems)
    forms = {plain(form) for entry in known.entries.values() for form in entry.forms}
    named, apart = (entries, []) if _is_export(path) else taken_apart(entries, forms)
    incoming, lost = resolved(named, entries, known)
    return incoming, (problems, apart, lost)


def _is_export(path: Path) -> bool:
    """Whether a file is CSV or JSON of `zhushu export`, whose names are as their author wants them."""
    try:
        return bool(EXPORTED.match(scan.read(path)))
    except OSError:
        return False


def _own(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file in a format of our own glossaries."""
    source = load_file(path)
    if isinstance(source, Problem):
        return [], [source]
    entries, problems = gather.parse(path.name if path.suffix.lower() != ".txt" else f"{path.stem}.tsv", source.text)
    return entries, [problem._replace(place=Place(path.name, problem.place.line)) for problem in problems]


def _is_tabbed(path: Path) -> bool:
    """Whether a text is a table with tabs, as Excel saves its "Unicode text"."""
    source = load_file(path)
    return not isinstance(source, Problem) and "\t" in source.text.lstrip("\n").partition("\n")[0]


def _left_out(problem: Problem) -> Problem:
    """A warning that a row or column was left out."""
    zh, en = problem.message
    return problem._replace(level="warning", message=Text(f"{zh}，没有导入", f"{en}, left out"), hint=None)


def _foreign(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file in a format of other programs."""
    place = Place(path.name)
    try:
        data = scan.read(path) if path.stat().st_size <= MAX_BYTES else b""
        tables = _tables(data, path.name)
    except OSError as error:
        return [], [unreadable(place, error)]
    except ImportError:
        return [], [Problem("error", "no-turtle", place, *NO_TURTLE)]
    except UnreadableError as error:
        message = Text(f"{error.form} 写法有误", f"this is not valid {error.form}")
        hint = Text("从原来的程序重新导出", "export it anew")
        return [], [Problem("error", "unknown-format", Place(path.name, error.line), message, hint)]
    except (ValueError, RecursionError):
        return [], [Problem("error", "unknown-format", place, NOT_KNOWN, KNOWN)]
    return make_all(Raw(table, at_place(place)) for table in tables)


def _tables(data: bytes, shown: str) -> list[dict[str, object]]:
    """The entries of a JSON, SKOS or TBX file as tables. Raises ValueError for anything else."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:4000]
    if head[:1] in (b"{", b"["):
        text = decode(data, shown)[0]
        own = zhushu_json.from_json(text)
        return skos.from_json(text) if own is None else own
    if TURTLE.match(head):
        return skos.from_turtle(decode(data, shown)[0])
    if head[:1] != b"<":
        raise ValueError
    return skos.from_xml(data) if b"Concept" in data and b"rdf" in head.lower() else tbx.from_xml(data)


def compare(known: Glossary, incoming: Sequence[Entry]) -> Plan:
    """The plan to merge `incoming` into `known`. Existing values of the site's entries are never changed."""
    owners = {plain(form): entry for entry in known.entries.values() for form in (*entry.forms, entry.id)}
    added: dict[str, Entry] = {}
    changed: list[tuple[Entry, tuple[str, ...]]] = []
    conflicting: list[tuple[Entry, Text]] = []
    same = 0
    for entry in incoming:
        met = _met(entry, owners)
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
        owners.update(
            {plain(form): next(iter(met.values()), entry) for form in entry.forms if plain(form) not in owners}
        )
    return Plan(tuple(added.values()), tuple(changed), tuple(conflicting), same)


def _met(entry: Entry, owners: Mapping[str, Entry]) -> dict[str, Entry]:
    """The known entries, by id, that have one of the entry's forms; of several senses of a form only the same sense."""
    same = owners.get(plain(entry.name))
    if same and (entry.sense or same.sense):
        return {same.id: same}
    found = [owner for form in entry.forms if (owner := owners.get(plain(form)))]
    return {owner.id: owner for owner in found if not (entry.sense and owner.sense)}


def _of_several(owners: Sequence[Entry]) -> Text:
    zh, en = "、".join(f"“{one.name}”" for one in owners), ", ".join(f'"{one.name}"' for one in owners)
    return Text(f"它的名称分别属于{zh}", f"its names belong to {en}")


def _differing(owner: Entry, entry: Entry) -> list[Text]:
    """The differences between two entries of the same name, also if the site's value is empty.

    Markup is ignored, as other programs have plain text.
    """
    from generator.readers.markdown import plain_text

    found: list[tuple[Text, Sequence[str], Sequence[str]]] = []
    for key, name in (("definition", Text("释义", "definition")), ("english", Text("英文名", "English name"))):
        ours, theirs = (plain_text(getattr(one, key)) for one in (owner, entry))
        if theirs and ours != theirs:
            shown = _from_difference(ours, theirs)
            found.append((name, shown, shown))
    if entry.type not in ("term", owner.type):
        types = TYPE_NAMES[owner.type], TYPE_NAMES[entry.type]
        found.append((Text("类型", "type"), [one.zh for one in types], [one.en for one in types]))
    return [
        Text(
            f"{name.zh}不同：已有“{zh[0]}”，对方是“{zh[1]}”（{owner.place}）",
            f'the {name.en} differs: ours is "{en[0]}", theirs "{en[1]}" ({owner.place})',
        )
        for name, zh, en in found
    ]


def _from_difference(ours: str, theirs: str) -> tuple[str, str]:
    """Both texts shortened for a message, long ones from shortly before their first difference."""
    same = next(
        (number for number, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other),
        min(len(ours), len(theirs)),
    )
    begin = same - SHOWN // 3 if max(len(ours), len(theirs)) > SHOWN and same > SHOWN // 2 else 0
    return _short(ours, begin), _short(theirs, begin)


def _short(text: str, begin: int) -> str:
    shown = text[begin : begin + SHOWN]
    return f"{'…' if begin else ''}{shown}{'…' if begin + SHOWN < len(text) else ''}"
