"""An imported article, and how it is written to the site."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import fields, replace

from generator.core.draft import Classified, Meta
from generator.core.errors import Problem
from generator.settings.article_keys import ARTICLE

LEFT_OUT = ("tail", "dropped")
"""Roles of lines that do not go into the article."""
DEFAULTS = {one.name: one.default for one in fields(Meta)}
PICTURES = "zhushu-pictures:"
"""Placeholder for the folder of an article's pictures. Its name is the slug, which is not final until the article is
written."""


class Imported(Struct, frozen=True):
    """An article that was read from elsewhere, with its pictures."""

    source: str
    """The name of its file in messages."""
    slug: str
    front: Mapping[str, object]
    """Its front matter, in the order in which the keys are written."""
    body: str
    """Markdown, with `PICTURES` before the names of its pictures."""
    classified: tuple[Classified, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Names of pictures in the article's folder → their bytes."""


def front_of(meta: Meta, unknown: Mapping[str, object], origin: Mapping[str, object]) -> dict[str, object]:
    """The front matter for `meta`, without the slug, which is the file's name.

    `origin` are keys about where the article comes from. Those that articles do not have go to `extra`, as do the
    `unknown` ones.
    """
    ours = {field.key for field in ARTICLE}
    named = ours - {"slug", "extra"}
    steps = {step for path in meta.categories for step in path.split("/")}
    meta = replace(meta, tags=tuple(tag for tag in meta.tags if tag not in steps))  # categories are tags as well
    values = {one.name: getattr(meta, one.name) for one in fields(Meta) if one.name in named}
    values["categories"] = [path.split("/") for path in meta.categories]
    front = {
        key: _written(value) for key, value in values.items() if value not in (None, "", (), [], {}, DEFAULTS[key])
    }
    front |= {key: value for key, value in origin.items() if key in ours and key not in front}
    if isinstance(made := origin.get("aliases"), list):  # the old address, beside those that the author wrote
        front["aliases"] = list(dict.fromkeys([*made, *meta.aliases]))
    extra = {**meta.extra, **unknown, **{key: value for key, value in origin.items() if key not in ours}}
    return {**front, **({"extra": extra} if extra else {})}


def _written(value: object) -> object:
    """A date at midnight without a time zone as a date alone; a whole number without its point; a tuple as a list."""
    if isinstance(value, tuple | Mapping):
        return list(value) if isinstance(value, tuple) else dict(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, datetime):
        return value
    bare = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
    return value.date() if bare else value.replace(microsecond=0)
