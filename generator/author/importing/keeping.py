"""Writes an imported article to a new file, and its pictures to a new folder; nothing is overwritten."""

from pathlib import Path

from generator.author.edits import articles
from generator.author.edits.files import create
from generator.author.importing.article import PICTURES, Imported
from generator.core.errors import Place, SiteError, Text
from generator.core.names import numbered


def write(article: Imported, site: Path, *, dry: bool) -> tuple[str, bool]:
    """Write the article and its pictures under the first free slug, or with `dry` only find that slug.

    Returns its path, and False if the site already has this very article. Raises SiteError.
    """
    for slug in numbered(article.slug):
        path, data = placed(article, slug)
        if (site / path).is_file() and (site / path).read_bytes() == data:
            return path, False
        if articles.taken(site, path):
            continue
        if dry or write_as(article, site, slug):
            return path, True
    raise SiteError.of("exists", Place(article.source), Text("找不到空着的名称", "no free name was found"))


def write_as(article: Imported, site: Path, slug: str) -> bool:
    """Write the article and its pictures under `slug`; whether that name was free. Raises SiteError."""
    path, data = placed(article, slug)
    if articles.taken(site, path):
        return False
    for name, picture in article.files.items():
        create(site, articles.FOLDER, f"{articles.FOLDER}/{slug}/{name}", picture)
    return create(site, articles.FOLDER, path, data)


def placed(article: Imported, slug: str) -> tuple[str, bytes]:
    """The path and the bytes of the article under `slug`."""
    front = {
        key: value.replace(PICTURES, slug) if key == "image" and isinstance(value, str) else value
        for key, value in article.front.items()
    }
    return f"{articles.FOLDER}/{slug}.md", articles.article(front, article.body.replace(PICTURES, slug))


def free(site: Path, slug: str) -> str:
    """`slug`, or with a number behind it where an article of that name is there."""
    return next((one for one in numbered(slug) if not articles.taken(site, f"{articles.FOLDER}/{one}.md")), slug)
