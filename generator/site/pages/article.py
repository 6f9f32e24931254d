"""An article's page, with the glossary of what is marked in it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from generator.core.article import Article
from generator.core.draft import Heading
from generator.core.entry import TYPES, Type
from generator.core.library import EntryView, Library
from generator.core.marks import name_slug
from generator.core.names import slug_of
from generator.core.page import Context, Page
from generator.core.urls import category_url, link, root_of, series_url, tag_urls
from generator.site.pages.annotations import annotations_url
from generator.site.pages.jsonld import Things, article_ld
from generator.site.pages.related import Related
from generator.site.pages.stamps import digest, namings_of, stamps_of
from generator.site.pages.views import (
    Line,
    Named,
    also_of,
    bylines,
    dated_of,
    first_block,
    frame,
    is_page,
    is_searched,
    labels,
    line,
    picture,
    summary,
)
from generator.site.taxonomies import authors_of

FEW_HEADINGS = 3
"""Below this an article has no table of contents, unless it asks for one."""
OTHERS = 3
"""Other articles that are named below a name without an entry."""


class Note(NamedTuple):
    """An entry in the glossary of one article."""

    slug: str
    name: str
    type: Type
    number: int
    """In order of first mark, from 1."""
    times: int
    """All its mentions in the article, marked or not."""
    marks: int
    """Its marks: `r-{slug}-1` … `r-{slug}-{marks}`."""
    html: str
    href: str
    """Of its page, as this article links to it; empty for a term of this article alone."""
    since: str = ""
    """From when on the definition shown was current, where the entry has dated ones."""
    also: tuple[str, str, str] = ("", "", "")
    """Pinyin with tones, English, aliases in one text."""
    dated: tuple[tuple[str, str], ...] = ()
    """From when on → what it meant then, in short."""


class Name(NamedTuple):
    """An entity without an entry, below the glossary of one article."""

    slug: str
    """For ids: `~1`."""
    name: str
    type: Type
    times: int
    """All its mentions in the article, marked or not."""
    marks: int
    others: tuple[Line, ...]
    """Other articles that name it, newest first, at most OTHERS."""
    more: int
    """How many there are beyond these."""


def articles(library: Library, only: str = "") -> Iterator[Page]:
    """One page for each article, or only that at the URL `only`."""
    every = (*library.articles, *(article for article in library.unlisted if not is_page(article.path)))
    if only:
        position = next((position for position, article in enumerate(every) if article.url == only), None)
        if position is not None:
            yield _page(every[position], position, Shared(library))
        return
    shared = Shared(library)
    for position, article in enumerate(every):
        yield _page(article, position, shared)


class Shared:
    """What the pages of all articles have in common."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.things = Things(library)

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Tag → its page."""
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
    def relatives(self) -> Related:
        """Made when the first page asks."""
        return Related(self.library)

    @cached_property
    def namings(self) -> Mapping[str, Sequence[Article]]:
        """Name without an entry → the articles that name it; made when the first page asks."""
        return namings_of(self.library)


def _page(article: Article, position: int, shared: Shared) -> Page:
    context = Context(partial(_context, article, position, shared), partial(_stamp, article, position, shared))
    return Page(
        article.url,
        "article",
        article.meta.layout or "article.html",
        context,
        listed=not (article.meta.unlisted or article.meta.noindex),
        searched=is_searched(article),
    )


def _stamp(article: Article, position: int, shared: Shared) -> str:
    """Empty where that can't be told, as its own `terms` may name any entry."""
    library, meta = shared.library, article.meta
    if meta.terms:
        return ""
    stamps = stamps_of(library)
    beside = () if meta.unlisted else _beside(library.articles, position)
    return digest(
        stamps.frame,
        stamps.teaser(article),
        stamps.named(article),
        " ".join(path for path in meta.categories if path in library.categories),
        str(_series(article, shared)) if library.series else "",
        *(stamps.line(other) if other else "" for other in beside),
        *(() if meta.unlisted else shared.relatives.stamp(article)),
    )


def _context(article: Article, position: int, shared: Shared) -> Mapping[str, object]:
    """What its stamp stands for: the article, the entries that it mentions, those before, behind and near to it. An
    unlisted article has none beside it.
    """
    library = shared.library
    every = library.articles
    meta, notes = article.meta, notes_of(article, library)
    unlisted = meta.unlisted
    older, newer = (None, None) if unlisted else _beside(every, position)
    return frame(
        library,
        title=meta.title,
        breaks=article.breaks,
        description=summary(article),
        image=picture(article),
        meta=meta,
        crumbs=(_year_of(article),),
        author="、".join(authors_of(meta, library.config)),  # for layouts that sites have of their own
        authors=bylines(article, library),
        categories=tuple(Named(path, category_url(path)) for path in meta.categories if path in library.categories),
        series=_series(article, shared),
        hidden=unlisted or meta.noindex,
        searched=is_searched(article),
        minutes=article.minutes,
        han=article.han,
        body=article.html,
        language=meta.language,  # for articles that are laid out as pages
        toc=contents(article),
        notes=notes,
        names=names_of(article, shared.namings) if article.entities else (),
        annotations=annotations_url(article) if notes and not unlisted else "",
        types=types_of(article, notes),
        tags=labels(article, shared.links),
        key_terms=_key_terms(article, library),
        related=() if unlisted else tuple(line(found) for found in shared.relatives.of(article)),
        newer=_line(newer),
        older=_line(older),
        ld=article_ld(article, library, shared.things),
    )


