"""Addresses on pages of an edition: links to pages stay in the edition, pictures are the main site's files."""

import posixpath

from generator.core.urls import OUTSIDE, base_path, root_of
from generator.site.editions.edition import Edition


def edition_url(url: str, page: str, edition: Edition) -> str:
    """The address on the edition's page for `url` on the site's page at `page`."""
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
    """An address relative to the site's root, in the edition if it has the file."""
    return (edition.folder if edition.has(_path(rest)) else "") + rest


def _relative(url: str, page: str, edition: Edition) -> str:
    path = _path(url)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if target.startswith("../") or edition.has("" if target == "." else target + "/" * path.endswith("/")):
        return url
    root = root_of(page)
    return "../" + url if url.startswith(root) else "../" + root + target + url[len(path) :]


def outside_url(url: str, edition: Edition) -> str:
    """A link to another edition or the main site: the same target, seen from the edition's folder."""
    if not url or OUTSIDE.match(url) or url.startswith("/"):
        return url
    return "../" * edition.folder.count("/") + url


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
