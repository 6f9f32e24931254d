"""Links between the pages of one site. URLs are relative to the site's root, without a leading slash, not
percent-encoded.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generator.core.names import page_name

ROOT = "zhushu-root:/"
"""Prefix of the site's URLs in cached HTML. Each page replaces it with its relative path to the root."""
OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)")
"""A URL with a scheme or a host, or only a fragment. It is left as it is."""
PLAIN = re.compile(r"[A-Za-z0-9_.~/!$&'()*+,;=:@-]*")
"""A path in which nothing is to be percent-encoded."""
ADDRESS = re.compile(r"https?://[^\s/?#\\@]+(?:/[^\s?#\\]*)?", re.IGNORECASE)


def split(url: str) -> SplitResult | None:
    """The parts of a URL, or None if it is invalid (`http://[your address]:8080`), where `urlsplit` raises."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def joined(base: str, url: str) -> str:
    """`url` resolved against `base`; unchanged if it is invalid."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def is_base(url: str) -> bool:
    """Whether a site can be published at `url`: it has scheme and host, and no query."""
    parts = split(url)
    try:
        return ADDRESS.fullmatch(url) is not None and parts is not None and bool(parts.hostname) and parts.port != 0
    except ValueError:  # the port is not a number
        return False


@lru_cache(maxsize=16384)
def quoted(path: str) -> str:
    """`path` percent-encoded, slashes kept."""
    if PLAIN.fullmatch(path):
        return path
    return quote(path, safe="/~!$&'()*+,;=:@")


def root_of(url: str) -> str:
    """The relative path from the page at `url` to the site's root: `articles/a.html` → `../`."""
    return "../" * url.count("/")


@lru_cache(maxsize=16384)
def link(root: str, target: str) -> str:
    """`target` as an `href` on a page with the root prefix `root`, which may be the site's full address. External URLs
    are returned unchanged.

    The fragment is not percent-encoded, as ids are not (RFC 3987).
    """
    if OUTSIDE.match(target):
        return target
    path, mark, fragment = target.lstrip("/").partition("#")
    return root + quoted(path) + mark + fragment


def base_path(base_url: str) -> str:
    """The path at which a site is published: `https://me.github.io/blog/` → `/blog/`; `/` if not known."""
    parts = split(base_url)
    path = parts.path if parts else ""
    return path if path.endswith("/") else path + "/"


def tag_urls(tags: Iterable[str]) -> Mapping[str, str]:
    """Tag → URL of its page."""
    return {tag: tag_url(tag) for tag in tags}


def tag_url(tag: str) -> str:
    """URL of the page of a tag."""
    return f"tags/{page_name(tag)}.html"


def glossary_urls(names: Iterable[str]) -> Mapping[str, str]:
    """Name of each named glossary → URL of its index, sorted by name."""
    return {name: f"glossary/{page_name(name)}/index.html" for name in sorted({*names} - {""})}


def category_url(path: str) -> str:
    """URL of the page of a category path."""
    return f"categories/{'/'.join(page_name(step) for step in path.split('/'))}.html"


def series_url(name: str) -> str:
    """URL of the page of a series."""
    return f"series/{page_name(name)}.html"


def author_url(name: str) -> str:
    """URL of the page of an author."""
    return f"authors/{page_name(name)}.html"