def _beside(every: Sequence[Article], position: int) -> tuple[Article | None, Article | None]:
    """The articles to read before and after this one. By date the list runs backwards; articles without a date stand
    behind the others, in the order in which they are read.
    """
    above = every[position - 1] if position else None
    below = every[position + 1] if position + 1 < len(every) else None
    if every[position].meta.date:
        return below if below and below.meta.date else None, above
    return above if above and not above.meta.date else None, below


def notes_of(article: Article, library: Library) -> tuple[Note, ...]:
    """The entries that are marked in the article, in order of their first mark."""
    found = (
        _note(article, article.terms, library.entries.get(ref), ref, number, count)
        for ref, (number, count) in article.marks.items()
    )
    return tuple(sorted(found, key=lambda note: note.number))


def _note(article: Article, own: Mapping[str, str], view: EntryView | None, ref: str, number: int, marks: int) -> Note:
    count = max(marks, article.counts.get(ref, marks))
    if view is None:
        return Note(slug_of(ref), ref, "term", number, count, marks, own.get(ref, ""), "")
    entry = view.entry
    html, since = own.get(ref, ""), ""
    if not html:
        html, since = current(view, article) if view.dated else (_ordered(view, article), "")
        html = html if entry.choices else first_block(html)  # the whole is on the entry's page
    href = link(root_of(article.url), view.url)
    return Note(
        entry.slug, entry.name, entry.type, number, count, marks, html, href, since, also_of(view), dated_of(view)
    )


def names_of(article: Article, namings: Mapping[str, Sequence[Article]]) -> tuple[Name, ...]:
    """The entities in the article that no entry covers, in order of their first mark."""
    return tuple(
        _name(article, number, name, kind, marks, [other for other in namings.get(name, ()) if other is not article])
        for number, (name, (kind, marks)) in enumerate(article.entities.items(), 1)
    )


def _name(article: Article, number: int, name: str, kind: Type, marks: int, others: Sequence[Article]) -> Name:
    shown = tuple(line(other) for other in others[:OTHERS])
    times = max(marks, article.entity_counts.get(name, marks))
    return Name(name_slug(number), name, kind, times, marks, shown, len(others) - len(shown))


def _ordered(view: EntryView, article: Article) -> str:
    """The definition; where it lists what may be meant, what is likeliest in this article comes first."""
    order = article.choices.get(view.entry.id, ())
    start, *items = view.html.split("<li>")
    listed = view.entry.choices
    if not order or len(items) != len(listed) or not set(order) <= set(listed):
        return view.html
    *items, last = items
    last, end = last[: last.rindex("</li>") + 5], last[last.rindex("</li>") + 5 :]
    by_id = dict(zip(listed, (*(item.rstrip() for item in items), last), strict=True))
    return start + "".join(f"<li>{by_id[ref]}" for ref in dict.fromkeys((*order, *listed))) + end


def current(view: EntryView, article: Article) -> tuple[str, str]:
    """The definition that was current when the article was written (or at its `as_of`), and from when on it was.

    `as_of = "2019"` counts to the end of that year. Without a date, or before the first dated one, the entry's own
    definition.
    """
    when = article.meta.as_of + "~" if article.meta.as_of else str(article.meta.date or "")
    past = [dated for dated in view.dated if dated.since <= when]
    return (past[-1].text, past[-1].since) if past else (view.html, "")


def contents(article: Article) -> tuple[tuple[int, Heading], ...]:
    """The headings of the two shallowest levels, each with its depth (0 or 1); empty where there are few."""
    wanted = article.meta.toc
    if wanted is False or not article.headings or (wanted is None and len(article.headings) < FEW_HEADINGS):
        return ()
    top = min(heading.level for heading in article.headings)
    return tuple((heading.level - top, heading) for heading in article.headings if heading.level - top < 2)


def types_of(article: Article, notes: tuple[Note, ...]) -> tuple[Type, ...]:
    """The types that are marked in the article, for its legend."""
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
    """The series that an article is part of, and its neighbours there."""

    name: str
    url: str
    number: int
    """Its place, from 1."""
    total: int
    before: Line | None
    after: Line | None


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
    """The article's year in the archive."""
    date = article.meta.date
    return Named(str(date.year), f"archive.html#y{date.year}") if date else Named("", "archive.html", "archive")


def _line(article: Article | None) -> Line | None:
    return line(article) if article else None
