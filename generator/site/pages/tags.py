"""The tags of the site: `tags/index.html`, and one page for each tag."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import tag_urls
from generator.site.pages.feed import tag_feed
from generator.site.pages.paging import Part, parts
from generator.site.pages.stamps import stamp, stamps_of
from generator.site.pages.views import Named, Teaser, frame, teaser
from generator.store.cache import key_number


def tags(library: Library) -> Iterator[Page]:
    """The list of tags, most used first."""
    yield Page("tags/index.html", "tags", "tags.html", Context(partial(_all, library)))


def tag_pages(library: Library) -> Iterator[Page]:
    """Each tag's articles, newest first."""
    urls = tag_urls(library.tags)
    known: dict[str, Teaser] = {}
    for tag, articles in library.tags.items():
        for part in parts(urls[tag], articles, max(1, library.config.per_page)):
            context = Context(partial(_one, library, tag, part, urls, known), partial(_stamp, library, tag, part))
            yield Page(part.url, "tag", "tag.html", context, listed=part.number == 1)


def _stamp(library: Library, tag: str, part: Part[Article]) -> str:
    stamps = stamps_of(library)
    told = key_number(tag), len(library.tags[tag]), part.number, len(part.pages)
    return stamp(stamps.frame, *told, *map(stamps.teaser, part.items))


def _all(library: Library) -> Mapping[str, object]:
    urls = tag_urls(library.tags)
    counts = tuple((Named(tag, urls[tag]), len(found)) for tag, found in library.tags.items())
    return frame(library, tags=counts)


def _one(
    library: Library, tag: str, part: Part[Article], urls: Mapping[str, str], known: dict[str, Teaser]
) -> Mapping[str, object]:
    """`known` caches teasers by URL, as tags share articles."""
    for article in part.items:
        if article.url not in known:
            known[article.url] = teaser(article, library, urls)
    return frame(
        library,
        title=tag,
        articles=tuple(known[article.url] for article in part.items),
        total=len(library.tags[tag]),
        number=part.number,
        pages=part.pages,
        feed=tag_feed(urls[tag]),
        crumbs=(Named("", "tags/index.html", "tags"),),
    )
