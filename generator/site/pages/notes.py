"""The glossary of one article: the entries marked in it, and the names without an entry."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.core.article import Article
from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.marks import name_slug
from generator.core.names import slug_of
from generator.core.urls import link, root_of
from generator.site.pages.names import name_urls
from generator.site.pages.stamps import articles_by_name
from generator.site.pages.views import ListItem, first_block, list_item, meaning_changes, other_names

MAX_OTHERS = 3
"""Maximum number of other articles listed for a name without an entry."""


class Note(NamedTuple):
    """An entry in the article's glossary."""

    slug: str
    name: str
    type: Type
    number: int
    """In order of first mark, from 1."""
    times: int
    """The number of its mentions in the article, marked or not."""
    marks: int
    """The number of its marks: `r-{slug}-1` … `r-{slug}-{marks}`."""
    html: str
    href: str
    """The relative URL of its page; empty for a term of this article alone."""
    since: str = ""
    """The date from which the shown definition holds, if the entry has dated ones."""
    also: tuple[str, str, str] = ("", "", "")
    """Pinyin with tones, English, aliases joined in one string."""
    dated: tuple[tuple[str, str], ...] = ()
    """Dates and the definitions valid from then on, shortened."""


class Name(NamedTuple):
    """An entity without an entry, listed below the article's glossary."""

    slug: str
    """For ids: `~1`."""
    name: str
    type: Type
    times: int
    """The number of its mentions in the article, marked or not."""
    marks: int
    others: tuple[ListItem, ...]
    """Other articles that mention it, newest first, at most MAX_OTHERS."""
    more: int
    """The number of further ones."""
    url: str
    """The URL where the pages of entities list it; empty if no listed article mentions it."""


def notes_of(article: Article, library: Library) -> tuple[Note, ...]:
    """The entries marked in the article, in order of their first mark."""
    return tuple(
        _note(article, article.terms, library.entries.get(ref), ref, number, count)
        for number, (ref, count) in enumerate(article.marks.items(), 1)
    )


def _note(article: Article, own: Mapping[str, str], view: EntryView | None, ref: str, number: int, marks: int) -> Note:
    count = max(marks, article.counts.get(ref, marks))
    if view is None:
        return Note(slug_of(ref), ref, "term", number, count, marks, own.get(ref, ""), "")
    entry = view.entry
    html, since = own.get(ref, ""), ""
    if not html:
        html, since = definition_at(view, article) if view.dated else (_by_likelihood(view, article), "")
        html = html if entry.choices else first_block(html)  # the entry's page has the rest
    href = link(root_of(article.url), view.url)
    return Note(
        entry.slug,
        entry.name,
        entry.type,
        number,
        count,
        marks,
        html,
        href,
        since,
        other_names(view),
        meaning_changes(view),
    )


def names_of(article: Article, library: Library) -> tuple[Name, ...]:
    """The article's entities without an entry, in order of their first mark."""
    by_name, urls = articles_by_name(library), name_urls(library)
    return tuple(
        _name(article, name_slug(number), name, by_name.get(name, ()), urls.get((kind, name), ""))
        for number, (name, (kind, _)) in enumerate(article.entities.items(), 1)
    )


def _name(article: Article, slug: str, name: str, articles: Sequence[Article], url: str) -> Name:
    kind, marks = article.entities[name]
    others = [other for other in articles if other is not article]
    shown = tuple(list_item(other) for other in others[:MAX_OTHERS])
    times = max(marks, article.entity_counts.get(name, marks))
    return Name(slug, name, kind, times, marks, shown, len(others) - len(shown), url)


def _by_likelihood(view: EntryView, article: Article) -> str:
    """The definition; the list of a disambiguation entry is reordered, the likeliest in this article first."""
    order = article.choices.get(view.entry.id, ())
    start, *items = view.html.split("<li>")
    listed = view.entry.choices
    if not order or len(items) != len(listed) or not set(order) <= set(listed):
        return view.html
    *items, last = items
    last, end = last[: last.rindex("</li>") + 5], last[last.rindex("</li>") + 5 :]
    by_id = dict(zip(listed, (*(item.rstrip() for item in items), last), strict=True))
    return start + "".join(f"<li>{by_id[ref]}" for ref in dict.fromkeys((*order, *listed))) + end


def definition_at(view: EntryView, article: Article) -> tuple[str, str]:
    """The definition that held when the article was written (or at its `as_of`), and the date from which it holds.

    `as_of = "2019"` means the end of that year. Without a date, or before the first dated definition, it is the entry's
    own.
    """
    when = article.meta.as_of + "~" if article.meta.as_of else str(article.meta.date or "")
    past = [dated for dated in view.dated if dated.since <= when]
    return (past[-1].text, past[-1].since) if past else (view.html, "")
