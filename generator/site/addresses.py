"""All addresses of the site, derived from its pages, so that a new page kind is included without further code."""

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from generator.core.article import Article
from generator.core.late import LateMapping
from generator.core.library import Library
from generator.core.names import fold_name
from generator.core.picture_types import is_picture
from generator.readers import is_read
from generator.site.links import Targets
from generator.site.pages import pages_of
from generator.site.pages.crawlers import FILES


def urls(library: Library) -> Iterator[str]:
    """The URLs of all pages, and of the files at the root. Contexts are not made for this."""
    yield from (page.url for page in pages_of(library))
    yield from FILES


def targets(library: Library, files: Collection[str]) -> Targets:
    """The targets of the site's links; `files` are the paths of all files below content/.

    The links of `library` need not be resolved yet.
    """
    articles = library.every
    sources = {article.path: article.url for article in articles}
    unpublished = frozenset(path for path in files if path not in sources and _is_source(path, library.config.plugins))
    return Targets(
        sources=sources,
        urls=LateMapping(lambda: dict.fromkeys(urls(library))),
        files=frozenset(
            path
            for path in files
            if path not in unpublished and (not path.startswith("content/glossary/") or is_picture(path))
        ),
        unpublished=unpublished,
        anchors=LateMapping(lambda: _anchors(articles)),
        names=LateMapping(lambda: _names(articles)),
        forms=tuple(library.entries),
        base=base if (base := f"{urlsplit(library.config.base_url).path.rstrip('/')}/") != "/" else "",
    )


def _is_source(path: str, plugins: tuple[str, ...]) -> bool:
    """Whether the file at `path` is an article or a page."""
    folder = path.startswith(("content/articles/", "content/pages/"))
    return folder and is_read(path, plugins)


def _anchors(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """URL of an article → the ids that links may refer to."""
    return {
        article.url: frozenset([*(heading.id for heading in article.headings), *article.anchors])
        for article in articles
    }


def _names(articles: Sequence[Article]) -> Mapping[str, str]:
    """Name of an article in `[[…]]` → path of its source. Titles take precedence over slugs, slugs over file names."""
    names: dict[str, str] = {}
    for name_of in (_title, _slug, _stem):
        for article in articles:
            names.setdefault(fold_name(name_of(article)), article.path)
    return names


def _title(article: Article) -> str:
    return article.meta.title


def _slug(article: Article) -> str:
    return article.meta.slug


def _stem(article: Article) -> str:
    folder, stem = posixpath.split(posixpath.splitext(article.path)[0])
    return posixpath.basename(folder) if stem == "index" else stem
