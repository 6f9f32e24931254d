"""An article's page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from generator.core.article import Article
from generator.core.draft import Heading
from generator.core.entry import TYPES, Type
from generator.core.library import Library
from generator.core.page import Context, Page, Sheaf
from generator.core.urls import category_url, series_url, tag_urls
from generator.site.pages.annotations import annotations_url
from generator.site.pages.jsonld import Things, article_ld
from generator.site.pages.notes import Note, names_of, notes_of
from generator.site.pages.related import Related
from generator.site.pages.stamps import SHEAF, refs_of, stamp, stamps_of
from generator.site.pages.views import (
    ListItem,
    Named,
    bylines,
    frame,
    is_page,
    is_searched,
    labels,
    list_item,
    shared_picture,
    summary,
)
from generator.site.taxonomies import authors_of
from generator.store.cache import key_number

MIN_HEADINGS = 3
"""With fewer, an article has no table of contents unless it asks for one."""


def articles(library: Library) -> Iterator[Sheaf]:
    """One page for each article."""
    every = (*library.articles, *(article for article in library.unlisted if not is_page(article.path)))
    shared = Shared(library)
    for start in range(0, len(every), SHEAF):
        members = every[start : start + SHEAF]
        layouts = {_layout(article) for article in members}
        given = members, start, shared
        yield Sheaf(f"article {start}", layouts, partial(_stamp_of_sheaf, *given), partial(_pages, *given))


def article_page(library: Library, position: int) -> Page:
    """The page of the article at that place of the list."""
    return _page(library.articles[position], position, Shared(library))


class Shared:
    """Data shared by the pages of all articles."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.things = Things(library)

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Tag → URL of its page."""
        return tag_urls(self.library.tags)

    @cached_property
    def series(self) -> Mapping[str, tuple[str, tuple[Article, ...], int]]:
        """URL of an article → the series that it is part of, its articles, its place among them from 0."""
        return {
            article.url: (name, found, at)
            for name, found in self.library.series.items()
            for at, article in enumerate(found)
        }

    @cached_property
    def rubied(self) -> frozenset[str]:
        """The ids of the entries that are to have their pinyin above them."""
        return frozenset(ref for ref, view in self.library.entries.items() if view.entry.ruby)

    @cached_property
    def related(self) -> Related:
        """Computed lazily, as it takes time."""
        return Related(self.library)


def _pages(members: Sequence[Article], start: int, shared: Shared) -> Iterator[Page]:
    return (_page(article, position, shared) for position, article in enumerate(members, start))


def _layout(article: Article) -> str:
    return article.meta.layout or "article.html"


def _page(article: Article, position: int, shared: Shared) -> Page:
    context = Context(_context, _stamp, (article, position, shared))
    return Page(
        article.url,
        "article",
        _layout(article),
        context,
        listed=not (article.meta.unlisted or article.meta.noindex),
        searched=is_searched(article),
        near=position,
    )


def _stamp_of_sheaf(members: Sequence[Article], start: int, shared: Shared) -> int:
    """Covers what `_stamp` covers, for each of the articles."""
    if any(article.meta.terms for article in members):
        return 0
    stamps, listed, refs = stamps_of(shared.library), shared.library.articles, refs_of(members)
    beside = [listed[place] for place in (start - 1, start + len(members)) if 0 <= place < len(listed)]
    return hash(
        (
            stamps.frame,
            stamps.teasers(members, refs),
            stamps.said(refs),
            *map(stamps.line, beside),
            *map(stamps.named, members),
            *map(shared.related.number, refs),
            *[_groups(article, shared) for article in members],
        )
    )


def _groups(article: Article, shared: Shared) -> int:
    library = shared.library
    groups = [path for path in article.meta.categories if path in library.categories]
    return key_number(groups, _series(article, shared)) if groups or library.series else 0


def _stamp(article: Article, position: int, shared: Shared) -> str:
    """Empty if the article has its own `terms`, which may link to any entry."""
    library, meta = shared.library, article.meta
    if meta.terms:
        return ""
    stamps = stamps_of(library)
    beside = () if meta.unlisted else _neighbours(library.articles, position)
    return stamp(
        stamps.frame,
        stamps.teaser(article),
        stamps.said(article.counts),
        stamps.named(article),
        _groups(article, shared),
        *[stamps.line(other) if other else 0 for other in beside],
        *(() if meta.unlisted else shared.related.numbers(article)),
    )


def _context(article: Article, position: int, shared: Shared) -> Mapping[str, object]:
    """`_stamp` must cover this: the article, the entries it mentions, its neighbours and related articles. An
    unlisted article has no neighbours.
    """
    library = shared.library
    every = library.articles
    meta, notes = article.meta, notes_of(article, library)
    unlisted = meta.unlisted
    image, size = shared_picture(article, library)
    older, newer = (None, None) if unlisted else _neighbours(every, position)
    return frame(
        library,
        title=meta.title,
        breaks=article.breaks,
        description=summary(article),
        image=image,
        image_size=size,
        commented=library.config.comments is not None and meta.comments and not meta.draft,
        meta=meta,
        crumbs=(_year_of(article),),
        author="、".join(authors_of(meta, library.config)),  # not used by our layouts, but by sites' own
        authors=bylines(article, library),
        categories=tuple(Named(path, category_url(path)) for path in meta.categories if path in library.categories),
        series=_series(article, shared),
        hidden=unlisted or meta.noindex,
        searched=is_searched(article),
        minutes=article.minutes,
        han=article.han,
        body=article.html,
        language=meta.language,  # for articles with the layout of pages
        toc=table_of_contents(article),
        notes=notes,
        rubies=_rubies(article, shared),
        names=names_of(article, library) if article.entities else (),
        annotations=annotations_url(article) if notes and not unlisted else "",
        types=types_of(article, notes),
        tags=labels(article, shared.links),
        key_terms=_key_terms(article, library),
        related=() if unlisted else tuple(list_item(found) for found in shared.related.of(article)),
        newer=_line(newer),
        older=_line(older),
        ld=article_ld(article, library, shared.things),
    )


def _neighbours(every: Sequence[Article], position: int) -> tuple[Article | None, Article | None]:
    """The older and the newer neighbour. The list runs backwards by date; articles without a date follow in reading
    order.
    """
    above = every[position - 1] if position else None
    below = every[position + 1] if position + 1 < len(every) else None
    if every[position].meta.date:
        return below if below and below.meta.date else None, above
    return above if above and not above.meta.date else None, below


def table_of_contents(article: Article) -> tuple[tuple[int, Heading], ...]:
    """The headings of the two top levels, each with its depth (0 or 1); empty if there are few."""
    wanted = article.meta.toc
    if wanted is False or not article.headings or (wanted is None and len(article.headings) < MIN_HEADINGS):
        return ()
    top = min(heading.level for heading in article.headings)
    return tuple((heading.level - top, heading) for heading in article.headings if heading.level - top < 2)


def _rubies(article: Article, shared: Shared) -> Mapping[str, tuple[str, str]]:
    """Slug → name and pinyin of the entries marked in the article that are to have it above them."""
    views = [shared.library.entries[ref] for ref in sorted(shared.rubied.intersection(article.counts))]
    return {view.entry.slug: (view.entry.name, view.tones) for view in views}


def types_of(article: Article, notes: tuple[Note, ...]) -> tuple[Type, ...]:
    """The types of the article's marks, for its legend."""
    used = {note.type for note in notes} | {kind for kind, _ in article.entities.values()}
    return tuple(kind for kind in TYPES if kind in used)


def _key_terms(article: Article, library: Library) -> tuple[Named, ...]:
    if not library.config.key_terms:
        return ()
    pages: Mapping[str, str] = {
        view.entry.name: view.url for ref in article.counts if (view := library.entries.get(ref))
    }
    return tuple(Named(term, pages.get(term, "")) for term in article.key_terms)


class InSeries(NamedTuple):
    """An article's series, and its neighbours there."""

    name: str
    url: str
    number: int
    """Its place, from 1."""
    total: int
    before: ListItem | None
    after: ListItem | None


def _series(article: Article, shared: Shared) -> InSeries | None:
    if article.url not in shared.series:
        return None
    name, every, at = shared.series[article.url]
    return InSeries(
        name,
        series_url(name),
        at + 1,
        len(every),
        _line(every[at - 1] if at else None),
        _line(every[at + 1] if at + 1 < len(every) else None),
    )


def _year_of(article: Article) -> Named:
    """A link to the article's year in the archive."""
    date = article.meta.date
    return Named(str(date.year), f"archive.html#y{date.year}") if date else Named("", "archive.html", "archive")


def _line(article: Article | None) -> ListItem | None:
    return list_item(article) if article else None
