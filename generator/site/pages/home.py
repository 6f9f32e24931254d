"""The home page and the further pages of its list: `index.html`, then `page/2.html` and so on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import tag_urls
from generator.site.pages.jsonld import website
from generator.site.pages.sections import HOME, has_own_home
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import EntryCount, Named, entry_count, frame, teaser

MAX_FREQUENT = 16
"""How many of the most mentioned entries the home page lists."""


def home(library: Library) -> Iterator[Page]:
    """All articles, pinned ones first, then the newest, `per_page` on a page; without articles one page that says so.

    If the author wrote the home page, the list begins at `page/1.html`, and is left out without articles.
    """
    own = has_own_home(library)
    if own and not library.articles:
        return
    articles = sorted(library.articles, key=lambda article: -article.meta.sticky)
    size = max(1, library.config.per_page)
    last = max(1, -(-len(library.articles) // size))
    pages = tuple(Named(str(number), _url(number, own=own)) for number in range(1, last + 1))
    for number in range(1, last + 1):
        shown = articles[(number - 1) * size : number * size]
        context = Context(
            partial(_context, library, shown, number, pages), partial(_stamp, library, shown, number, last)
        )
        yield Page(_url(number, own=own), "home", "home.html", context, listed=number == 1)


def _stamp(library: Library, shown: Sequence[Article], number: int, last: int) -> str:
    """Empty for the first page, which counts all mentions of the site."""
    if number == 1:
        return ""
    stamps = stamps_of(library)
    return stamp(stamps.frame, number, last, len(library.articles), *map(stamps.teaser, shown))


def _context(library: Library, shown: Sequence[Article], number: int, pages: Sequence[Named]) -> Mapping[str, object]:
    links = tag_urls(library.tags)
    return frame(
        library,
        articles=tuple(teaser(article, library, links) for article in shown),
        number=number,
        pages=pages,
        total=len(library.articles),
        frequent=_frequent(library) if number == 1 else (),
        ld=website(library) if number == 1 else "",
    )


def _url(number: int, *, own: bool) -> str:
    return HOME if number == 1 and not own else f"page/{number}.html"


def _frequent(library: Library) -> tuple[EntryCount, ...]:
    """The most mentioned entries."""
    used = sorted((view for view in library.entries.values() if view.count), key=lambda view: -view.count)
    return tuple(entry_count(library, view.entry.id, view.count) for view in used[:MAX_FREQUENT])
