"""What contexts are made from, in short: where a stamp is as it was, so is the context, and it need not be made.

A stamp covers more than its context shows: a page whose stamp changed is looked at, and rendered only if its context
did.
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
    """The stamps of one library; what pages have in common is worked out once.

    Settings are in none: a page's layout stands for them too.
    """

    def __init__(self, library: Library) -> None:
        self._entries = library.entries
        self._texts = {article.url: text_of(article) for article in (*library.articles, *library.unlisted)}
        self._faces: dict[str, str] = {}
        self._namings = namings_of(library)
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
        """Which articles, entries and tags there are, in their orders, and which entries each article mentions: all that
        decides what is near to what."""

    def article(self, article: Article) -> str:
        """For what an article's page or a list says of it; empty where that can't be told, as its own `terms` may name
        any entry.
        """
        if article.url not in self._articles:
            self._articles[article.url] = (
                ""
                if article.meta.terms
                else key(
                    self.lists,
                    self._texts[article.url],
                    [self.face(ref) for ref in article.counts],
                    [
                        [self._names.get((kind, name), ""), *(other.url for other in self._namings.get(name, ()))]
                        for name, (kind, _) in article.entities.items()
                    ],  # not of one that is unlisted
                )
            )
        return self._articles[article.url]

    def entry(self, view: EntryView) -> str:
        """For an entry's page: itself, those that it names, and the articles that mention it."""
        named = [self.face(ref.id) for ref in view.see]
        where = [f"{self._texts[found.article.url]} {found.count}" for found in view.where]
        return key(self.lists, self.face(view.entry.id), view.see, named, where)

    def face(self, ref: str) -> str:
        """For what other pages show of an entry; empty where there is none."""
        if ref not in self._faces:
            view = self._entries.get(ref)
            self._faces[ref] = (
                key(view.entry, view.url, view.html, view.text, view.tones, view.count, view.dated) if view else ""
            )
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
    """For the article itself: the digest of its HTML stands for all that it was composed of."""
    return f"{article.path} {article.url} {article.html.digest}"
