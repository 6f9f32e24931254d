"""The author's pages beside the articles (`content/pages/`), such as About."""

from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import quote

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import ROOT
from generator.site.pages.notes import names_of, notes_of
from generator.site.pages.sections import Outline, above
from generator.site.pages.views import Named, frame, is_page, is_searched, list_item, picture, summary


def content(library: Library) -> Iterator[Page]:
    """One page each, with the glossary of the entries marked in it."""
    unlisted = (article for article in library.unlisted if is_page(article.path))
    outline = Outline(library.pages)
    for article in (*library.pages, *unlisted):
        yield Page(
            article.url,
            "page",
            article.meta.layout or "page.html",
            Context(partial(_context, article, library, outline)),
            listed=not (article.meta.unlisted or article.meta.noindex),
            searched=is_searched(article),
        )


def _context(article: Article, library: Library, outline: Outline) -> Mapping[str, object]:
    inside = outline.inside.get(article.url, ())
    place = outline.place(article.url)
    linked = str(article.html) if inside else ""
    return frame(
        library,
        title=article.meta.title,
        crumbs=tuple(Named(*section) for section in above(article.url, outline.titles)),
        section=Named(place.title, place.url) if place else None,
        tree=tuple((depth, list_item(page)) for depth, page in place.tree) if place else (),
        before=list_item(place.before) if place and place.before else None,
        after=list_item(place.after) if place and place.after else None,
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
