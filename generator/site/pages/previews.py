"""Previews: what a link to an article or an entry opens before it is followed. Small files that are asked for when a
reader points at such a link; the theme's preview.js knows in which of them a page's preview lies.

They are scripts, which pages may load under their policy and from a folder, where requests for data are refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator.core.article import Article
from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page
from generator.site.pages.stamps import Stamps, stamps_of
from generator.site.pages.views import (
    Line,
    also_of,
    buckets,
    cut,
    dated_of,
    first_block,
    line,
    summary,
)
from generator.store.cache import key

SUMMARY = 120
"""Code points of an article's summary."""


class Card(NamedTuple):
    """The preview of an entry."""

    url: str
    name: str
    type: Type
    times: int
    also: tuple[str, str, str]
    html: str
    dated: tuple[tuple[str, str], ...]


class Glance(NamedTuple):
    """The preview of an article."""

    line: Line
    minutes: int
    summary: str


def previews(library: Library) -> Iterator[Page]:
    """The files of previews, an empty one too: which of them a page is in does not depend on what there is."""
    stamps, number = stamps_of(library), buckets(library)
    entries: list[list[EntryView]] = [[] for _ in range(number)]
    articles: list[list[Article]] = [[] for _ in range(number)]
    for view in library.entries.values():
        entries[bucket_of(view.url, number)].append(view)
    for article in library.articles:
        articles[bucket_of(article.url, number)].append(article)
    for at in range(number):
        yield _page(at, entries[at], articles[at], stamps)


def bucket_of(url: str, number: int) -> int:
    """In which of `number` files the preview of the page at `url` is; preview.js reckons the same."""
    total = 0
    for character in url:
        total = (total * 31 + ord(character)) % 65521
    return total % number


def _page(at: int, entries: Sequence[EntryView], articles: Sequence[Article], stamps: Stamps) -> Page:
    context = Context(partial(_context, entries, articles), partial(_stamp, entries, articles, stamps))
    return Page(f"previews/{at}.js", "previews", "previews.js", context, listed=False)


def _stamp(entries: Sequence[EntryView], articles: Sequence[Article], stamps: Stamps) -> str:
    return key([stamps.face(view.entry.id) for view in entries], [stamps.text(article) for article in articles])


def _context(entries: Sequence[EntryView], articles: Sequence[Article]) -> Mapping[str, object]:
    return {"entries": tuple(map(_card, entries)), "articles": tuple(map(_glance, articles))}


def _card(view: EntryView) -> Card:
    entry = view.entry
    return Card(view.url, entry.name, entry.type, view.count, also_of(view), first_block(view.html), dated_of(view))


def _glance(article: Article) -> Glance:
    return Glance(line(article), article.minutes, cut(summary(article), SUMMARY))
