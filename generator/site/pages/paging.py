"""Pagination: the first page has the list's own URL, the others lie beside it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from generator.site.pages.views import Named

Item = TypeVar("Item")


class Part(NamedTuple, Generic[Item]):
    """One page of a list."""

    url: str
    number: int
    """From 1."""
    items: Sequence[Item]
    pages: tuple[Named, ...]
    """Links to all pages of the list."""


def parts(url: str | Callable[[int], str], items: Sequence[Item], size: int) -> Iterator[Part[Item]]:
    """The pages of `items`, `size` on each; without items one empty page. `url` is that of the first page, or a function
    that gives the URL of each by its number.
    """
    last = max(1, -(-len(items) // size))
    url_of = partial(part_url, url) if isinstance(url, str) else url
    pages = tuple(Named(str(number), url_of(number)) for number in range(1, last + 1))
    for number, page in enumerate(pages, 1):
        yield Part(page.url, number, items[(number - 1) * size : number * size], pages)


def part_url(url: str, number: int) -> str:
    """The URL of a page: `tags/a.html` for the first, `tags/a~2.html` for the second."""
    return url if number == 1 else f"{url.removesuffix('.html')}~{number}.html"
