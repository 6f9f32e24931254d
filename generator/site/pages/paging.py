"""Pagination: the first page has the list's own URL, the others lie beside it."""

from collections.abc import Iterator, Sequence
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


def parts(url: str, items: Sequence[Item], size: int) -> Iterator[Part[Item]]:
    """The pages of `items`, `size` on each; without items one empty page."""
    last = max(1, -(-len(items) // size))
    pages = tuple(Named(str(number), part_url(url, number)) for number in range(1, last + 1))
    for number in range(1, last + 1):
        yield Part(part_url(url, number), number, items[(number - 1) * size : number * size], pages)


def part_url(url: str, number: int) -> str:
    """The URL of a page: `tags/a.html` for the first, `tags/a~2.html` for the second."""
    return url if number == 1 else f"{url.removesuffix('.html')}~{number}.html"
