"""Articles as items of feeds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import NamedTuple

from generator.core.article import Article, LazyHtml
from generator.core.clock import aware
from generator.core.library import Library
from generator.site.pages.views import Named, labels, shared_picture, summary
from generator.site.taxonomies import authors_of

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""For articles without a date, as Atom requires one."""
CLEANED = 64
"""How many texts are kept, since the feed is written in two formats."""


class Item(NamedTuple):
    """One item of a feed."""

    id: str
    title: str
    url: str
    published: datetime | None
    updated: datetime
    authors: tuple[str, ...] = ()
    summary: str = ""
    tags: tuple[Named, ...] = ()
    content: LazyHtml | None = None
    """The whole text without marks and with absolute links, or None."""
    image: str = ""
    """URL of the article's picture."""
    key: str = ""
    """Key of a text of the interface that stands before the title, or empty."""


def item_of(article: Article, library: Library, links: Mapping[str, str], *, whole: bool) -> Item:
    """The article in a feed, if `whole` with its text; `links` are the URLs of the site's tags."""
    meta, base = article.meta, library.config.base_url
    content = (
        LazyHtml(f"{article.html.digest} {base}", partial(_clean, article.html, base, article.url)) if whole else None
    )
    return Item(
        id_of(base, article.url, article.path),
        meta.title,
        article.url,
        aware(meta.date, library.config.zone) if meta.date else None,
        aware(meta.updated or meta.date or NO_DATE, library.config.zone),
        authors_of(meta, library.config) or (library.config.title,),
        summary(article),
        labels(article, links),
        content,
        shared_picture(article, library)[0],
    )


def id_of(base: str, url: str, otherwise: str) -> str:
    """A permanent id (RFC 4287, 4.2.6): the URL if it is known."""
    if base:
        return base + url
    from uuid import NAMESPACE_URL, uuid5  # a site that is published has an address

    return f"urn:uuid:{uuid5(NAMESPACE_URL, otherwise)}"


@lru_cache(CLEANED)
def _clean(html: LazyHtml, base: str, url: str) -> str:
    """Kept by identity of `html`, which is the same for all feeds of a library."""
    from generator.site.pages.feed_html import clean  # most builds change no article of a feed

    return clean(str(html), base, url)
