"""Files for crawlers and hosts at the root of a site: sitemap.xml, robots.txt, .nojekyll."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from itertools import chain

from generator.core.editions import folder_of
from generator.core.library import Library
from generator.core.page import Output, Page
from generator.core.urls import link

Listed = tuple[str, ...]
"""The sitemap's lines for some pages, for each edition of the site; empty if it lists none of them."""


def site_files(library: Library, listed: Iterable[Listed]) -> Iterator[Output]:
    """The files of FILES; `listed` has the sitemap's lines."""
    for path, make in FILES.items():
        yield Output(path, make(library, listed))


class Listing:
    """Makes the sitemap's lines for pages; their URLs are relative if there is no `base_url`."""

    def __init__(self, library: Library) -> None:
        tags = library.config.editions
        self._roots = [library.config.base_url + folder_of(tag, tags) for tag in tags] or [library.config.base_url]
        self._changed = _changed(library)

    def __call__(self, pages: Iterable[Page]) -> Listed:
        """One line for each that is listed."""
        lines = [(page.url, _lastmod(self._changed.get(page.url))) for page in pages if page.listed]
        if not lines:
            return ()
        return tuple(
            "".join([f"<url><loc>{escape(link(root, url))}</loc>{changed}</url>\n" for url, changed in lines])
            for root in self._roots
        )


def sitemap(_: Library, listed: Iterable[Listed]) -> bytes:
    """The listed pages of all editions, one after the other (sitemaps.org, 0.9)."""
    lines = chain.from_iterable(zip(*filter(None, listed), strict=True))
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return "".join((head, *lines, "</urlset>\n")).encode()


def _changed(library: Library) -> Mapping[str, datetime | None]:
    """URL → when the page was last changed, as far as front matter says."""
    dated = [day for article in library.articles if (day := article.meta.date)]
    return {
        "index.html": max(dated, default=None, key=datetime.timestamp),
        **{article.url: article.meta.updated or article.meta.date for article in (*library.articles, *library.pages)},
    }


def _lastmod(changed: datetime | None) -> str:
    return f"<lastmod>{changed.year}-{changed.month:02}-{changed.day:02}</lastmod>" if changed else ""


def robots(library: Library, _: Iterable[Listed]) -> bytes:
    """Everything is allowed; the sitemap is named if there is a `base_url` (RFC 9309)."""
    base = library.config.base_url
    return ("User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")).encode()


def nojekyll(_: Library, __: Iterable[Listed]) -> bytes:
    """Keeps GitHub Pages from dropping files that begin with `_`."""
    return b""


FILES: Mapping[str, Callable[[Library, Iterable[Listed]], bytes]] = {
    "sitemap.xml": sitemap,
    "robots.txt": robots,
    ".nojekyll": nojekyll,
}
