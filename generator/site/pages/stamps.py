"""Stamps: digests of what a page's context is made from. While a stamp is unchanged, so is the context, which is then
not made.

A stamp may cover more than its context shows. A page whose stamp changed is rendered only if its context changed too.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256

from generator.core.article import Article
from generator.core.library import EntryMentions, Library
from generator.core.urls import tag_urls
from generator.site.pages.names import name_urls
from generator.site.pages.views import navigation, preview_files
from generator.store.cache import key

NAMED = 4
"""How many articles with a name an article's page may list, itself included."""


class Stamps:
    """The stamps of one library; shared parts are computed once.

    They do not cover settings, which are part of the digest of a page's layout.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._summaries: dict[str, str] = {}
        self._said: dict[str, str] = {}
        self._lines: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    @cached_property
    def frame(self) -> str:
        """Covers what all pages show."""
        library = self._library
        return key(navigation(library), preview_files(library), list(library.authors))

    @cached_property
    def _tags(self) -> Mapping[str, str]:
        return tag_urls(self._library.tags)

    def text(self, article: Article) -> str:
        """As `article_digest`."""
        if article.url not in self._texts:
            self._texts[article.url] = article_digest(article)
        return self._texts[article.url]

    def line(self, article: Article) -> str:
        """Covers an article in a plain list, and its place there."""
        if article.url not in self._lines:
            meta = article.meta
            self._lines[article.url] = f"{article.path}\n{article.url}\n{meta.title}\n{meta.date}\n{article.breaks}"
        return self._lines[article.url]

    def teaser(self, article: Article) -> str:
        """Covers an article's item with summary, tags and entries in lists."""
        tags = [f"{tag} {self._tags.get(tag)}" for tag in article.meta.tags]
        return "\n".join((self.text(article), *tags, *map(self.said, article.counts)))

    def named(self, article: Article) -> str:
        """Covers what an article's page shows of other articles with the same names."""
        if not article.entities:
            return ""
        by_name, urls, told = articles_by_name(self._library), name_urls(self._library), []
        for name, (kind, _) in article.entities.items():
            found = by_name.get(name, ())  # not of an unlisted article
            told.append(f"{urls.get((kind, name))} {len(found)} {' '.join(map(self.line, found[:NAMED]))}")
        return "\n".join(told)

    def mentioned(self, found: EntryMentions) -> str:
        """Covers what the first page of an entry shows of every article that mentions it: its month in the chart, and
        the other entries in it.
        """
        url = found.article.url
        if url not in self._company:
            self._company[url] = f"{self.line(found.article)}\n{' '.join(found.article.counts)}"
        return f"{found.count} {self._company[url]}"

    @cached_property
    def _company(self) -> dict[str, str]:
        return {}

    def said(self, ref: str) -> str:
        """Covers what articles show of an entry; empty for an unknown entry."""
        if ref not in self._said:
            view = self._library.entries.get(ref)
            self._said[ref] = key(view.entry, view.url, view.html, view.text, view.tones, view.dated) if view else ""
        return self._said[ref]

    def entry_summary(self, ref: str) -> str:
        """Covers what other pages show of an entry: as `said`, with its number of mentions. Empty for an unknown entry."""
        if ref not in self._summaries:
            view = self._library.entries.get(ref)
            self._summaries[ref] = f"{view.count} {self.said(ref)}" if view else ""
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
    """A digest of the article itself. That of its HTML covers all that it was composed from; its front matter also
    covers what its folder, the site's history and other articles add.
    """
    return f"{article.path} {article.url} {article.html.digest} {article.cover} {key(article.meta)}"


def digest(*parts: str) -> str:
    """A digest of these texts, faster than `key`."""
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:40]
