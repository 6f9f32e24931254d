"""The home page and the further pages of its list: `index.html`, then `page/2.html` and so on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page, Sheaf
from generator.core.urls import tag_urls
from generator.site.pages.jsonld import website
from generator.site.pages.paging import Part, parts
from generator.site.pages.sections import HOME, has_own_home
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import EntryCount, Named, entry_count, frame, teaser

SHEAF = 32
"""How many pages of the list have a stamp in common."""
LAYOUT = "home.html"
MAX_FREQUENT = 16
"""How many of the most mentioned entries the home page lists."""


def home(library: Library) -> Iterator[Page | Sheaf]:
    """All articles, pinned ones first, then the newest, `per_page` on a page; without articles one page that says so.

    If the author wrote the home page, the list begins at `page/1.html`, and is left out without articles.
    """
    own = has_own_home(library)
    if own and not library.articles:
        return
    articles = sorted(library.articles, key=lambda article: -article.meta.sticky)
    first, *others = parts(partial(_url, own=own), articles, library.config.per_page)
    yield _page(library, first)
    for start in range(0, len(others), SHEAF):
        given = library, others[start : start + SHEAF]
        yield Sheaf(f"home {start}", (LAYOUT,), partial(_stamp_of_sheaf, *given), partial(_pages, *given))


def _pages(library: Library, some: Sequence[Part[Article]]) -> Iterator[Page]:
    return (_page(library, part) for part in some)


def _page(library: Library, part: Part[Article]) -> Page:
    context = Context(partial(_context, library, part), partial(_stamp, library, part))
    return Page(part.url, "home", LAYOUT, context, listed=part.number == 1)


def _stamp(library: Library, part: Part[Article]) -> str:
    """Empty for the first page, which counts all mentions of the site."""
    if part.number == 1:
        return ""
    stamps = stamps_of(library)
    told = part.number, _numbered(part.pages), len(library.articles)
    return stamp(stamps.frame, *told, *map(stamps.teaser, part.items))


def _stamp_of_sheaf(library: Library, some: Sequence[Part[Article]]) -> int:
    """Covers what `_stamp` covers, for these pages, which follow one another."""
    stamps, shown = stamps_of(library), [article for part in some for article in part.items]
    return hash((stamps.frame, _numbered(some[0].pages), len(library.articles), stamps.teasers(shown)))


def _numbered(pages: Sequence[Named]) -> int:
    """Covers the links to all pages of the list."""
    return hash((len(pages), pages[0].url == HOME))


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
