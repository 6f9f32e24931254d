"""Stamps: digests of what a page's context is made from. While a stamp is unchanged, so is the context, which is then
not made.

A stamp may cover more than its context shows. A page whose stamp changed is rendered only if its context changed too.

Stamps are combined from numbers, one for each article and entry: combining them costs a fiftieth of digesting texts,
and a site of thousands of articles has hundreds of thousands of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from msgspec.structs import replace

from generator.core.article import Article
from generator.core.entry import Entry
from generator.core.errors import NOWHERE
from generator.core.groups import grouped
from generator.core.library import EntryView, Library
from generator.core.urls import tag_urls
from generator.site.pages.names import name_urls
from generator.site.pages.views import navigation, preview_files
from generator.store.cache import key_number

SHEAF = 256
"""How many articles' pages have a stamp in common."""
MASK = (1 << 60) - 1
"""Limits sums of numbers to the length of one."""
NAMED = 4
"""How many articles with a name an article's page may list, itself included."""


class Numbers(dict[str, int]):
    """The numbers of texts, each is worked out once."""

    def __init__(self, make: Callable[[str], int]) -> None:
        self._make = make

    def __missing__(self, text: str) -> int:
        made = self[text] = self._make(text)
        return made


class Stamps:
    """The stamps of one library; shared parts are computed once.

    They do not cover settings, which are part of the digest of a page's layout.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.texts: dict[str, int] = {}
        """URL of an article → `text`, as far as it is known; `lines` likewise."""
        self.lines: dict[str, int] = {}
        self._ids = Numbers(key_number)
        self._tags = Numbers(partial(_number_of_tag, tag_urls(library.tags)))
        self._names = Numbers(partial(_number_of_name, library.entries))
        self._said = Numbers(partial(_number_of_entry, library.entries))

    @cached_property
    def frame(self) -> int:
        """Covers what all pages show."""
        library = self._library
        return key_number(navigation(library), preview_files(library), list(library.authors))

    def text(self, article: Article) -> int:
        """Covers the article itself. The digest of its HTML covers all that it was composed from; its front matter also
        covers what its folder, the site's history and other articles add.
        """
        known = self.texts.get(article.url)
        if known is None:
            known = key_number(article.path, article.url, article.html.digest, article.cover, article.meta)
            self.texts[article.url] = known
        return known

    def each(self, articles: Sequence[Article]) -> Sequence[int]:
        """`text` of each: of nearly all it is known."""
        known = [*map(self.texts.get, [article.url for article in articles])]
        return [self.text(article) if one is None else one for article, one in zip(articles, known, strict=True)]

    def line(self, article: Article) -> int:
        """Covers an article in a plain list, and its place there."""
        known = self.lines.get(article.url)
        if known is None:
            meta = article.meta
            known = key_number(article.path, article.url, meta.title, meta.date, article.breaks)
            self.lines[article.url] = known
        return known

    def teaser(self, article: Article) -> int:
        """Covers an article's item with summary, tags and entries in lists."""
        tags = map(self._tags.__getitem__, article.meta.tags)
        return hash((self.text(article), *tags, *map(self._names.__getitem__, article.counts)))

    def teasers(self, articles: Sequence[Article], refs: Sequence[str] = ()) -> int:
        """Covers what `teaser` covers, for each of these articles; `refs` are those of `refs_of`, if they are known."""
        tags = sorted({tag for article in articles for tag in article.meta.tags})
        names = map(self._names.__getitem__, refs or refs_of(articles))
        return hash((*self.each(articles), *map(self._tags.__getitem__, tags), *names))

    def named(self, article: Article) -> int:
        """Covers what an article's page shows of other articles with the same names."""
        if not article.entities:
            return 0
        by_name, urls = articles_by_name(self._library), name_urls(self._library)
        told: list[int] = []
        for name, (kind, _) in article.entities.items():
            found = by_name.get(name, ())  # not of an unlisted article
            told += [self._ids[urls.get((kind, name), "")], len(found), *map(self.line, found[:NAMED]), -1]
        return hash(tuple(told))

    @cached_property
    def sums(self) -> "Sums":
        """Covers, for each entry, the articles that mention it."""
        sums = Sums({}, {})
        for article in self._library.articles:
            self.add(article, sums)
        return sums

    def add(self, article: Article, sums: "Sums", times: int = 1) -> None:
        """Add an article `times` times: -1 takes it away."""
        text, company = self.text(article), hash((self.line(article), *map(self._ids.__getitem__, article.counts)))
        for ref, count in article.counts.items():
            sums.texts[ref] = sums.texts.get(ref, 0) + times * text & MASK
            sums.company[ref] = sums.company.get(ref, 0) + times * hash((company, count)) & MASK

    def said(self, refs: Iterable[str]) -> int:
        """Covers what articles show of the entries that they mention."""
        return hash(tuple(map(self._said.__getitem__, refs)))

    def entry_name(self, ref: str) -> int:
        """Covers what lists show of an entry, and its number of mentions."""
        view = self._library.entries.get(ref)
        return hash((view.count, self._names[ref])) if view else 0

    def entry_summary(self, ref: str) -> int:
        """Covers what other pages show of an entry: what articles do, and its number of mentions."""
        view = self._library.entries.get(ref)
        return hash((view.count, self._said[ref])) if view else 0


class Sums(NamedTuple):
    """Numbers of the articles that mention an entry, added up by its id. Their order is not covered, as it follows
    from the articles.
    """

    texts: dict[str, int]
    """Sums of `Stamps.text`."""
    company: dict[str, int]
    """Covers the data of each article on the entry's first page: its month in the chart, and its other entries."""


def _number_of_tag(urls: Mapping[str, str], tag: str) -> int:
    return key_number(tag, urls.get(tag, ""))


def _number_of_name(entries: Mapping[str, EntryView], ref: str) -> int:
    """Covers what lists show of an entry; the same for all unknown entries."""
    view = entries.get(ref)
    return key_number(view.entry.name, view.entry.slug, view.entry.type, view.url) if view else 0


def _number_of_entry(entries: Mapping[str, EntryView], ref: str) -> int:
    """Covers what articles show of an entry; the same for all unknown entries. No page shows the line that it is written
    in, which changes with all lines above it.
    """
    view = entries.get(ref)
    return key_number(without_place(view.entry), view.url, view.html, view.text, view.tones, view.dated) if view else 0


def without_place(entry: Entry) -> Entry:
    """The entry as pages know it."""
    return replace(entry, place=NOWHERE)


def refs_of(articles: Iterable[Article]) -> Sequence[str]:
    """The ids of all entries that these articles mention."""
    return sorted(set().union(*[article.counts for article in articles]))


@lru_cache(maxsize=1)
def articles_by_name(library: Library) -> Mapping[str, Sequence[Article]]:
    """Name without an entry → the articles that mention it, in the library's order."""
    return grouped((name, article) for article in library.articles for name in article.entities)


@lru_cache(maxsize=1)
def stamps_of(library: Library) -> Stamps:
    """The stamps of `library`, shared by all page kinds."""
    return Stamps(library)


def stamp(*numbers: int) -> str:
    """The stamp of these numbers. Python hashes integers, and tuples of them, alike in all processes; were it not so,
    all contexts would be made.
    """
    return f"{hash(numbers):x}"
