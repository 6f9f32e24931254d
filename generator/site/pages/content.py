"""The pages that the author writes beside the articles (`content/pages/`): about and the like."""

from collections.abc import Iterator

from generator.core.library import Library
from generator.core.page import Page
from generator.site.pages.article import names_of, notes_of
from generator.site.pages.stamps import namings_of
from generator.site.pages.views import frame, picture, summary


def content(library: Library) -> Iterator[Page]:
    """Each at its own URL, with the glossary of what is marked in it."""
    for article in library.pages:
        notes = notes_of(article, library)
        yield Page(
            article.url,
            "page",
            article.meta.layout or "page.html",
            frame(
                library,
                title=article.meta.title,
                description=summary(article),
                image=picture(article),
                body=article.html,
                language=article.meta.language,
                notes=notes,
                names=names_of(article, namings_of(library)),
            ),
        )
