"""The site's feeds: `feed.xml`, Atom (RFC 4287), and `feed.json`, JSON Feed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.core.article import Article, LazyBytes
from generator.core.library import Library
from generator.core.page import NO_LAYOUT, Context, Page
from generator.core.urls import tag_urls
from generator.site.pages.feed_items import NO_DATE, Item, id_of, item_of
from generator.site.pages.feed_json import json_feed
from generator.site.pages.views import frame
from generator.store.cache import key


def feed(library: Library) -> Iterator[Page]:
    """The feed of the newest `feed_items` articles in both formats, and a feed with summaries only for each tag.

    Without a `base_url`, links are relative and ids are made from source paths.
    """
    yield Page("feed.xml", "feed", "feed.xml", Context(partial(_context, library)), listed=False)
    yield Page("feed.json", "feed", NO_LAYOUT, Context(partial(_json, library)), listed=False)
    for tag, url in tag_urls(library.tags).items():
        yield Page(tag_feed(url), "feed", "feed.xml", Context(partial(_of_tag, library, tag, url)), listed=False)


def tag_feed(url: str) -> str:
    """The URL of the feed beside a tag's page."""
    return url.removesuffix(".html") + ".xml"


def _context(library: Library) -> Mapping[str, object]:
    config = library.config
    return atom(
        library, _items(library, library.articles, whole=True), id_of(config.base_url, "", config.title), "index.html"
    )


def _json(library: Library) -> Mapping[str, object]:
    items = _items(library, library.articles, whole=True)
    make = partial(json_feed, library.config, "feed.json", "index.html", items)
    return {"data": LazyBytes(key(items), make)}


def _of_tag(library: Library, tag: str, url: str) -> Mapping[str, object]:
    config = library.config
    name = id_of(config.base_url, url, f"{config.title} {tag}")
    return atom(library, _items(library, library.tags[tag], whole=False), name, url, title=tag)


def _items(library: Library, articles: Sequence[Article], *, whole: bool) -> tuple[Item, ...]:
    links = tag_urls(library.tags)
    return tuple(item_of(article, library, links, whole=whole) for article in articles[: library.config.feed_items])


def atom(library: Library, items: Sequence[Item], name: str, about: str, **own: object) -> Mapping[str, object]:
    """The context of a feed with the id `name` about the page `about`."""
    newest = max((item.updated for item in items), default=NO_DATE)
    return frame(library, items=items, updated=newest, id=name, about=about, **own)
