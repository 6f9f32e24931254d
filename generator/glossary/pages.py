"""Entries as Markdown: one file each, and GitBook's GLOSSARY.md."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.core.errors import Place, Problem, Text
from generator.glossary.columns import in_our_words, values_of
from generator.glossary.entry import Raw, at_place
from generator.settings import toml
from generator.settings.fields import Path

KEY_BELOW = r"[ \t]*\n[ \t]*[\w\u3400-\u9fff-]+[ \t]*[:：=]"
FRONT = re.compile(
    rf"\A(?:[\s\u200b\u2060]+(?=(?:---|\+\+\+){KEY_BELOW}))?"
    rf"(?P<fence>---|\+\+\+|(?:[—–―－─]{{1,6}}|--(?!-))(?={KEY_BELOW}))[ \t]*\n(?P<block>.*?)^(?P=fence)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
"""Front matter; where a key follows, also below empty lines or between the lines that input methods make of `---`."""
OPENED = re.compile(rf"\s*(?P<fence>---|\+\+\+){KEY_BELOW}")
NOTE_KEYS = frozenset("tag created updated modified date cssclass cssclasses publish banner up uid".split())
"""Keys of Obsidian notes that are ignored."""
VISIBILITY = ("private", "draft", "unlisted")
"""Keys of articles that keep an entry back."""
COMMA = re.compile("[,，]")
TERM = re.compile(r"^##[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


def from_markdown(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """The entry in a file. The body is its definition, the file's stem its name unless the front matter has one."""
    front = FRONT.match(text)
    table, lines, problems = _read_front(path, text, front)
    if problems:
        return [], problems
    name = unicodedata.normalize("NFC", PurePosixPath(path).stem)
    table, at = in_our_words(table, lambda where: Place(path, toml.line_of(lines, where) or 1))
    body = text[front.end() :] if front else text
    if table:
        table, kept_back = _without_visibility(table, at)
        if kept_back:
            return [], [kept_back]
    table = _without_note_keys(table)
    return [Raw(table, at, name, _without_title(body, name))], []


def _read_front(
    path: str, text: str, front: re.Match[str] | None
) -> tuple[Mapping[Any, object], Mapping[Path, int], list[Problem]]:
    """The table that `front`, the front matter of `text`, holds, the lines of its keys, and problems."""
    opened = None if front else OPENED.match(text)
    if front is None and opened is None:
        return {}, {}, []
    from generator.readers.front_matter import blocks  # few entries have front matter

    if front is None:
        assert opened
        return {}, {}, [blocks.unclosed(path, opened["fence"], text.count("\n", 0, opened.start("fence")) + 1)]
    above = text.count("\n", 0, front.start("block"))
    if front["fence"] == "+++":
        written = "\n" * above + front["block"]
        table, broken = toml.parse(path, written)
        return table, {} if broken else toml.lines_of(written), [broken] if broken else []
    from generator.settings import yaml

    table, lines, problems = yaml.parse(path, blocks.halfwidth(front["block"]), above + 1)
    if not problems and not isinstance(table or {}, dict):
        message = Text("这里应是“键: 值”", 'lines of "key: value" belong here')
        problems = [Problem("error", "wrong-type", Place(path, above + 1), message)]
    return table or {}, lines, problems


def _without_visibility(
    table: Mapping[Any, object], at: Callable[[Path], Place]
) -> tuple[dict[Any, object], Problem | None]:
    """The front matter without the keys that say who may see the note, and a note if it is not to be published."""
    from generator.readers.front_matter import visibility  # few entries have front matter

    own, places, _, _ = visibility.visibility_fields(table, at)
    flags = {*visibility.FLAGS, *visibility.PUBLISHED, *visibility.STATUS}
    key = next((key for key in VISIBILITY if own.get(key) is True), "")
    rest = {name: value for name, value in table.items() if visibility.normalized(name) not in flags}
    if not key:
        return rest, None
    written = ".".join(map(str, places[key]))
    message = Text(f"词条没有发布，因为写了“{written}”", f'the entry is not published, because of "{written}"')
    return rest, Problem("note", "not-published", at(places[key]), message)


def _without_note_keys(table: Mapping[Any, object]) -> dict[Any, object]:
    """The front matter without NOTE_KEYS, and with Obsidian's `alias` among the `aliases`."""
    kept = {key: value for key, value in table.items() if str(key).lower() not in NOTE_KEYS}
    names = [name for key in ("aliases", "alias") if key in kept for name in _names(kept[key])]
    if "alias" in kept or isinstance(kept.get("aliases"), str):
        kept.pop("alias", None)
        kept["aliases"] = names
    return kept


def _names(value: object) -> list[object]:
    """The names in a value; several in one text are parted as in a cell of a table, or by commas."""
    if not isinstance(value, str):
        return list(value) if isinstance(value, list) else [value]
    return [name for said in values_of(value, "aliases") for part in COMMA.split(said) if (name := part.strip())]


def _without_title(body: str, name: str) -> str:
    """`body` without a leading heading that repeats the entry's name."""
    return re.sub(rf"\A\s*#+[ \t]+{re.escape(name)}[ \t#]*(?:\n|\Z)", "", body)


def from_gitbook(path: str, text: str) -> tuple[list[Raw], list[Problem]]:
    """GitBook's glossary: each `## term` followed by its definition (GitBook's legacy toolchain, "Glossary")."""
    raws = []
    found = list(TERM.finditer(text))
    for number, title in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        place = Place(path, text.count("\n", 0, title.start()) + 1)
        raws.append(Raw({}, at_place(place), title[1], text[title.end() : end]))
    return raws, []
