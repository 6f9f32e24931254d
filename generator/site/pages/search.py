"""The search page: `search.html`."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.glossary import rows
from generator.site.pages.views import frame


def search(library: Library) -> Iterator[Page]:
    """Nothing where the site's `search` is off. The page carries the entries, found by name, alias, English and
    pinyin.
    """
    if library.config.search:
        yield Page("search.html", "search", "search.html", Context(partial(_context, library)), listed=False)


def _context(library: Library) -> Mapping[str, object]:
    return frame(library, rows=rows(library))
