"""An article from elsewhere, as it will be written."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import fields

from generator.core.draft import Classified, Meta
from generator.core.errors import Problem
from generator.settings.keys import ARTICLE

PICTURES = "zhushu-pictures:"
"""Stands for the folder of an article's pictures, whose name is the slug: that may still change while a free one is
looked for."""


class Imported(Struct, frozen=True):
    """An article, its pictures, and what was made of its source."""

    source: str
    """The file that it comes from, as a person would name it."""
    slug: str
    front: Mapping[str, object]
    """Keys of its front matter, in the order in which they are written."""
    body: str
    """Markdown, with PICTURES before the names of its pictures."""
    classified: tuple[Classified, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Names of pictures, below a folder of the slug's name, → their bytes."""


def front_of(meta: Meta, unknown: Mapping[str, object], origin: Mapping[str, object]) -> dict[str, object]:
    """The front matter that says what `meta` says; keys that nobody knows are kept below `extra`.

    `origin` are keys that tell where the article comes from; those that articles have stand beside the others.

    The slug is left out: it is the file's name.
    """
    front: dict[str, object] = {}
    for one in fields(Meta):
        value = getattr(meta, one.name)
        if one.name in ("slug", "extra") or value in (None, "", (), {}) or value == one.default:
            continue
        if one.name == "categories":
            front[one.name] = [path.split("/") for path in meta.categories]
            continue
        front[one.name] = (
            list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else _dated(value)
        )
    ours = {field.key for field in ARTICLE}
    front |= {key: value for key, value in origin.items() if key in ours and key not in front}
    extra = {**meta.extra, **unknown, **{key: value for key, value in origin.items() if key not in ours}}
    return {**front, **({"extra": extra} if extra else {})}


def _dated(value: object) -> object:
    """A date without a time of day as the day alone."""
    if not isinstance(value, datetime):
        return value
    bare = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
    return value.date() if bare else value.replace(microsecond=0)
