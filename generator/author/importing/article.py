"""An imported article, and how it is written to the site."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import fields

from generator.core.draft import Classified, Meta
from generator.core.errors import Place, Problem, SiteError, Text
from generator.settings.keys import ARTICLE

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


def write(article: Imported, site: Path, *, dry: bool) -> tuple[str, bool]:
    """Write the article and its pictures under the first free slug, or with `dry` only find that slug.

    Returns its path, and False if the site already has this very article. Raises SiteError.
    """
    from generator.author.edits import articles
    from generator.author.edits.files import create

    for slug in articles.names(article.slug):
        front = {
            key: value.replace(PICTURES, slug) if key == "image" and isinstance(value, str) else value
            for key, value in article.front.items()
        }
        data = articles.article(front, article.body.replace(PICTURES, slug))
        path = f"{articles.FOLDER}/{slug}.md"
        if (site / path).is_file() and (site / path).read_bytes() == data:
            return path, False
        if articles.taken(site, path):
            continue
        if dry:
            return path, True
        for name, picture in article.files.items():
            create(site, articles.FOLDER, f"{articles.FOLDER}/{slug}/{name}", picture)
        if create(site, articles.FOLDER, path, data):
            return path, True
    raise SiteError(
        [Problem("error", "exists", Place(article.source), Text("找不到空着的名称", "no free name was found"))]
    )


def front_of(meta: Meta, unknown: Mapping[str, object], origin: Mapping[str, object]) -> dict[str, object]:
    """The front matter for `meta`, without the slug, which is the file's name.

    `origin` are keys about where the article comes from. Those that articles do not have go to `extra`, as do the
    `unknown` ones.
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
    """A date at midnight without a time zone as a date alone."""
    if not isinstance(value, datetime):
        return value
    bare = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
    return value.date() if bare else value.replace(microsecond=0)
