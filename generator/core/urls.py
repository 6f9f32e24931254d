"""Links between the pages of one site. URLs are relative to the site's root, without a leading slash, not
percent-encoded.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, urlsplit

from generator.core.names import slug_of

ROOT = "zhushu-root:/"
"""Stands in kept HTML before a URL of the site; the page that prints it puts its own way to the root there."""
OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)")
"""A URL with a scheme or a host, or a mere fragment: it is left as it is."""


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
    path = urlsplit(base_url).path
    return path if path.endswith("/") else path + "/"


def tag_urls(tags: Iterable[str]) -> Mapping[str, str]:
    """Tag → its page."""
    return {tag: f"tags/{slug}.html" for tag, slug in _slugs(tags, "index").items()}


def glossary_urls(names: Iterable[str]) -> Mapping[str, str]:
    """Name of a glossary that has one → its index, in the order of the names."""
    named = sorted(dict.fromkeys(filter(None, names)))
    return {name: f"glossary/{slug}/index.html" for name, slug in _slugs(named).items()}


def _slugs(names: Iterable[str], *taken: str) -> Mapping[str, str]:
    """Name → its slug. Those that would share a file (also on file systems that ignore case) get a number behind
    their name.
    """
    slugs: dict[str, str] = {}
    used = set(taken)
    for name in names:
        slug = base = slug_of(name)
        number = 2
        while slug.lower() in used:
            slug = f"{base}-{number}"
            number += 1
        used.add(slug.lower())
        slugs[name] = slug
    return slugs
