"""Addresses on a page of an edition: pages lead within the edition, pictures and styles to the site's own files."""

import posixpath

from generator.core.urls import OUTSIDE, base_path, root_of
from generator.site.editions.edition import Edition


def edition_url(url: str, page: str, edition: Edition) -> str:
    """`url`, which stands on the site's page at `page`, as the edition's page has to say it."""
    base = edition.base
    if base and url.startswith(base):
        return edition.address(url)
    if not url or OUTSIDE.match(url) or url.startswith("?"):
        return url
    if url.startswith("/"):
        path = base_path(base)
        return path + _inside(url.removeprefix(path), edition) if url.startswith(path) else url
    return _relative(url, page, edition)


def _inside(rest: str, edition: Edition) -> str:
    """An address relative to the site's root, in the edition where it has the file."""
    return (edition.folder if edition.has(_path(rest)) else "") + rest


def _relative(url: str, page: str, edition: Edition) -> str:
    path = _path(url)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if target.startswith("../") or edition.has("" if target == "." else target + "/" * path.endswith("/")):
        return url
    root = root_of(page)
    return "../" + url if url.startswith(root) else "../" + root + target + url[len(path) :]


def outside_url(url: str, edition: Edition) -> str:
    """`url`, which leads to another edition or the site itself: it stays what it is, from one folder further down."""
    if not url or OUTSIDE.match(url) or url.startswith("/"):
        return url
    return "../" * edition.folder.count("/") + url


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
