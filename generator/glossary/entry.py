"""Builds an Entry from a table of keys, in any file format, and reports problems."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from generator.core.entry import Dated, Entry, Match, Scope
from generator.core.errors import Place, Problem, Text
from generator.core.names import BAD_IN_NAME, slug_of
from generator.core.relations import KINDS, Relation
from generator.glossary.columns import in_our_words
from generator.glossary.when import when_of
from generator.settings.entry_keys import ENTRY
from generator.settings.fields import Path, read

MAX_FORM = 200
"""Maximum code points of a form; anything longer is a paragraph pasted by mistake."""
FORM = Text(
    f"名称最多 {MAX_FORM} 字，不能有控制字符", f"at most {MAX_FORM} characters, none of them a control character"
)
SINCE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
SINCE_FORM = Text("写成 2019、2019-03 或 2019-03-01", "write 2019, 2019-03 or 2019-03-01")
WHEN_FORM = Text(
    "写成 1998、1998-11-11、公元前221年、康熙六十一年、1869–1936 或 2013至今",
    "write 1998, 1998-11-11, 221 BCE, 1869–1936 or 2013–",
)
QID = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
DAY = Text("写成 2019-03-01", "write 2019-03-01")
LINES = "english pinyin url date updated glossary hant hans license since until".split()
"""Keys with one line of text."""
AS_READ = "type see sources context domain tags short ruby todo".split()
LISTS = tuple(field.key for field in ENTRY if field.kind == "texts")
URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Raw(Struct, frozen=True):
    """An entry as read from its file."""

    table: Mapping[Any, object]
    at: Callable[[Path], Place]
    """Path of keys in `table` → place in the file."""
    name: str = ""
    """Default name, from the file's name."""
    definition: str = ""
    """Default definition, from the file's body."""


def at_place(place: Place) -> Callable[[Path], Place]:
    """For `Raw.at` where a file has no lines for its keys."""
    return lambda _: place


def make(raw: Raw) -> tuple[Entry | None, list[Problem]]:
    """The entry and its problems. None only if it has no name; one without definition is still an entry."""
    table, at = in_our_words(raw.table, raw.at)
    place = at(())
    values, problems = read(table, ENTRY, at)
    name = " ".join(values.get("name", raw.name).split())
    if not name:
        message, hint = Text("词条没有名称", "an entry has no name"), Text('加上 name = "…"', 'add name = "…"')
        return None, [*problems, Problem("error", "missing-name", place, message, hint)]
    dated, wrong = _dated(values.get("definitions", []), at)
    problems += wrong
    values |= {key: _texts(values[key]) for key in LISTS if key in values}
    definition = _lines(values.get("definition", "")) or raw.definition.strip() or (dated[-1].text if dated else "")
    sense = " ".join(values.get("sense", "").split())
    forms, deprecated = _forms(name, sense, values)
    said: dict[str, Any] = {key: " ".join(values.get(key, "").split()) for key in LINES}
    said |= {key: _frozen(values[key]) for key in AS_READ if key in values}
    entry = Entry(
        **said,
        id=values.get("id", "").strip() or forms[0],
        name=forms[0],
        slug=values.get("slug") or slug_of(forms[0]),
        forms=forms,
        definition=definition,
        match=Match(**{key: _frozen(value) for key, value in values.get("match", {}).items()}),
        dated=dated,
        wikidata=values.get("wikidata", "").strip().rpartition("/")[2].upper(),  # of an id or an address
        when=when_of(values.get("when", "")),
        relations=tuple(Relation(kind, name) for kind in KINDS for name in values.get("relations", {}).get(kind, ())),
        coordinates=_coordinates(values.get("place", ())),
        sense=sense,
        scope=scope_of(values.get("scope", {})),
        place=place,
        deprecated=deprecated,
    )
    if not definition and ("definition" in values or "definition" not in table):  # else told already: a wrong type
        problems.append(_undefined(entry))
    return entry, [*problems, *_wrong(entry, at), *_unread(values, entry, at)]


