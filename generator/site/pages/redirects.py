"""Redirect pages at former addresses of articles. They need no script."""

from collections.abc import Iterator

from generator.core.library import Library
from generator.core.page import Page


def redirects(library: Library) -> Iterator[Page]:
    """One page for each former address."""
    titles = {article.url: article.meta.title for article in library.every} if library.redirects else {}
    for old, url in library.redirects.items():
        yield Page(old, "redirect", "redirect.html", {"title": titles[url], "target": url}, listed=False)
