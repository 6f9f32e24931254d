"""The tags of the site: `tags/index.html`, and one page for each tag."""

from collections.abc import Iterator

from generator.core.library import Library
from generator.core.page import Page
from generator.core.urls import tag_urls
from generator.site.pages.views import Named, frame, teaser


def tags(library: Library) -> Iterator[Page]:
    """The list of tags, most used first, and each tag's articles, newest first."""
    urls = tag_urls(library.tags)
    counts = tuple((Named(tag, urls[tag]), len(found)) for tag, found in library.tags.items())
    yield Page("tags/index.html", "tags", "tags.html", frame(library, tags=counts))
    known = {article.url: teaser(article, library, urls) for found in library.tags.values() for article in found}
    for tag, found in library.tags.items():
        yield Page(
            urls[tag],
            "tag",
            "tag.html",
            frame(
                library,
                title=tag,
                articles=tuple(known[article.url] for article in found),
                crumbs=(Named("", "tags/index.html", "tags"),),
            ),
        )