def _forms(name: str, sense: str, values: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of an entry, the first of which is its name with the sense, and those that should not be written."""
    name = (name.removesuffix(f"（{sense}）") or name) if sense else name  # as exports write it
    named = f"{name}（{sense}）" if sense else name
    deprecated = tuple(form for form in dict.fromkeys(values.get("deprecated", ())) if form not in (named, name))
    aliases = (alias for alias in values.get("aliases", ()) if alias not in deprecated)
    return tuple(dict.fromkeys([named, name, *aliases, *deprecated])), deprecated


def _frozen(value: Any) -> Any:  # noqa: ANN401 — whatever a key holds
    return tuple(value) if isinstance(value, list) else value


def make_all(raws: Iterable[Raw], *, faultless: bool = False) -> tuple[list[Entry], list[Problem]]:
    """The entries of `raws` and their problems. With `faultless`, entries with errors are left out."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for raw in raws:
        entry, wrong = make(raw)
        problems += wrong
        if entry and not (faultless and any(problem.level == "error" for problem in wrong)):
            entries.append(entry)
    return entries, problems


def scope_of(table: Mapping[str, Any]) -> Scope:
    """The scope that a table says; categories are tags as well."""
    return Scope(tuple(table.get("folders", ())), (*table.get("tags", ()), *table.get("categories", ())))


def _texts(values: Iterable[str]) -> list[str]:
    """Single-line texts, without empty ones."""
    return [said for value in values if (said := " ".join(value.split()))]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _wrong(entry: Entry, at: Callable[[Path], Place]) -> list[Problem]:
    """Problems with the values of one entry."""
    problems = []
    for form in entry.forms:
        if len(form) > MAX_FORM or BAD_IN_NAME.search(form):
            shown = form[:20]
            message = Text(f"“{shown}…”不能做词条的名称或别名", f'"{shown}…" cannot be a name or an alias')
            place = at(("name" if form == entry.name else "aliases",))
            problems.append(Problem("error", "bad-form", place, message, FORM))
    if entry.slug != slug_of(entry.name) and entry.slug != slug_of(entry.slug):
        message = Text(f"“{entry.slug}”不能做文件名", f'"{entry.slug}" cannot be a file name')
        hint = Text(f"可写 {slug_of(entry.slug)}", f"write {slug_of(entry.slug)}")
        problems.append(Problem("error", "bad-slug", at(("slug",)), message, hint))
    for keys, right, least in ((("since", "until"), SINCE_FORM, 4), (("date", "updated"), DAY, 10)):
        dates = {key: value for key in keys if (value := getattr(entry, key))}
        problems += [
            _bad_date(value, at((key,)), form=right)
            for key, value in dates.items()
            if len(value) < least or not _is_since(value)
        ]
    if entry.url and not URL.fullmatch(entry.url):
        message = Text(f"“url”不是完整的网址：{entry.url[:60]}", f'"url" is not a full address: {entry.url[:60]}')
        hint = Text("以 https:// 开头", "begin with https://")
        problems.append(Problem("error", "bad-url", at(("url",)), message, hint))
    return problems


def _coordinates(written: Sequence[str]) -> tuple[float, float] | None:
    """`["39.9, 116.4"]` or `["39.9", "116.4"]` as numbers; None if they are no place on Earth."""
    try:
        latitude, longitude = (float(part) for text in written for part in re.split("[,，]", text))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _unread(values: Mapping[str, Any], entry: Entry, at: Callable[[Path], Place]) -> list[Problem]:
    """Problems with what could not be read."""
    problems = []
    if entry.wikidata and not QID.fullmatch(entry.wikidata):
        said = Text(f"“{values['wikidata']}”不是维基数据的编号", f'"{values["wikidata"]}" is no id of Wikidata')
        problems.append(Problem("error", "bad-wikidata", at(("wikidata",)), said, Text("写成 Q148", "write Q148")))
    if values.get("when") and not entry.when:
        problems.append(_bad_date(values["when"], at(("when",)), form=WHEN_FORM))
    if values.get("place") and not entry.coordinates:
        said = Text(f"“{'，'.join(values['place'])}”不是经纬度", f'"{", ".join(values["place"])}" is no place on Earth')
        hint = Text("先纬度后经度，写成 39.9, 116.4", "write the latitude, then the longitude: 39.9, 116.4")
        problems.append(Problem("error", "bad-place", at(("place",)), said, hint))
    return problems


def _bad_date(text: str, place: Place, *, twice: bool = False, form: Text = SINCE_FORM) -> Problem:
    wrong = Text("重复", "is repeated") if twice else Text("写法有误", "is invalid")
    return Problem("error", "bad-date", place, Text(f"日期“{text}”{wrong.zh}", f'the date "{text}" {wrong.en}'), form)


def _undefined(entry: Entry) -> Problem:
    if entry.todo:
        message = Text(f"词条“{entry.name}”还没写释义", f'the entry "{entry.name}" has no definition yet')
        return Problem("warning", "todo-entry", entry.place, message)
    message = Text(f"词条“{entry.name}”没有释义", f'the entry "{entry.name}" has no definition')
    hint = Text("写上释义，或先加 todo = true", "write one, or set todo = true for now")
    if entry.place.path.lower().endswith((".csv", ".tsv")):
        hint = Text("写上释义，或先加一列 todo，填“是”", "write one, or add a column todo with true in it for now")
    return Problem("error", "no-definition", entry.place, message, hint)


def _dated(rows: list[dict[str, Any]], at: Callable[[Path], Place]) -> tuple[tuple[Dated, ...], list[Problem]]:
    """Dated definitions, oldest first. A repeated date is a problem."""
    dated: dict[str, Dated] = {}
    problems = []
    for number, row in enumerate(rows):
        since, text = row.get("since"), _lines(row.get("text", ""))
        if row.get("text") is not None and not text:
            message = Text("“text”是空的", '"text" is empty')
            problems.append(Problem("error", "missing-key", at(("definitions", number, "text")), message))
        if since is None or not text:
            continue  # reported already: both are required
        if not _is_since(since) or since in dated:
            problems.append(_bad_date(since, at(("definitions", number, "since")), twice=since in dated))
        else:
            dated[since] = Dated(since, text, tuple(_texts(row.get("sources", ()))))
    return tuple(dated[since] for since in sorted(dated)), problems


def _is_since(text: str) -> bool:
    """Whether `text` is a valid year, month or day."""
    if not SINCE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True
