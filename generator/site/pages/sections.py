"""Sections: folders of `content/pages/` with an index page of their own, and what lies in them."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from generator.core.article import Article
from generator.core.library import Library
from generator.core.order import natural

HOME = "index.html"


def section_folders(paths: Iterable[str]) -> frozenset[str]:
    """The folders below content/pages/ that hold, beside `index.md`, other pages, at any depth. In other folders
    `index.md` is a single page with its pictures.
    """
    stems = [posixpath.splitext(path)[0] for path in paths if path.startswith("content/pages/")]
    indices = {posixpath.dirname(stem) for stem in stems if posixpath.basename(stem) == "index"}
    holding: set[str] = set()
    for stem in stems:
        folder = posixpath.dirname(stem)
        if posixpath.basename(stem) == "index":
            folder = posixpath.dirname(folder)
        while folder.startswith("content/pages/"):
            holding.add(folder)
            folder = posixpath.dirname(folder)
    return frozenset(indices & holding)


def has_own_home(library: Library) -> bool:
    """Whether the author wrote the home page: `content/pages/index.md`."""
    return any(page.url == HOME for page in library.pages)


def section_of(url: str) -> str:
    """The URL of the index page of the section in which the page at `url` lies; empty for the site's root."""
    folder = posixpath.dirname(url)
    if posixpath.basename(url) == HOME:
        folder = posixpath.dirname(folder)
    return f"{folder}/{HOME}" if folder else ""


def members(pages: Sequence[Article]) -> Mapping[str, Sequence[Article]]:
    """URL of a section's index page → the pages that lie in it: by `part`, then by path in natural order. A page in a
    folder without an index belongs to the section around it.
    """
    urls = {page.url for page in pages}
    found: dict[str, list[Article]] = {}
    for page in sorted(pages, key=_order):
        section = section_of(page.url)
        while section and section not in urls:
            section = section_of(section)
        found.setdefault(section, []).append(page)
    return found


def above(url: str, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Title and URL of the sections around the page at `url`, the outermost first; `titles` are those of all pages by
    URL.
    """
    found: list[tuple[str, str]] = []
    section = section_of(url)
    while section:
        if section in titles:
            found.insert(0, (titles[section], section))
        section = section_of(section)
    return found


def _order(page: Article) -> tuple[object, ...]:
    return page.meta.part is None, page.meta.part or 0, natural(page.path)
