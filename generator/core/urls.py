"""Links between the pages of one site. URLs are relative to the site's root, without a leading slash, not
percent-encoded.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generator.core.names import page_name

ROOT = "zhushu-root:/"
"""Stands in kept HTML before a URL of the site; the page that prints it puts its own way to the root there."""
OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)")
"""A URL with a scheme or a host, or a mere fragment: it is left as it is."""


ADDRESS = re.compile(r"https?://[^\s/?#\\@]+(?:/[^\s?#\\]*)?", re.IGNORECASE)


def split(url: str) -> SplitResult | None:
    """The parts of an address, or None where it is none: `http://[your address]:8080`. The only door to `urlsplit`,
    which raises there.
    """
    try:
        return urlsplit(url)
    except ValueError:
        return None


def joined(base: str, url: str) -> str:
    """`url` as it stands on the page `base`; as it was where it is no address."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def is_base(url: str) -> bool:
    """Whether a site can be published at `url`: an address with scheme and host and without query."""
    parts = split(url)
    try:
        return ADDRESS.fullmatch(url) is not None and parts is not None and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        return False


@lru_cache(maxsize=16384)
def quoted(path: str) -> str:
    """`path` percent-encoded, slashes kept."""
    return quote(path, safe="/~!$&'()*+,;=:@")


def root_of(url: str) -> str:
    """The prefix that leads from the page at `url` to the site's root: `articles/a.html` → `../`."""
    return "../" * url.count("/")


@lru_cache(maxsize=16384)
def link(root: str, target: str) -> str:
    """`target` as an `href` on a page whose root prefix is `root`; outside URLs come back unchanged.

    A fragment stays readable, as the ids that it names are (RFC 3987).
    """
    if OUTSIDE.match(target):
        return target
    path, mark, fragment = target.lstrip("/").partition("#")
    return root + quoted(path) + mark + fragment


def absolute(base_url: str, target: str) -> str:
    """`target` as an absolute URL; relative to the root where the site has no `base_url`."""
    return link(base_url, target)


def base_path(base_url: str) -> str:
    """The path below which a site is published: `https://me.github.io/blog/` → `/blog/`; `/` where it is not known."""
    parts = split(base_url)
    path = parts.path if parts else ""
    return path if path.endswith("/") else path + "/"


def tag_urls(tags: Iterable[str]) -> Mapping[str, str]:
    """Tag → its page, by the tag's name alone."""
    return {tag: f"tags/{page_name(tag)}.html" for tag in tags}


def glossary_urls(names: Iterable[str]) -> Mapping[str, str]:
    """Name of a glossary that has one → its index, in the order of the names."""
    return {name: f"glossary/{page_name(name)}/index.html" for name in sorted({*names} - {""})}


def category_url(path: str) -> str:
    """The page of a category by its path in the tree."""
    return f"categories/{'/'.join(page_name(step) for step in path.split('/'))}.html"


def series_url(name: str) -> str:
    """The page of a series."""
    return f"series/{page_name(name)}.html"


def author_url(name: str) -> str:
    """The page of an author."""
    return f"authors/{page_name(name)}.html"
