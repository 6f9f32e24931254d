"""The author's pages beside the articles (`content/pages/`), such as About."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import ROOT
from generator.site.pages.notes import names_of, notes_of
from generator.site.pages.sections import above, members
from generator.site.pages.views import Named, frame, is_page, is_searched, list_item, picture, summary


def content(library: Library) -> Iterator[Page]:
    """One page each, with the glossary of the entries marked in it."""
    unlisted = (article for article in library.unlisted if is_page(article.path))
    inside = members(library.pages)
    titles = {page.url: page.meta.title for page in library.pages}
    for article in (*library.pages, *unlisted):
        yield Page(
            article.url,
            "page",
            article.meta.layout or "page.html",
            Context(partial(_context, article, library, inside.get(article.url, ()), above(article.url, titles))),
            listed=not (article.meta.unlisted or article.meta.noindex),
            searched=is_searched(article),
        )


def _context(
    article: Article, library: Library, inside: Sequence[Article], sections: Sequence[tuple[str, str]]
) -> Mapping[str, object]:
    linked = str(article.html) if inside else ""
    return frame(
        library,
        title=article.meta.title,
        crumbs=tuple(Named(*section) for section in sections),
        inside=tuple((list_item(page), summary(page)) for page in inside if f'"{ROOT}{quote(page.url)}' not in linked),
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
