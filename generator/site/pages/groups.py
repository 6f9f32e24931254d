"""The pages of tags, categories, series and authors: an index of each kind, and pages for each group."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import author_url, category_url, series_url, tag_url, tag_urls
from generator.site.pages.feed import tag_feed
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import Named, Teaser, frame, teaser
from generator.store.cache import key_number


class Kind(NamedTuple):
    """A kind of groups."""

    key: str
    """Its name in the string table, and its folder in the output."""
    page: str
    """The page kind of a group."""
    groups: Mapping[str, tuple[Article, ...]]
    url_of: Callable[[str], str]


class Group(NamedTuple):
    """A group in the index of its kind."""

    title: str
    url: str
    number: int
    depth: int
    """How many groups are above it."""


def tags(library: Library) -> Iterator[Page]:
    """The list of tags, most used first."""
    yield Page("tags/index.html", "tags", "tags.html", Context(partial(_cloud, library)))


def tag_pages(library: Library) -> Iterator[Page]:
    """Each tag's articles, newest first."""
    yield from _lists(library, Kind("tags", "tag", library.tags, tag_url))


def categories(library: Library) -> Iterator[Page]:
    """The tree of categories; a category's page includes the articles of its subcategories."""
    yield from _pages(library, Kind("categories", "category", library.categories, category_url))


def series(library: Library) -> Iterator[Page]:
    """The series, each with its articles in order."""
    yield from _pages(library, Kind("series", "series", library.series, series_url))


def authors(library: Library) -> Iterator[Page]:
    """The authors, if the site has more than one."""
    yield from _pages(library, Kind("authors", "author", library.authors, author_url))


def _pages(library: Library, kind: Kind) -> Iterator[Page]:
    if not kind.groups:
        return
    yield Page(f"{kind.key}/index.html", kind.key, "groups.html", Context(partial(_all, library, kind)))
    yield from _lists(library, kind)


def _lists(library: Library, kind: Kind) -> Iterator[Page]:
    for name in kind.groups:
        for part in parts(kind.url_of(name), kind.groups[name], library.config.per_page):
            context = Context(partial(_one, library, kind, name, part), partial(_stamp, library, kind, name, part))
            yield Page(part.url, kind.page, "tag.html", context, listed=part.number == 1)


def _stamp(library: Library, kind: Kind, name: str, part: Part[Article]) -> str:
    stamps = stamps_of(library)
    told = key_number(name), len(kind.groups[name]), part.number, len(part.pages)
    return stamp(stamps.frame, *told, *map(stamps.teaser, part.items))


def _cloud(library: Library) -> Mapping[str, object]:
    return frame(library, tags=tuple((Named(tag, tag_url(tag)), len(found)) for tag, found in library.tags.items()))


def _all(library: Library, kind: Kind) -> Mapping[str, object]:
    groups = tuple(_group(name, len(found), kind) for name, found in kind.groups.items())
    return frame(library, heading=kind.key, groups=groups)


def _one(library: Library, kind: Kind, name: str, part: Part[Article]) -> Mapping[str, object]:
    shown, depth = _place(name, kind)
    above = [name.rsplit("/", up)[0] for up in range(depth, 0, -1)]
    return frame(
        library,
        title=shown,
        articles=tuple(map(_teasers(library), part.items)),
        total=len(kind.groups[name]),
        number=part.number,
        pages=part.pages,
        feed=tag_feed(kind.url_of(name)) if kind.key == "tags" else "",
        crumbs=(
            Named("", f"{kind.key}/index.html", kind.key),
            *(Named(path.rpartition("/")[2], kind.url_of(path)) for path in above),
        ),
    )


@lru_cache(maxsize=1)
def _teasers(library: Library) -> Callable[[Article], Teaser]:
    """Article → its teaser, made once, as groups share articles."""
    links, known = tag_urls(library.tags), dict[str, Teaser]()

    def teaser_of(article: Article) -> Teaser:
        if article.url not in known:
            known[article.url] = teaser(article, library, links)
        return known[article.url]

    return teaser_of


def _group(name: str, number: int, kind: Kind) -> Group:
    shown, depth = _place(name, kind)
    return Group(shown, kind.url_of(name), number, depth)


def _place(name: str, kind: Kind) -> tuple[str, int]:
    """A group's shown name and its depth; only categories form a tree."""
    return (name.rpartition("/")[2], name.count("/")) if kind.key == "categories" else (name, 0)
