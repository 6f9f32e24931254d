"""All articles by year: `archive.html`."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.views import Line, frame, line


def archive(library: Library) -> Iterator[Page]:
    """Newest year first; articles without a date come last, under the year 0."""
    yield Page("archive.html", "archive", "archive.html", Context(partial(_context, library)))


def _context(library: Library) -> Mapping[str, object]:
    years: dict[int, list[Line]] = {}
    for article in library.articles:
        years.setdefault(article.meta.date.year if article.meta.date else 0, []).append(line(article))
    grouped = tuple((year, tuple(found)) for year, found in years.items())
    return frame(library, years=grouped, total=len(library.articles))
