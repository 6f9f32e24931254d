"""The page for unknown addresses, `404.html`."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.views import frame, list_item

MAX_ARTICLES = 5
"""How many of the newest articles the page lists."""


def missing(library: Library) -> Iterator[Page]:
    """The page is served at any depth, so its links begin with the site's base path (see Templates)."""
    yield Page("404.html", "404", "404.html", Context(partial(_context, library)), listed=False)


def _context(library: Library) -> Mapping[str, object]:
    return frame(library, articles=tuple(list_item(article) for article in library.articles[:MAX_ARTICLES]))
