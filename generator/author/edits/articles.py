"""New articles: slug, front matter and file."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from generator.author.edits.files import create
from generator.core.errors import Place, SiteError, Text
from generator.core.names import slug_of
from generator.glossary.definitions import spelled

FOLDER = "content/articles"
LONGEST = 60
"""Length of a slug made from a title, in characters."""


def slug_for(title: str) -> str:
    """A short slug in Latin letters from the pinyin of `title`: `C2B 模式` → `c2b-mo-shi`.

    A title without Han or Latin characters is used as it is.
    """
    words = re.findall(r"[a-z0-9]+", spelled(title).lower())
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word[:LONGEST]
    return slug_of(slug or title[:LONGEST])


def article(front: Mapping[str, object], body: str) -> bytes:
    """The file of an article: front matter in YAML, then `body`."""
    from generator.settings import yaml

    return f"---\n{yaml.dump(front)}---\n\n{body.strip()}\n".encode("utf-8", "replace")


def add(root: Path, slug: str, data: bytes) -> str:
    """Write a new article and return its path. Raises SiteError if the name is taken."""
    path = f"{FOLDER}/{slug}.md"
    if not taken(root, path) and create(root, FOLDER, path, data):
        return path
    raise SiteError.of(
        "exists",
        Place(path),
        Text("这篇文章已存在，没有改动它", "this article is there already; it was left as it is"),
        Text("用 --slug 换一个名称", "choose another name with --slug"),
    )


def taken(root: Path, path: str) -> bool:
    """Whether an article has this path, also with another suffix, as a page bundle, or in another case."""
    target = root / path
    stem = target.stem.casefold()
    if not target.parent.is_dir():
        return False
    with os.scandir(target.parent) as entries:  # asked for each of the thousands of posts that are imported
        return any(
            stem == (Path(entry.name).stem if entry.is_file() else entry.name).casefold()
            for entry in entries
            if entry.name.casefold().startswith(stem)
        )
