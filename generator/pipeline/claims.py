"""Maps output files to the author's files that they come from, so that a clash can name both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.core.card import card_url
from generator.core.editions import folder_of
from generator.core.errors import NOWHERE, Place
from generator.core.library import Library
from generator.core.page import Page
from generator.site import search
from generator.store.output.clashes import Claim

STATIC = "content/static/"
WRITTEN = ("article", "page", "entry")
"""Page kinds in which each page comes from one of the author's files."""


def claims(site: Library, pages: Iterable[Page], others: Iterable[Claim]) -> Iterator[Claim]:
    """All files that a build will write, `others` besides `pages`; for the search index only its folder."""
    written = sources(site)
    for page in pages:
        source = written.get(page.url, NOWHERE) if page.kind in WRITTEN else NOWHERE
        yield from ((path, source) for path in page_paths(site, [page]))
    yield from others
    yield from ((folder, NOWHERE) for folder in index_folders(site))


def page_paths(site: Library, pages: Iterable[Page]) -> Iterator[str]:
    """The paths of pages in all editions."""
    folders = _folders(site)
    return (folder + page.url for page in pages for folder in folders)


def index_folders(site: Library) -> Sequence[str]:
    """The folders of the search index in all editions."""
    return [folder + search.FOLDER for folder in _folders(site)] if site.config.search else []


def _folders(site: Library) -> Sequence[str]:
    tags = site.config.editions
    return [folder_of(tag, tags) for tag in tags] or [""]


def sources(site: Library) -> Mapping[str, Place]:
    """URL of a page → place of its source."""
    articles = {article.url: Place(article.path, 1) for article in site.every}
    return articles | {view.url: view.entry.place for view in site.entries.values()}


def hidden(site: Library) -> frozenset[str]:
    """The files of unlisted articles: their pages, redirects to them, and files that only they use."""
    if not site.unlisted:
        return frozenset()
    urls = {one.url for one in site.unlisted}
    files = {path for one in site.unlisted for path in (*one.files, *one.smaller, card_url(one.url))}
    shown = {path for one in (*site.articles, *site.pages) for path in (*one.files, *one.smaller)}
    found = urls | (files - shown) | {old for old, url in site.redirects.items() if url in urls}
    folders = {folder_of(tag, site.config.editions) for tag in site.config.editions} | {""}
    return frozenset(folder + path for folder in folders for path in found)


def copies(site: Library, files: Iterable[str]) -> Iterator[Claim]:
    """Files copied unchanged: (output path, source). Two sources may claim one path."""
    found = dict.fromkeys((target, source) for one in site.every for target, source in one.files.items())
    found |= dict.fromkeys(site.files.items())
    found |= dict.fromkeys((path.removeprefix(STATIC), path) for path in files if path.startswith(STATIC))
    return ((target, Place(source)) for target, source in found)
