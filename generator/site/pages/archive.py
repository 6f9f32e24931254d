"""The archive, `archive.html`: articles by year. Many articles are also grouped by month; very many get a page for each
older year.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import ListItem, Named, frame, list_item
from generator.store.cache import key_number

MAX_UNFOLDED = 100
"""With more articles, months are folded."""
OPEN_ARTICLES = 30
"""The months of so many of the newest articles start unfolded."""
MAX_ON_ONE_PAGE = 500
"""With more articles, older years get pages of their own."""


class Month(NamedTuple):
    """The articles of a month; `number` is 0 if the year is not divided into months."""

    number: int
    articles: tuple[ListItem, ...]
    open: bool


class Year(NamedTuple):
    """A year of the archive; 0 for articles without a date."""

    number: int
    total: int
    months: tuple[Month, ...]
    """Empty if the year has a page of its own."""
    url: str
    """The URL of that page, or empty."""


InYear = tuple[int, tuple[Article, ...]]
"""A year, and its articles."""


def archive(library: Library) -> Iterator[Page]:
    """Newest year first; articles without a date come last, under the year 0."""
    every = [(number, tuple(found)) for number, found in groupby(library.articles, _year)]
    seen, apart = 0, list[bool]()
    for _, found in every:
        apart.append(seen > 0 and seen + len(found) > MAX_ON_ONE_PAGE)
        seen += len(found)
    context = Context(partial(_context, library, every, apart), partial(_stamp, library, every, apart))
    yield Page("archive.html", "archive", "archive.html", context)
    for (number, found), is_apart in zip(every, apart, strict=True):
        if is_apart:
            context = Context(partial(_of_year, library, number, found), partial(_stamp_of_year, library, found))
            yield Page(_url(number), "archive", "archive.html", context, listed=False)


def _year(article: Article) -> int:
    return article.meta.date.year if article.meta.date else 0


def _month(article: Article) -> int:
    return article.meta.date.month if article.meta.date else 0


def _months(found: Sequence[Article], before: int, *, folded: bool) -> tuple[Month, ...]:
    """The months of a year that follows `before` articles in the list."""
    if not folded:
        return (Month(0, tuple(list_item(article) for article in found), open=True),)
    months = list[Month]()
    for number, group in groupby(found, _month):
        lines = tuple(list_item(article) for article in group)
        months.append(Month(number, lines, before < OPEN_ARTICLES))
        before += len(lines)
    return tuple(months)


def _context(library: Library, every: Sequence[InYear], apart: Sequence[bool]) -> Mapping[str, object]:
    folded, seen, years = len(library.articles) > MAX_UNFOLDED, 0, list[Year]()
    for (number, found), is_apart in zip(every, apart, strict=True):
        months = () if is_apart else _months(found, seen, folded=folded)
        years.append(Year(number, len(found), months, _url(number) if is_apart else ""))
        seen += len(found)
    return frame(library, years=tuple(years), total=len(library.articles))


def _stamp(library: Library, every: Sequence[InYear], apart: Sequence[bool]) -> str:
    stamps = stamps_of(library)
    years = key_number([(year, len(found)) for year, found in every])
    shown = [found for (_, found), is_apart in zip(every, apart, strict=True) if not is_apart]
    return stamp(stamps.frame, years, *map(stamps.line, chain.from_iterable(shown)))


def _stamp_of_year(library: Library, found: Sequence[Article]) -> str:
    stamps = stamps_of(library)
    return stamp(stamps.frame, *map(stamps.line, found))


def _url(number: int) -> str:
    return f"archive/{number}.html"


def _of_year(library: Library, number: int, found: Sequence[Article]) -> Mapping[str, object]:
    year = Year(number, len(found), _months(found, 0, folded=len(found) > MAX_UNFOLDED), "")
    return frame(library, years=(year,), total=len(found), crumbs=(Named("", "archive.html", "archive"),))
