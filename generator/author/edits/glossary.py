"""Makes edits of the glossary: a new entry, an alias, a matching rule, an id of Wikidata, a word that is never marked."""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from generator.author.edits.change import Edit, read
from generator.author.edits.files import decoded
from generator.author.edits.in_csv import append_csv, set_csv
from generator.author.edits.in_toml import append_toml, put_toml
from generator.author.edits.in_yaml import append_yaml, put_yaml
from generator.core.entry import Entry, Type
from generator.core.errors import Place, SiteError, Text, raise_errors
from generator.core.names import numbered, slug_of
from generator.glossary import gather, never
from generator.glossary import load as glossary
from generator.glossary.pages import FRONT
from generator.settings import fields

IGNORED = f"{glossary.FOLDER}/{never.FILE}"
IGNORED_HEAD = (
    "# 这些词从不标注，也不再列为候选。每行一个。\n# These words are never marked and never suggested. One a line.\n"
)
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that are removed from new texts: control characters and lone surrogates."""
Keys = tuple[str, ...]


class Way(NamedTuple):
    """How a value is put into a file of each form."""

    toml: Callable[[str, fields.Path, str], str | None]
    yaml: Callable[[str, fields.Path, str], str | None]
    csv: Callable[[str, int, str, str], str | None]


APPEND = Way(append_toml, append_yaml, append_csv)
SET = Way(put_toml, put_yaml, set_csv)


def add_entry(root: Path, name: str, kind: Type, definition: str = "") -> Edit:
    """A new file `content/glossary/NAME.md`; without a definition it is marked `todo`. Raises SiteError for a bad name."""
    from generator.settings import yaml  # loads PyYAML

    name, definition = _line(name), _clean(definition).strip()
    slug = _file_name(name)
    paths = (f"{glossary.FOLDER}/{stem}.md" for stem in numbered(slug))
    path = next(path for path in paths if read(root, path) is None)
    front: dict[str, object] = {} if path == f"{glossary.FOLDER}/{name}.md" else {"name": name}
    if kind != "term":
        front["type"] = kind
    if not definition:
        front["todo"] = True
    if not front and definition.startswith(("---", "+++")):
        front["type"] = kind  # else the definition would be read as front matter
    text = (f"---\n{yaml.dump(front)}---\n\n" if front else "") + (f"{definition}\n" if definition else "")
    entries = _parsed(path, text)
    if not name or [entry.name for entry in entries] != [name]:
        raise _refused(path, Text(f"“{name}”不能做词条的名称", f'"{name}" cannot be the name of an entry'))
    return Edit(path, None, text.encode())


def add_alias(root: Path, entry: Entry, form: str) -> Edit:
    """Add `form` to the aliases of `entry`. Raises SiteError if its file must be edited by hand."""
    return _changed(root, entry, ("aliases",), _line(form), lambda found: form in found.forms)


def add_rule(root: Path, entry: Entry, rule: str, context: str) -> Edit:
    """Add `context` to the entry's rule `never` or `always`. Raises SiteError as `add_alias` does."""
    return _changed(root, entry, ("match", rule), context, lambda found: context in getattr(found.match, rule))


def set_wikidata(root: Path, entry: Entry, item: str) -> Edit:
    """Give `entry`, which has none, the id of an item of Wikidata. Raises SiteError as `add_alias` does."""
    return _changed(root, entry, ("wikidata",), item, lambda found: found.wikidata == item, SET)


def ignore(root: Path, form: str) -> Edit:
    """Add `form` to the words that are never marked."""
    before = read(root, IGNORED)
    old = (before or IGNORED_HEAD.encode()).decode("utf-8", "replace").removesuffix("\n")
    return Edit(IGNORED, before, f"{old}\n{_line(form)}\n".encode())


def _changed(
    root: Path, entry: Entry, keys: Keys, value: str, done: Callable[[Entry], bool], way: Way = APPEND
) -> Edit:
    """Put `value` under `keys` of `entry`; `done` tells whether the entry, parsed again, has it."""
    path = entry.place.path
    if entry.origin:
        raise _refused(
            path,
            Text(
                f"“{entry.name}”来自词库“{entry.origin.name}”，不能在这里改；先写一个自己的词条，它优先",
                f'"{entry.name}" comes from the shared glossary "{entry.origin.name}" and cannot be changed here; '
                "write an entry of your own, which takes precedence",
            ),
        )
    before = read(root, path)
    if before is None:
        raise _refused(path, Text("这个文件已经不在了", "this file is gone"))
    text, restore = decoded(before)
    known = _parsed(path, text)
    number = next((number for number, other in enumerate(known) if other.id == entry.id), None)
    new = None if number is None else _put(path, text, number, known[number], keys, value, way)
    if new is None or number is None or not _is_only_change(known, _parsed(path, new), number, done):
        key = ".".join(keys)
        message = Text(
            f"“{entry.name}”的写法要你自己改：把“{value}”加到 {key}",
            f'the entry "{entry.name}" must be edited by hand: add "{value}" to {key}',
        )
        raise SiteError.of("edit-by-hand", entry.place, message)
    return Edit(path, before, restore(new))


def _is_only_change(old: list[Entry], new: list[Entry], number: int, done: Callable[[Entry], bool]) -> bool:
    """Whether entry `number` is done, and no other has changed but its line."""
    return len(old) == len(new) and all(
        done(after) if at == number else replace(after, place=before.place) == before
        for at, (before, after) in enumerate(zip(old, new, strict=True))
    )


def _put(path: str, text: str, number: int, entry: Entry, keys: Keys, value: str, way: Way) -> str | None:
    """The text of the file with `value` in its entry `number`, or None if impossible."""
    name = PurePosixPath(path)
    match name.suffix.lower():
        case ".toml":
            return way.toml(text, ("entry", number, *keys), value)
        case ".yaml" | ".yml":
            return way.yaml(text, (number, *keys), value) or way.yaml(text, ("entry", number, *keys), value)
        case ".csv" | ".tsv" if len(keys) == 1:
            return way.csv(text, entry.place.line, keys[-1], value)
        case ".md" | ".markdown" if name.name != "GLOSSARY.md":
            return _in_front_matter(text, keys, value, way)
    return None


def _in_front_matter(text: str, keys: Keys, value: str, way: Way) -> str | None:
    found = FRONT.match(text)
    if found is None:
        block, fence, body = "", "---", "\n" + text.lstrip("\n")
    else:
        block, fence, body = found["block"], found["fence"], text[found.end() :]
    new = (way.toml if fence == "+++" else way.yaml)(block, keys, value)
    return None if new is None else f"{fence}\n{new.rstrip()}\n{fence}\n{body}"


def _parsed(path: str, text: str) -> list[Entry]:
    """The entries of a text. Raises SiteError if it has errors."""
    entries, problems = gather.parse(path, text)
    raise_errors(problems)
    return entries


def _file_name(name: str) -> str:
    """The file name for an entry: its slug, unless the glossary ignores such a file or treats it specially."""
    slug = slug_of(name)
    special = slug.startswith("_") or f"{slug.lower()}.md" in gather.FOR_AUTHORS or slug == "GLOSSARY"
    return f"entry-{slug.strip('_')}" if special else slug


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    return UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _refused(path: str, message: Text) -> SiteError:
    return SiteError.of("cannot-edit", Place(path), message)
