"""Sections: folders of `content/pages/` with an index page of their own, and their pages."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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
    """The URL of the index page of the section that contains the page at `url`; empty for the site's root."""
    folder = posixpath.dirname(url)
    if posixpath.basename(url) == HOME:
        folder = posixpath.dirname(folder)
    return f"{folder}/{HOME}" if folder else ""


def members(pages: Sequence[Article]) -> Mapping[str, Sequence[Article]]:
    """URL of a section's index page → the pages in it: by `part`, then by path in natural order. A page in a folder
    without an index belongs to the section around it.
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


class Place(NamedTuple):
    """The position of a page in the outermost section around it."""

    title: str
    url: str
    """The URL of that section's index."""
    tree: tuple[tuple[int, Article], ...] = ()
    """The section's pages in reading order, with their depth from 0. Pages of inner sections are included only around
    the page itself.
    """
    before: Article | None = None
    after: Article | None = None


class _Read(NamedTuple):
    depth: int
    parent: str
    """URL of the index of the section that contains it."""
    page: Article


class Outline:
    """The pages of all sections, each in reading order."""

    def __init__(self, pages: Sequence[Article]) -> None:
        self.inside = members(pages)
        self.titles = {page.url: page.meta.title for page in pages}
        self._by_url = {page.url: page for page in pages}
        self._orders: dict[str, list[_Read]] = {}

    def place(self, url: str) -> Place | None:
        """The position of the page at `url`; None outside of sections."""
        around = above(url, self.titles)
        section = around[0][1] if around else url
        if section == HOME or section not in self.inside:
            return None
        read = self._order_of(section)
        shown = {section, url, *(inner for _, inner in around)}
        tree = tuple((one.depth, one.page) for one in read[1:] if one.parent in shown)
        position = next((number for number, one in enumerate(read) if one.page.url == url), None)
        if position is None:  # an unlisted page
            return Place(self.titles[section], section, tree)
        before = read[position - 1].page if position else None
        after = read[position + 1].page if position + 1 < len(read) else None
        return Place(self.titles[section], section, tree, before, after)

    def _order_of(self, section: str) -> list[_Read]:
        """The section's index, and all pages below it."""

        def walk(url: str, depth: int) -> Iterator[_Read]:
            for page in self.inside.get(url, ()):
                yield _Read(depth, url, page)
                yield from walk(page.url, depth + 1)

        if section not in self._orders:
            self._orders[section] = [_Read(-1, "", self._by_url[section]), *walk(section, 0)]
        return self._orders[section]


def _order(page: Article) -> tuple[object, ...]:
    return page.meta.part is None, page.meta.part or 0, natural(page.path)
