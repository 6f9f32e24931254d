"""The author's pages beside the articles (`content/pages/`), such as About."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.notes import names_of, notes_of
from generator.site.pages.views import frame, is_page, is_searched, picture, summary


def content(library: Library) -> Iterator[Page]:
    """One page each, with the glossary of the entries marked in it."""
    unlisted = (article for article in library.unlisted if is_page(article.path))
    for article in (*library.pages, *unlisted):
        yield Page(
            article.url,
            "page",
            article.meta.layout or "page.html",
            Context(partial(_context, article, library)),
            listed=not (article.meta.unlisted or article.meta.noindex),
            searched=is_searched(article),
        )


def _context(article: Article, library: Library) -> Mapping[str, object]:
    return frame(
        library,
        title=article.meta.title,
        breaks=article.breaks,
        description=summary(article),
        image=picture(article),
        body=article.html,
        language=article.meta.language,
        notes=notes_of(article, library),
        names=names_of(article, library),
        hidden=article.meta.unlisted or article.meta.noindex,
        searched=is_searched(article),
    )
