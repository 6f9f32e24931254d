"""Previews of articles and entries, which open when a reader points at a link. The theme's preview.js computes which
of the small files holds a page's preview, and loads it then.

The files are scripts, so that pages may load them under their Content-Security-Policy and from `file://`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator.core.article import Article
from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.page import Context, Page, Sheaf
from generator.site.pages.stamps import Stamps, stamp, stamps_of
from generator.site.pages.views import (
    ListItem,
    first_block,
    list_item,
    meaning_changes,
    other_names,
    preview_files,
    summary,
    truncate,
)

SHEAF = 32
"""How many files have a stamp in common."""
LAYOUT = "previews.js"
SUMMARY = 120
"""Length of an article's summary, in code points."""


class EntryPreview(NamedTuple):
    """The preview of an entry."""

    url: str
    name: str
    type: Type
    times: int
    also: tuple[str, str, str]
    html: str
    dated: tuple[tuple[str, str], ...]


class ArticlePreview(NamedTuple):
    """The preview of an article."""

    line: ListItem
    minutes: int
    summary: str


def previews(library: Library) -> Iterator[Sheaf]:
    """The files of previews, including empty ones, as the file of a page does not depend on the others."""
    stamps, number = stamps_of(library), preview_files(library)
    entries: list[list[EntryView]] = [[] for _ in range(number)]
    articles: list[list[Article]] = [[] for _ in range(number)]
    for view in library.entries.values():
        entries[file_number(view.url, number)].append(view)
    for article in library.articles:
        articles[file_number(article.url, number)].append(article)
    for start in range(0, number, SHEAF):
        end = min(start + SHEAF, number)
        given = entries[start:end], articles[start:end], stamps
        yield Sheaf(f"previews {start}", (LAYOUT,), partial(_stamp_of_sheaf, *given), partial(_pages, start, *given))


def file_number(url: str, number: int) -> int:
    """Which of `number` files has the preview of the page at `url`; preview.js computes the same."""
    total = 0
    for code in map(ord, url):
        total = total * 31 + code
    return total % 65521 % number


def _pages(
    start: int, entries: Sequence[Sequence[EntryView]], articles: Sequence[Sequence[Article]], stamps: Stamps
) -> Iterator[Page]:
    for at, given in enumerate(zip(entries, articles, strict=True), start):
        context = Context(partial(_context, *given), partial(_stamp, *given, stamps))
        yield Page(f"previews/{at}.js", "previews", LAYOUT, context, listed=False)


def _stamp_of_sheaf(
    entries: Sequence[Sequence[EntryView]], articles: Sequence[Sequence[Article]], stamps: Stamps
) -> int:
    """Covers what `_stamp` covers, for each of the files."""
    views = [[stamps.entry_summary(view.entry.id) for view in some] for some in entries]
    return hash(tuple([(len(some), *some, *stamps.each(shown)) for some, shown in zip(views, articles, strict=True)]))


def _stamp(entries: Sequence[EntryView], articles: Sequence[Article], stamps: Stamps) -> str:
    return stamp(len(entries), *[stamps.entry_summary(view.entry.id) for view in entries], *stamps.each(articles))


def _context(entries: Sequence[EntryView], articles: Sequence[Article]) -> Mapping[str, object]:
    return {"entries": tuple(map(_entry_preview, entries)), "articles": tuple(map(_article_preview, articles))}


def _entry_preview(view: EntryView) -> EntryPreview:
    entry = view.entry
    return EntryPreview(
        view.url, entry.name, entry.type, view.count, other_names(view), first_block(view.html), meaning_changes(view)
    )


def _article_preview(article: Article) -> ArticlePreview:
    return ArticlePreview(list_item(article), article.minutes, truncate(summary(article), SUMMARY))
