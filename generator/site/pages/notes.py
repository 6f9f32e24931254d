"""The glossary of one article: the entries marked in it, and the names without an entry."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
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


class Facts(NamedTuple):
    """What the notes of all articles say of an entry."""

    html: str
    also: tuple[str, str, str]
    dated: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _facts(library: Library) -> Callable[[str], Facts]:
    """Entry id → its facts. Memoised: a frequent entry has a note in nearly every article."""
    entries = library.entries

    def facts(ref: str) -> Facts:
        view = entries[ref]
        return Facts(first_block(view.html), other_names(view), meaning_changes(view))

    return cache(facts)


def notes_of(article: Article, library: Library) -> tuple[Note, ...]:
    """The entries marked in the article, in order of their first mark."""
    root, entries, facts = root_of(article.url), library.entries, _facts(library)
    made = []
    for number, (ref, marks) in enumerate(article.marks.items(), 1):
        times, own = max(marks, article.counts.get(ref, marks)), article.terms.get(ref, "")
        if view := entries.get(ref):
            entry, (html, also, dated) = view.entry, facts(ref)
            since = ""
            if own:
                html = own
            elif view.dated or entry.choices:
                html, since = _definition(view, article)
            href = link(root, view.url)
            made.append(Note(entry.slug, entry.name, entry.type, number, times, marks, html, href, since, also, dated))
        else:
            made.append(Note(slug_of(ref), ref, "term", number, times, marks, own, ""))
    return tuple(made)


def _definition(view: EntryView, article: Article) -> tuple[str, str]:
    """What the article's glossary shows of a definition that depends on the article, and the date from which it holds."""
    html, since = definition_at(view, article) if view.dated else (_by_likelihood(view, article), "")
    return html if view.entry.choices else first_block(html), since  # the entry's page has the rest


def names_of(article: Article, library: Library) -> tuple[Name, ...]:
    """The article's entities without an entry, in order of their first mark."""
    known = library.alike or library
    by_name, urls = articles_by_name(known), name_urls(known)
    return tuple(
        _name(article, name_slug(number), name, by_name.get(name, ()), urls.get((kind, name), ""))
        for number, (name, (kind, _)) in enumerate(article.entities.items(), 1)
    )


def _name(article: Article, slug: str, name: str, articles: Sequence[Article], url: str) -> Name:
    kind, marks = article.entities[name]
    others = [other for other in articles if other.path != article.path]
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
