"""The one table of the site's addresses, made from its pages: a new kind of page is in it by itself."""

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.core.article import Article
from generator.core.late import LateMapping, LateSet
from generator.core.library import Library
from generator.core.names import fold
from generator.core.picture_types import is_picture
from generator.readers import READERS
from generator.site.links import Targets
from generator.site.pages import PAGE_KINDS
from generator.site.pages.crawlers import FILES


def urls(library: Library) -> Iterator[str]:
    """The addresses of all pages of the site, and of the files beside them. No page's context is made for it."""
    yield from (page.url for _, kind in PAGE_KINDS for page in kind(library))
    yield from FILES


def targets(library: Library, files: Collection[str]) -> Targets:
    """What the site's links may lead to; `files` are the paths of all files below content/.

    Of `library` only what decides where pages stand counts: links in it need not be resolved yet.
    """
    articles = library.every
    sources = {article.path: article.url for article in articles}
    held = frozenset(path for path in files if path not in sources and _is_source(path))
    return Targets(
        sources=sources,
        urls=LateSet(lambda: frozenset(urls(library))),
        files=frozenset(
            path
            for path in files
            if path not in held and (not path.startswith("content/glossary/") or is_picture(path))
        ),
        held=held,
        anchors=LateMapping(lambda: _anchors(articles)),
        names=LateMapping(lambda: _names(articles)),
        forms=tuple(library.entries),
    )


def _is_source(path: str) -> bool:
    """Whether the file at `path` is read as an article or a page."""
    folder = path.startswith(("content/articles/", "content/pages/"))
    return folder and posixpath.splitext(path)[1].lower() in READERS


def _anchors(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """URL of an article → the ids that links may lead to."""
    return {
        article.url: frozenset([*(heading.id for heading in article.headings), *article.anchors])
        for article in articles
    }


def _names(articles: Sequence[Article]) -> Mapping[str, str]:
    """What an article is called in `[[…]]` → path of its source. A title goes before a slug, that before a file."""
    names: dict[str, str] = {}
    for name_of in (_title, _slug, _stem):
        for article in articles:
            names.setdefault(fold(name_of(article)), article.path)
    return names


def _title(article: Article) -> str:
    return article.meta.title


def _slug(article: Article) -> str:
    return article.meta.slug


def _stem(article: Article) -> str:
    folder, stem = posixpath.split(posixpath.splitext(article.path)[0])
    return posixpath.basename(folder) if stem == "index" else stem
