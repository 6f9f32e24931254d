"""The home page and the further pages of its list: `index.html`, then `page/2.html` and so on."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import tag_urls
from generator.site.pages.jsonld import website
from generator.site.pages.paging import Part, parts
from generator.site.pages.sections import HOME, has_own_home
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import EntryCount, entry_count, frame, teaser

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
    for part in parts(partial(_url, own=own), articles, library.config.per_page):
        context = Context(partial(_context, library, part), partial(_stamp, library, part))
        yield Page(part.url, "home", "home.html", context, listed=part.number == 1)


def _stamp(library: Library, part: Part[Article]) -> str:
    """Empty for the first page, which counts all mentions of the site."""
    if part.number == 1:
        return ""
    stamps = stamps_of(library)
    told = part.number, len(part.pages), len(library.articles)
    return stamp(stamps.frame, *told, *map(stamps.teaser, part.items))


def _context(library: Library, part: Part[Article]) -> Mapping[str, object]:
    links = tag_urls(library.tags)
    return frame(
        library,
        articles=tuple(teaser(article, library, links) for article in part.items),
        number=part.number,
        pages=part.pages,
        total=len(library.articles),
        frequent=_frequent(library) if part.number == 1 else (),
        ld=website(library) if part.number == 1 else "",
    )


def _url(number: int, *, own: bool) -> str:
    return HOME if number == 1 and not own else f"page/{number}.html"


def _frequent(library: Library) -> tuple[EntryCount, ...]:
    """The most mentioned entries."""
    used = sorted((view for view in library.entries.values() if view.count), key=lambda view: -view.count)
    return tuple(entry_count(library, view.entry.id, view.count) for view in used[:MAX_FREQUENT])
