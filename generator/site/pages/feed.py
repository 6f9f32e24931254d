"""The site's feed: `feed.xml`, Atom (RFC 4287)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from generator.core.article import Article, LazyHtml
from generator.core.clock import aware
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import tag_urls
from generator.site.pages.feed_html import clean
from generator.site.pages.views import Named, frame, labels, summary
from generator.site.taxonomies import authors_of

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""For articles without a date, as Atom requires one."""


class Item(NamedTuple):
    """An article in the feed."""

    id: str
    title: str
    url: str
    published: datetime | None
    updated: datetime
    authors: tuple[str, ...]
    summary: str
    tags: tuple[Named, ...]
    content: LazyHtml | None
    """The whole text without marks and with absolute links, or None."""


def feed(library: Library) -> Iterator[Page]:
    """The feed of the newest `feed_items` articles, and a feed with summaries only for each tag.

    Without a `base_url`, links are relative and ids are made from source paths.
    """
    yield Page("feed.xml", "feed", "feed.xml", Context(partial(_context, library)), listed=False)
    for tag, url in tag_urls(library.tags).items():
        yield Page(tag_feed(url), "feed", "feed.xml", Context(partial(_of_tag, library, tag, url)), listed=False)


def tag_feed(url: str) -> str:
    """The URL of the feed beside a tag's page."""
    return url.removesuffix(".html") + ".xml"


def _context(library: Library) -> Mapping[str, object]:
    config = library.config
    return _feed(library, library.articles, whole=True, id=_id(config.base_url, "", config.title), about="index.html")


def _of_tag(library: Library, tag: str, url: str) -> Mapping[str, object]:
    config = library.config
    name = _id(config.base_url, url, f"{config.title} {tag}")
    return _feed(library, library.tags[tag], whole=False, id=name, about=url, title=tag)


def _feed(library: Library, articles: Sequence[Article], *, whole: bool, **own: object) -> Mapping[str, object]:
    links = tag_urls(library.tags)
    items = tuple(_item(article, library, links, whole=whole) for article in articles[: library.config.feed_items])
    newest = max((item.updated for item in items), default=NO_DATE)
    return frame(library, items=items, updated=newest, **own)


def _item(article: Article, library: Library, links: Mapping[str, str], *, whole: bool) -> Item:
    meta, base = article.meta, library.config.base_url
    content = (
        LazyHtml(f"{article.html.digest} {base}", partial(_clean, article.html, base, article.url)) if whole else None
    )
    return Item(
        _id(base, article.url, article.path),
        meta.title,
        article.url,
        aware(meta.date, library.config.zone) if meta.date else None,
        aware(meta.updated or meta.date or NO_DATE, library.config.zone),
        authors_of(meta, library.config) or (library.config.title,),
        summary(article),
        labels(article, links),
        content,
    )


def _clean(html: LazyHtml, base: str, url: str) -> str:
    return clean(str(html), base, url)


def _id(base: str, url: str, otherwise: str) -> str:
    """A permanent id (RFC 4287, 4.2.6): the URL if it is known."""
    return base + url if base else f"urn:uuid:{uuid5(NAMESPACE_URL, otherwise)}"
