"""Library → pages, one kind a file. To add a kind: a function in a file here, one line in PAGE_KINDS, a layout."""

from collections.abc import Callable, Iterable, Iterator

from generator.core.library import Library
from generator.core.page import Page, Sheaf, flat
from generator.site.pages.annotations import annotation_pages
from generator.site.pages.archive import archive
from generator.site.pages.article import articles
from generator.site.pages.changes import changes
from generator.site.pages.content import content
from generator.site.pages.credits import credits as credits_page
from generator.site.pages.entities import entities
from generator.site.pages.entry import entries
from generator.site.pages.feed import feed
from generator.site.pages.glossary import glossary
from generator.site.pages.groups import authors, categories, series, tag_pages, tags
from generator.site.pages.home import home
from generator.site.pages.missing import missing
from generator.site.pages.previews import previews
from generator.site.pages.redirects import redirects
from generator.site.pages.relations import relations
from generator.site.pages.search import search
from generator.site.pages.timeline import timeline

PAGE_KINDS: tuple[tuple[str, Callable[[Library], Iterable[Page | Sheaf]]], ...] = (
    ("home", home),
    ("glossary", glossary),
    ("credits", credits_page),
    ("tags", tags),
    ("previews", previews),
    ("categories", categories),
    ("series", series),
    ("authors", authors),
    ("archive", archive),
    ("article", articles),
    ("annotations", annotation_pages),
    ("page", content),
    ("entry", entries),
    ("tag", tag_pages),
    ("entities", entities),
    ("search", search),
    ("404", missing),
    ("feed", feed),
    ("changes", changes),
    ("timeline", timeline),
    ("relations", relations),
    ("redirect", redirects),
)
"""Name of a page kind and its function, in the order of the sitemap."""


def pages_of(library: Library) -> Iterator[Page]:
    """All pages of the site. Raises SiteError if a plugin fails."""
    return flat(plan(library))


def plan(library: Library) -> Iterator[Page | Sheaf]:
    """All pages of the site, in sheaves where there are many of a kind; those of its plugins last. Raises SiteError if a
    plugin fails.
    """
    for _, kind in PAGE_KINDS:
        yield from kind(library)
    if library.config.plugins:
        from generator.site.pages.added import added  # few sites use plugins

        yield from added(library)
