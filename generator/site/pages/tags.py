"""The tags of the site: `tags/index.html`, and one page for each tag."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import tag_urls
from generator.site.pages.views import Named, Teaser, frame, teaser


def tags(library: Library) -> Iterator[Page]:
    """The list of tags, most used first."""
    yield Page("tags/index.html", "tags", "tags.html", Context(partial(_all, library)))


def tag_pages(library: Library) -> Iterator[Page]:
    """Each tag's articles, newest first."""
    urls = tag_urls(library.tags)
    known: dict[str, Teaser] = {}
    for tag in library.tags:
        yield Page(urls[tag], "tag", "tag.html", Context(partial(_one, library, tag, urls, known)))


def _all(library: Library) -> Mapping[str, object]:
    urls = tag_urls(library.tags)
    counts = tuple((Named(tag, urls[tag]), len(found)) for tag, found in library.tags.items())
    return frame(library, tags=counts)


def _one(library: Library, tag: str, urls: Mapping[str, str], known: dict[str, Teaser]) -> Mapping[str, object]:
    """`known` keeps what has been said of articles that other tags share, by URL."""
    articles = library.tags[tag]
    for article in articles:
        if article.url not in known:
            known[article.url] = teaser(article, library, urls)
    return frame(
        library,
        title=tag,
        articles=tuple(known[article.url] for article in articles),
        crumbs=(Named("", "tags/index.html", "tags"),),
    )
