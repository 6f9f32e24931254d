import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.fixture import library
from tests.site.preview import write


class Site:
    """A rendered site: its library, and its pages by URL."""

    def __init__(self, folder, library):
        self.folder = folder
        self.library = library
        self._soups = {}

    @property
    def pages(self):
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    def read(self, url):
        return (self.folder / url).read_text(encoding="utf-8")

    def soup(self, url):
        """The parsed page; tests share it and do not change it."""
        if url not in self._soups:
            self._soups[url] = BeautifulSoup(self.read(url), "lxml")
        return self._soups[url]

    def target(self, url, href):
        """The file and fragment that a relative link of the page at `url` leads to."""
        from urllib.parse import unquote, urlsplit

        parts = urlsplit(href)
        path = os.path.normpath(Path(url).parent / unquote(parts.path)) if parts.path else url
        return path, unquote(parts.fragment)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    whole = library(13)
    write(folder, whole)
    return Site(folder, whole)


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """A site with nothing in it."""
    folder = tmp_path_factory.mktemp("bare")
    empty = library(0, entries=False)
    write(folder, empty)
    return Site(folder, empty)
