"""What crawlers and hosts look for at the root of a site: sitemap.xml, robots.txt, .nojekyll."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import NamedTuple

from generator.core.library import Library
from generator.core.page import Output
from generator.core.urls import absolute, author_url, category_url, series_url, tag_urls


class Place(NamedTuple):
    """A page in the sitemap, and the day of its last change where that is known."""

    url: str
    changed: datetime | None = None


def site_files(library: Library) -> Iterator[Output]:
    """The files that every site has beside its pages. `.nojekyll` keeps GitHub Pages from dropping files that begin
    with `_`.
    """
    yield Output("sitemap.xml", sitemap(library))
    yield Output("robots.txt", robots(library))
    yield Output(".nojekyll", b"")


def sitemap(library: Library) -> bytes:
    """All pages that a search engine should know (sitemaps.org, 0.9); addresses are relative where there is no
    `base_url`.
    """
    base = library.config.base_url
    lines = [f"<url><loc>{escape(absolute(base, place.url))}</loc>{_changed(place)}</url>" for place in places(library)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    ).encode()


def places(library: Library) -> Iterator[Place]:
    """The pages of the site that are worth finding, lists first."""
    newest = max(
        (day for article in library.articles if (day := article.meta.date)), default=None, key=datetime.timestamp
    )
    yield Place("index.html", newest)
    yield from (Place(url) for url in ("glossary/index.html", "tags/index.html", "archive.html"))
    yield from (
        Place(article.url, article.meta.updated or article.meta.date)
        for article in (*library.articles, *library.pages)
        if not article.meta.noindex
    )
    yield from (Place(view.url) for view in library.entries.values())
    yield from (Place(url) for url in tag_urls(library.tags).values())
    yield from (Place(url) for url in map(category_url, library.categories))
    yield from (Place(url) for url in map(series_url, library.series))
    yield from (Place(url) for url in map(author_url, library.authors))


def _changed(place: Place) -> str:
    return f"<lastmod>{place.changed:%Y-%m-%d}</lastmod>" if place.changed else ""


def robots(library: Library) -> bytes:
    """All may be read; the sitemap is named where its address is known (RFC 9309)."""
    base = library.config.base_url
    return ("User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")).encode()
