"""Stamps: digests of what a page's context is made from. While a stamp is unchanged, so is the context, which is then
not made.

A stamp may cover more than its context shows. A page whose stamp changed is rendered only if its context changed too.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.core.article import Article
from generator.core.library import EntryView, Library
from generator.core.urls import tag_urls
from generator.site.pages.names import name_urls
from generator.site.pages.views import navigation
from generator.store.cache import key


class Stamps:
    """The stamps of one library; shared parts are computed once.

    They do not cover settings, which are part of the digest of a page's layout.
    """

    def __init__(self, library: Library) -> None:
        self._entries = library.entries
        self._texts = {article.url: article_digest(article) for article in (*library.articles, *library.unlisted)}
        self._summaries: dict[str, str] = {}
        self._by_name = articles_by_name(library)
        self._names = name_urls(library)
        self._articles: dict[str, str] = {}
        self.lists = key(
            navigation(library),
            list(library.entries),
            tag_urls(library.tags),
            list(library.categories),
            list(library.authors),
            [(name, [article.url for article in found]) for name, found in library.series.items()],
            [
                (article.url, article.meta.title, article.meta.date, article.breaks, list(article.counts))
                for article in library.articles
            ],
        )
        """Covers which articles, entries and tags there are, in what order, and which entries each article mentions:
        everything that decides neighbours and related articles."""

    def article(self, article: Article) -> str:
        """Covers an article's page and its items in lists; empty if the article has its own `terms`, which may link to
        any entry.
        """
        if article.url not in self._articles:
            self._articles[article.url] = (
                ""
                if article.meta.terms
                else key(
                    self.lists,
                    self._texts[article.url],
                    [self.entry_summary(ref) for ref in article.counts],
                    [
                        [self._names.get((kind, name), ""), *(other.url for other in self._by_name.get(name, ()))]
                        for name, (kind, _) in article.entities.items()
                    ],  # an unlisted article's names have none
                )
            )
        return self._articles[article.url]

    def entry(self, view: EntryView) -> str:
        """Covers an entry's page: the entry, those in its `see`, and the articles that mention it."""
        named = [self.entry_summary(ref.id) for ref in view.see]
        where = [f"{self._texts[found.article.url]} {found.count}" for found in view.where]
        return key(self.lists, self.entry_summary(view.entry.id), view.see, named, where)

    def entry_summary(self, ref: str) -> str:
        """Covers what other pages show of an entry; empty for an unknown entry."""
        if ref not in self._summaries:
            view = self._entries.get(ref)
            self._summaries[ref] = (
                key(view.entry, view.url, view.html, view.text, view.tones, view.count, view.dated) if view else ""
            )
        return self._summaries[ref]


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


def article_digest(article: Article) -> str:
    """A digest of the article itself; that of its HTML covers all that it was composed from."""
    return f"{article.path} {article.url} {article.html.digest} {article.cover}"
