"""Files for crawlers and hosts at the root of a site: sitemap.xml, robots.txt, .nojekyll."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape

from generator.core.editions import folder_of
from generator.core.library import Library
from generator.core.page import Output, Page
from generator.core.urls import link


def site_files(library: Library, pages: Sequence[Page]) -> Iterator[Output]:
    """The files of FILES for a site with these `pages`."""
    for path, make in FILES.items():
        yield Output(path, make(library, pages))


def sitemap(library: Library, pages: Sequence[Page]) -> bytes:
    """The listed pages (sitemaps.org, 0.9); their URLs are relative if there is no `base_url`."""
    base, changed = library.config.base_url, _changed(library)
    tags = library.config.editions
    lines = [
        f"<url><loc>{escape(link(base, folder + page.url))}</loc>{_lastmod(changed.get(page.url))}</url>"
        for folder in [folder_of(tag, tags) for tag in tags] or [""]
        for page in pages
        if page.listed
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    ).encode()


def _changed(library: Library) -> Mapping[str, datetime | None]:
    """URL → when the page was last changed, as far as front matter says."""
    dated = [day for article in library.articles if (day := article.meta.date)]
    return {
        "index.html": max(dated, default=None, key=datetime.timestamp),
        **{article.url: article.meta.updated or article.meta.date for article in (*library.articles, *library.pages)},
    }


def _lastmod(changed: datetime | None) -> str:
    return f"<lastmod>{changed.year}-{changed.month:02}-{changed.day:02}</lastmod>" if changed else ""


def robots(library: Library, _: Sequence[Page]) -> bytes:
    """Everything is allowed; the sitemap is named if there is a `base_url` (RFC 9309)."""
    base = library.config.base_url
    return ("User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")).encode()


def nojekyll(_: Library, __: Sequence[Page]) -> bytes:
    """Keeps GitHub Pages from dropping files that begin with `_`."""
    return b""


FILES: Mapping[str, Callable[[Library, Sequence[Page]], bytes]] = {
    "sitemap.xml": sitemap,
    "robots.txt": robots,
    ".nojekyll": nojekyll,
}
