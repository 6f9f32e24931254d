"""Small pages at the addresses that articles once had. They lead on without a script."""

from collections.abc import Iterator

from generator.core.library import Library
from generator.core.page import Page


def redirects(library: Library) -> Iterator[Page]:
    """One for each old address."""
    titles = {article.url: article.meta.title for article in library.every} if library.redirects else {}
    for old, url in library.redirects.items():
        yield Page(old, "redirect", "redirect.html", {"title": titles[url], "target": url}, listed=False)
