"""The home page and the further pages of its list: `index.html`, then `page/2.html` and so on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page, Sheaf
from generator.core.urls import tag_urls
from generator.site.pages.jsonld import website
from generator.site.pages.sections import HOME, has_own_home
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import EntryCount, Named, entry_count, frame, teaser

SHEAF = 32
"""How many pages of the list have a stamp in common."""
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
    sheaf: Sheaf | None = None
    for number in range(1, last + 1):
        shown = articles[(number - 1) * size : number * size]
        context = Context(
            partial(_context, library, shown, number, pages), partial(_stamp, library, shown, number, pages)
        )
        yield Page(_url(number, own=own), "home", "home.html", context, listed=number == 1, sheaf=sheaf)
        if (number - 1) % SHEAF == 0:  # the first page is in none
            rest = articles[number * size : (number + SHEAF) * size]
            sheaf = Sheaf(f"home {number}", partial(_stamp_of_sheaf, library, rest, pages))


def _stamp(library: Library, shown: Sequence[Article], number: int, pages: Sequence[Named]) -> str:
    """Empty for the first page, which counts all mentions of the site."""
    if number == 1:
        return ""
    stamps = stamps_of(library)
    return stamp(stamps.frame, number, _numbered(pages), len(library.articles), *map(stamps.teaser, shown))


def _stamp_of_sheaf(library: Library, shown: Sequence[Article], pages: Sequence[Named]) -> int:
    """Covers what `_stamp` covers, for pages of these articles in this order."""
    stamps = stamps_of(library)
    return hash((stamps.frame, _numbered(pages), len(library.articles), stamps.teasers(shown)))


def _numbered(pages: Sequence[Named]) -> int:
    """Covers the links to all pages of the list."""
    return hash((len(pages), pages[0].url == HOME))


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
