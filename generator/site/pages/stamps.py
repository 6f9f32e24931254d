"""What contexts are made from, in short: where a stamp is as it was, so is the context, and it need not be made.

A stamp covers more than its context shows: a page whose stamp changed is looked at, and rendered only if its context
did.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256

from generator.core.article import Article
from generator.core.library import EntryMentions, Library
from generator.core.urls import tag_urls
from generator.site.pages.views import buckets, navigation
from generator.store.cache import key

NAMED = 4
"""Articles of a name without an entry of which an article's page tells, itself included."""


class Stamps:
    """The stamps of one library; what pages have in common is worked out once.

    Settings are in none: a page's layout stands for them too.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._faces: dict[str, str] = {}
        self._said: dict[str, str] = {}
        self._lines: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    @cached_property
    def frame(self) -> str:
        """For what all pages show."""
        library = self._library
        return key(navigation(library), buckets(library), list(library.authors))

    @cached_property
    def _tags(self) -> Mapping[str, str]:
        return tag_urls(self._library.tags)

    def text(self, article: Article) -> str:
        """As `text_of`."""
        if article.url not in self._texts:
            self._texts[article.url] = text_of(article)
        return self._texts[article.url]

    def line(self, article: Article) -> str:
        """For an article in a plain list, and its place there."""
        if article.url not in self._lines:
            meta = article.meta
            self._lines[article.url] = f"{article.path}\n{article.url}\n{meta.title}\n{meta.date}\n{article.breaks}"
        return self._lines[article.url]

    def teaser(self, article: Article) -> str:
        """For an article in a list that says what it is about, its tags and its entries."""
        tags = [f"{tag} {self._tags.get(tag)}" for tag in article.meta.tags]
        return "\n".join((self.text(article), *tags, *map(self.said, article.counts)))

    def named(self, article: Article) -> str:
        """For the other articles that name the same entities, as far as the article's page tells of them."""
        if not article.entities:
            return ""
        namings = namings_of(self._library)
        named = [namings.get(name, ()) for name in article.entities]  # not of one that is unlisted
        return "\n".join(f"{len(found)} {' '.join(map(self.line, found[:NAMED]))}" for found in named)

    def mentioned(self, found: EntryMentions) -> str:
        """For what the first page of an entry's concordance tells of any article that mentions it: its place in the
        chart, and the company in which the entry is.
        """
        url = found.article.url
        if url not in self._company:
            self._company[url] = f"{self.line(found.article)}\n{' '.join(found.article.counts)}"
        return f"{found.count} {self._company[url]}"

    @cached_property
    def _company(self) -> dict[str, str]:
        return {}

    def said(self, ref: str) -> str:
        """For what articles say of an entry; empty where there is none."""
        if ref not in self._said:
            view = self._library.entries.get(ref)
            self._said[ref] = key(view.entry, view.url, view.html, view.text, view.tones, view.dated) if view else ""
        return self._said[ref]

    def face(self, ref: str) -> str:
        """As `said`, with its number of mentions, as lists of entries tell it."""
        if ref not in self._faces:
            view = self._library.entries.get(ref)
            self._faces[ref] = f"{view.count} {self.said(ref)}" if view else ""
        return self._faces[ref]


@lru_cache(maxsize=1)
def namings_of(library: Library) -> Mapping[str, Sequence[Article]]:
    """Name without an entry → the articles that name it, in the library's order."""
    found: dict[str, list[Article]] = {}
    for article in library.articles:
        for name in article.entities:
            found.setdefault(name, []).append(article)
    return found


@lru_cache(maxsize=1)
def stamps_of(library: Library) -> Stamps:
    """The stamps of `library`, the same ones for all kinds of pages that ask one after the other."""
    return Stamps(library)


def text_of(article: Article) -> str:
    """For the article itself: the digest of its HTML stands for all that it was composed of, and what its folder, the
    site's history and other articles say of it stands in its front matter.
    """
    return f"{article.path} {article.url} {article.html.digest} {key(article.meta)}"


def digest(*parts: str) -> str:
    """A short name for these texts, quicker made than `key`."""
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:40]
