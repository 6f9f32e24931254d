"""Names as people keep them in spreadsheets: `SaaS（软件即服务）`, `C2B / 顾客到企业`, `人物：马化腾`, `《人月神话》`.

No text has such a name in it, so an import takes it apart into a name, other names, an English name, a sense or a type.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from generator.annotate.normalize import plain
from generator.core.entry import Entry
from generator.core.errors import Problem, Text
from generator.core.names import slug_of
from generator.glossary.columns import TYPES as TYPES_AS_WRITTEN
from generator.settings.entry_keys import TYPE_NAMES

GLOSS = re.compile(
    r"([^（）()\[\]【】]+?)\s*(?:[（(]([^（）()]+)[）)]|\[([^\[\]]*[\u3400-\u9fff][^\[\]]*)\]|【([^【】]+)】)"
)
QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|【([^【】]+)】|《([^《》]+)》")
OUTSIDE = r"(?![^（(]*[）)])"
BESIDE = re.compile(rf"(?:\s+[/|]\s+|\s*／\s*){OUTSIDE}")
LISTED = re.compile(rf"\s*[、；;]\s*{OUTSIDE}")
LABEL = re.compile(r"([^：:]+)[：:]\s*(.+)", re.DOTALL)
SAID = re.compile(
    r"(?:[又亦也简旧全原曾俗统通]称[为作]?|[也又]叫|又名)[:：]?\s*|(?:英文名?|英文缩写|缩写为?|英语)(?:[:：]\s*|(?=[A-Za-z ]))|[即英][:：]\s*"
)
"""Words before another name in brackets."""
PARTS = re.compile(r"\s*[,，;；、]\s*")
HAN = re.compile("[\u3400-\u9fff]")
MIXED = re.compile("[\u3400-\u9fff].*[A-Za-z]|[A-Za-z].*[\u3400-\u9fff]|[（）()]")
ACRONYM = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9&.+-]*")
BETWEEN_HAN = re.compile("(?<=[\u3400-\u9fff])\\s+(?=[\u3400-\u9fff])")


def taken_apart(incoming: Sequence[Entry], known: Collection[str]) -> tuple[list[Entry], list[Problem]]:
    """The entries, with names that no text has taken apart, and a warning for each.

    `known`: folded forms that the site's glossary has; they stay as they are, and so do entries with a sense.
    """
    entries, problems = [], []
    for entry in incoming:
        other = entry if entry.sense else _plain_aliases(entry, known)
        other = other if entry.sense or plain(entry.name) in known else _apart(other)
        entries.append(other)
        if other is not entry:
            problems.append(_told(entry, other))
    return entries, problems


def _apart(entry: Entry) -> Entry:
    if (label := LABEL.fullmatch(entry.name)) and (kind := TYPES_AS_WRITTEN.get(plain(label[1]).strip())):
        return _apart(_named(entry, label[2], type=kind if entry.type == "term" else entry.type))
    if quoted := QUOTED.fullmatch(entry.name):
        is_work = entry.name.startswith("《") and entry.type == "term"
        return _apart(_named(entry, quoted[quoted.lastindex or 0], type="work" if is_work else entry.type))
    first, *others = _beside(entry.name)
    if others:
        return _apart(_also(entry, first, others))
    gloss = GLOSS.fullmatch(entry.name)
    if not gloss or not HAN.search(entry.name):
        return entry
    name, said = gloss[1], gloss[gloss.lastindex or 0].strip()
    parts = [SAID.sub("", part, 1) if SAID.match(part) else part for part in PARTS.split(said)]
    if HAN.search(name) and all(map(HAN.search, parts)) and not SAID.match(said):
        return _named(entry, f"{name}（{said}）", [name], sense=said)
    return _also(entry, name, parts)


def _beside(name: str) -> list[str]:
    """The names in `甲 / 乙`, in two lines, in `用户、客户` and in `AI/人工智能`, but not in `TCP/IP` and `A/B测试`."""
    for parts in (BESIDE.split(name), LISTED.split(name)):
        if len(parts) > 1 and all(len(part) > 1 for part in parts):
            return parts
    parts = name.split("/")
    pure = {bool(HAN.search(part)) for part in parts if len(part) > 1 and not MIXED.search(part)}
    return parts if len(parts) == len(pure) == 2 else [name]


def _plain_aliases(entry: Entry, known: Collection[str]) -> Entry:
    """The entry with aliases that no text has taken apart: `中华人民共和国（PRC）`, `软营/软件运营`, `对照实验 分组实验`."""
    apart = ((alias,) if plain(alias) in known else _forms_of(alias) for alias in entry.forms[1:])
    forms = tuple(dict.fromkeys((entry.name, *(form for forms in apart for form in forms))))
    return entry if forms == entry.forms else replace(entry, forms=forms)


def _forms_of(alias: str) -> Iterator[str]:
    parts = alias.split("/")
    parts = parts if all(len(part) > 1 and HAN.search(part) for part in parts) else _beside(alias)
    for part in (one.strip() for some in parts for one in BETWEEN_HAN.split(some)):
        gloss = GLOSS.fullmatch(part) if HAN.search(part) else None
        yield gloss[1] if gloss else part
        said = gloss[gloss.lastindex or 0] if gloss else ""
        if ACRONYM.fullmatch(said):
            yield said


def _also(entry: Entry, name: str, others: Sequence[str]) -> Entry:
    """The entry named `name`, also called `others`; what is Latin and no acronym is its English name."""
    forms = [form for other in others for form in _forms_of(other)]
    aliases = [form for form in forms if entry.english or HAN.search(form) or ACRONYM.fullmatch(form)]
    english = entry.english or ", ".join(form for form in forms if form not in aliases)
    return _named(entry, name, [one for one in aliases if one != english], english=english)


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
