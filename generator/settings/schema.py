"""Generates JSON Schemas of the author's files, for editors. `python -m generator.settings.schema docs/schema` writes
them.

Draft 7, which the usual extensions for TOML and YAML support.
"""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.settings.article_keys import ARTICLE
from generator.settings.entry_keys import ENTRY
from generator.settings.fields import Field
from generator.settings.site_keys import SITE

DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Mapping[str, object] = {"type": ["string", "number"]}
TEXTS: Mapping[str, object] = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
TYPES: Mapping[str, Mapping[str, object]] = {
    "text": TEXT,
    "date": TEXT,
    "texts": TEXTS,
    "flag": {"type": "boolean"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "texts by key": {"type": "object", "additionalProperties": TEXT},
    "free": {"type": "object"},
}


def schemas() -> Mapping[str, Mapping[str, object]]:
    """File name → schema."""
    entry = _table(ENTRY)
    many = {"type": "array", "items": {"$ref": "#/definitions/entry"}}
    return {
        "site.schema.json": _titled("site.toml", _table(SITE)),
        "article.schema.json": _titled(
            "文章的 front matter / front matter of an article", {**_table(ARTICLE), "additionalProperties": True}
        ),
        "entry.schema.json": _titled("content/glossary/名称.md 的 front matter / front matter of an entry", entry),
        "glossary.schema.json": _titled(
            "content/glossary/*.toml, *.yaml",
            {
                "definitions": {"entry": entry},
                "anyOf": [{"type": "object", "properties": {"entry": many}, "additionalProperties": False}, many],
            },
        ),
    }


def written(schema: Mapping[str, object]) -> str:
    """The content of a schema file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _titled(title: str, schema: Mapping[str, object]) -> Mapping[str, object]:
    return {"$schema": DRAFT, "title": title, **schema}


def _table(fields: Sequence[Field]) -> dict[str, object]:
    """The schema of a table with these keys and no others."""
    table: dict[str, object] = {
        "type": "object",
        "properties": {field.key: _value(field) for field in fields},
        "additionalProperties": False,
    }
    needed = [field.key for field in fields if field.needed]
    return {**table, "required": needed} if needed else table


def _value(field: Field) -> dict[str, object]:
    about = {"description": f"{field.about.zh}\n\n{field.about.en}"}
    if field.kind == "choice":
        return {**about, "enum": list(field.choices)}
    if field.kind == "table":
        return {**about, **_table(field.fields)}
    if field.kind == "rows":
        return {**about, "type": "array", "items": _table(field.fields)}
    if field.choices:
        one = {"enum": list(field.choices)}
        return {**about, "anyOf": [one, {"type": "array", "items": one}]}
    limits = {"minimum": field.least, "maximum": field.most}
    return {**about, **TYPES[field.kind], **{name: limit for name, limit in limits.items() if math.isfinite(limit)}}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(written(schema), encoding="utf-8")
