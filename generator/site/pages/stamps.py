"""Stamps: digests of what a page's context is made from. While a stamp is unchanged, so is the context, which is then
not made.

A stamp may cover more than its context shows. A page whose stamp changed is rendered only if its context changed too.

Stamps are combined from numbers, one for each article and entry: combining them costs a fiftieth of digesting texts,
and a site of thousands of articles has hundreds of thousands of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from generator.core.article import Article
from generator.core.library import EntryMentions, Library
from generator.core.urls import tag_urls
from generator.site.pages.names import name_urls
from generator.site.pages.views import navigation, preview_files
from generator.store.cache import key_number

SHEAF = 256
"""How many articles' pages have a stamp in common."""
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
        self._tags = Numbers(lambda tag: key_number(tag, self._tag_urls.get(tag, "")))
        self._said = Numbers(self._number_of_entry)

    @cached_property
    def frame(self) -> int:
        """Covers what all pages show."""
        library = self._library
        return key_number(navigation(library), preview_files(library), list(library.authors))

    @cached_property
    def _tag_urls(self) -> Mapping[str, str]:
        return tag_urls(self._library.tags)

    def text(self, article: Article) -> int:
        """Covers the article itself. The digest of its HTML covers all that it was composed from; its front matter also
        covers what its folder, the site's history and other articles add.
        """
        known = self.texts.get(article.url)
        if known is None:
            known = key_number(article.path, article.url, article.html.digest, article.cover, article.meta)
            self.texts[article.url] = known
        return known

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
        return hash((self.text(article), *tags, *map(self._said.__getitem__, article.counts)))

    def teasers(self, articles: Sequence[Article]) -> int:
        """Covers what `teaser` covers, for each of these articles."""
        tags = sorted({tag for article in articles for tag in article.meta.tags})
        said = map(self._said.__getitem__, refs_of(articles))
        return hash((*map(self.text, articles), *map(self._tags.__getitem__, tags), *said))

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

    def mentioned(self, where: Iterable[EntryMentions]) -> int:
        """Covers what the first page of an entry shows of every article that mentions it: its month in the chart, and
        the other entries in it.
        """
        company = self._company
        return hash(tuple([(found.count, company[found.article.url]) for found in where]))

    @cached_property
    def _company(self) -> Mapping[str, int]:
        ids = self._ids.__getitem__
        return {
            article.url: hash((self.line(article), *map(ids, article.counts))) for article in self._library.articles
        }

    def _number_of_entry(self, ref: str) -> int:
        """Covers what articles show of an entry; the same for all unknown entries."""
        view = self._library.entries.get(ref)
        return key_number(view.entry, view.url, view.html, view.text, view.tones, view.dated) if view else 0

    def entry_summary(self, ref: str) -> int:
        """Covers what other pages show of an entry: what articles do, and its number of mentions."""
        view = self._library.entries.get(ref)
        return hash((view.count, self._said[ref])) if view else 0


def refs_of(articles: Iterable[Article]) -> Sequence[str]:
    """The ids of all entries that these articles mention."""
    return sorted(set().union(*[article.counts for article in articles]))


@lru_cache(maxsize=1)
def articles_by_name(library: Library) -> Mapping[str, Sequence[Article]]:
    """Name without an entry → the articles that mention it, in the library's order."""
    found: dict[str, list[Article]] = {}
    for article in library.articles:
        for name in article.entities:
            found.setdefault(name, []).append(article)
    return found


@lru_cache(maxsize=1)
def stamps_of(library: Library) -> Stamps:
    """The stamps of `library`, shared by all page kinds."""
    return Stamps(library)


def stamp(*numbers: int) -> str:
    """The stamp of these numbers. Python hashes integers, and tuples of them, alike in all processes; were it not so,
    all contexts would be made.
    """
    return f"{hash(numbers):x}"
