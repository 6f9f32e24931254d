"""The search page, `search.html`, and its data beside the full-text index, `search/data.js`.

The data is a script, so that pages may load it under their Content-Security-Policy and from `file://`.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import islice

from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.glossary import rows
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import frame, is_searched
from generator.store.cache import key_number

DATA = "search/data.js"
MAX_TITLES = 2000
"""How many of the newest articles are found by title without the full-text index."""


def search(library: Library) -> Iterator[Page]:
    """No pages if the setting `search` is off."""
    if library.config.search:
        yield Page("search.html", "search", "search.html", Context(partial(_context, library)), listed=False)
        yield Page(
            DATA,
            "search-data",
            "search-data.txt",
            Context(partial(_data, library), partial(_stamp, library)),
            listed=False,
        )


def _context(library: Library) -> Mapping[str, object]:
    return frame(library, tagged=bool(library.tags))


def _stamp(library: Library) -> str:
    stamps = stamps_of(library)
    return stamp(key_number(_titles(library)), *map(stamps.entry_summary, library.entries))


def _data(library: Library) -> Mapping[str, object]:
    """The entries, the newest articles' titles, and the table by which characters are folded."""
    entries = [
        (row.name, row.url, row.type, "|".join(row.aliases), row.english, row.pinyin, row.times, row.short)
        for row in rows(library)
    ]
    text = json.dumps(
        {"entries": entries, "titles": _titles(library), "same": _folding_table()},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return {"data": text}


def _titles(library: Library) -> list[tuple[str, str]]:
    """Titles and URLs of the newest articles that the site's search finds."""
    found = (article for article in library.articles if is_searched(article))
    return [(article.meta.title, article.url) for article in islice(found, MAX_TITLES)]


@cache
def _folding_table() -> str:
    """Each folded character followed by its replacement, only for characters that people type in traditional script."""
    from generator.site.search_document import folding  # the table is seldom made anew

    return "".join(chr(char) + simple for char, simple in folding().items() if _typed(chr(char)))


def _typed(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return char in "着裏綫説"  # simplified characters, and variants of input methods
    return True
