"""The pages of categories, series and authors: an index of each kind, and one page for each group."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Page
from generator.core.urls import author_url, category_url, series_url, tag_urls
from generator.site.pages.views import Named, frame, teaser


class Kind(NamedTuple):
    """One kind of groups."""

    key: str
    """Names the kind in the catalogue of texts, and its folder in the output."""
    page: str
    """Kind of a group's page."""
    groups: Mapping[str, tuple[Article, ...]]
    url_of: Callable[[str], str]


class Group(NamedTuple):
    """A group in the index of its kind."""

    title: str
    url: str
    number: int
    depth: int
    """Below how many others it stands."""


def categories(library: Library) -> Iterator[Page]:
    """The tree of categories; a category's page has the articles of those below it too."""
    yield from _pages(library, Kind("categories", "category", library.categories, category_url))


def series(library: Library) -> Iterator[Page]:
    """The series, each with its articles in order."""
    yield from _pages(library, Kind("series", "series", library.series, series_url))


def authors(library: Library) -> Iterator[Page]:
    """The authors, where a site has more than one."""
    yield from _pages(library, Kind("authors", "author", library.authors, author_url))


def _pages(library: Library, kind: Kind) -> Iterator[Page]:
    if not kind.groups:
        return
    tree = kind.key == "categories"
    listed = tuple(_group(name, len(found), kind, tree=tree) for name, found in kind.groups.items())
    index = f"{kind.key}/index.html"
    yield Page(index, kind.key, "groups.html", frame(library, heading=kind.key, groups=listed))
    tags = tag_urls(library.tags)
    for name, found in kind.groups.items():
        above = [name.rsplit("/", depth)[0] for depth in range(name.count("/"), 0, -1)] if tree else []
        yield Page(
            kind.url_of(name),
            kind.page,
            "tag.html",
            frame(
                library,
                title=name.rpartition("/")[2] if tree else name,
                articles=tuple(teaser(article, library, tags) for article in found),
                crumbs=(
                    Named("", index, kind.key),
                    *(Named(path.rpartition("/")[2], kind.url_of(path)) for path in above),
                ),
            ),
        )


def _group(name: str, count: int, kind: Kind, *, tree: bool) -> Group:
    shown, depth = (name.rpartition("/")[2], name.count("/")) if tree else (name, 0)
    return Group(shown, kind.url_of(name), count, depth)
