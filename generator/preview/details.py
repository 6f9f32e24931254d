"""The front matter of an article as a form: one field for each key of the schema, with its value."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.author.edits import front
from generator.author.edits.in_yaml import Value
from generator.preview.asked import Refused
from generator.readers.front_matter.meta import OWN, own_name
from generator.readers.front_matter.values import SEPARATORS
from generator.settings.article_keys import ARTICLE
from generator.settings.fields import Field

USUAL = ("title", "date", "tags", "draft", "author", "description", "slug", "categories")
"""The keys that most articles have; they come first."""


def form_of(root: Path, path: str, language: str) -> Mapping[str, Any]:
    """An article's form, ready for JSON. Raises SiteError if its front matter cannot be read."""
    found = front.front_of(root, path)
    raw = {own_name(key): value for key, value in reversed(list(found.table.items()))}
    order = sorted(ARTICLE, key=lambda one: USUAL.index(one.key) if one.key in USUAL else len(USUAL))
    return {
        "path": path,
        "title": found.meta.title,
        "draft": found.meta.draft,
        "digest": found.digest,
        "fields": [_field(one, raw.get(one.key), language) for one in order],
    }


def changes_of(asked: Mapping[str, Any]) -> Mapping[str, Value]:
    """The values that a form sends, in the types of their keys; None removes a key. Raises Refused."""
    changes = asked.get("changes")
    if not isinstance(changes, dict) or not changes:
        raise Refused(400, "没有改动", "Nothing was changed")
    return {key: _value(OWN.get(key), value) for key, value in changes.items()}


def _field(one: Field, raw: object, language: str) -> Mapping[str, Any]:
    shown = _shown(one, raw)
    return {
        "key": one.key,
        "kind": one.kind,
        "about": one.about.of(language),
        "choices": list(one.choices),
        "usual": one.key in USUAL,
        "value": shown,
        "by_hand": one.kind == "free" or shown is None,
    }


def _shown(one: Field, raw: object) -> str | list[str] | None:
    """The value as text, or as lines; None if a form cannot show it."""
    if one.kind in ("texts", "texts by key"):
        return _lines(one, raw)
    if raw is None:
        return ""
    if one.kind == "flag":
        return "true" if raw is True else "false" if raw is False else None
    return str(raw) if not isinstance(raw, list | dict) else None


def _lines(one: Field, raw: object) -> list[str] | None:
    match raw:
        case None:
            return []
        case str():
            return [part for part in (SEPARATORS.split(raw) if SEPARATORS.search(raw) else raw.split()) if part.strip()]
        case list() if one.kind == "texts":
            return ["/".join(map(str, item)) if isinstance(item, list) else str(item) for item in raw]
        case dict() if one.kind == "texts by key" and not any("\n" in str(said) for said in raw.values()):
            return [f"{name}: {said}".strip() for name, said in raw.items()]
    return None


def _value(one: Field | None, value: object) -> Value:
    """The value of a field of the form. Raises Refused if it is invalid for its key."""
    if one is None or one.kind == "free":
        raise Refused(400, "不认识这一项", "This key is not known")
    if isinstance(value, list) and one.kind in ("texts", "texts by key"):
        lines = [line for item in value if (line := str(item).strip())]
        if one.kind == "texts by key":
            return {name.strip(): said.strip() for name, _, said in (line.partition(":") for line in lines)} or None
        return _paths(lines) if one.key == "categories" else (lines or None)
    if not isinstance(value, str) or one.kind in ("texts", "texts by key"):
        raise Refused(400, f"{one.key} 的值不对", f"The value of {one.key} is wrong")
    said = value.strip()
    if said and one.kind == "flag":
        if said not in ("true", "false"):
            raise Refused(400, f"{one.key} 是 true 或 false", f"{one.key} is true or false")
        return said == "true"
    if said and one.kind in ("number", "whole"):
        return _number(one, said)
    return said or None


def _number(one: Field, said: str) -> int | float:
    try:
        number = float(said)
    except ValueError:
        raise Refused(400, f"{one.key} 应该是数字", f"{one.key} must be a number") from None
    return int(number) if number.is_integer() else number


def _paths(lines: Sequence[str]) -> Value:
    """Categories: a single path as it is, several as lists, which no other program takes for one path."""
    if len(lines) < 2:
        return lines[0] if lines else None
    return [line.split("/") for line in lines]
