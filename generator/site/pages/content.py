"""The pages that the author writes beside the articles (`content/pages/`): about and the like."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.article import Article
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.site.pages.article import notes_of
from generator.site.pages.views import frame, picture, summary


def content(library: Library) -> Iterator[Page]:
    """Each at its own URL, with the glossary of what is marked in it."""
    for article in library.pages:
        context = Context(partial(_context, article, library))
        yield Page(article.url, "page", article.meta.layout or "page.html", context, searched=True)


def _context(article: Article, library: Library) -> Mapping[str, object]:
    return frame(
        library,
        title=article.meta.title,
        description=summary(article),
        image=picture(article),
        body=article.html,
        language=article.meta.language,
        notes=notes_of(article, library),
    )
