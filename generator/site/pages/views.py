"""Values for templates, made once so that loops in a template only print."""

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from generator.core.article import Article
from generator.core.card import SIZE, card_url
from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.markup import TAG
from generator.core.texts import shortened
from generator.core.urls import OUTSIDE, author_url
from generator.site.links import output_path
from generator.site.pages.sections import HOME, has_own_home, section_of
from generator.site.taxonomies import authors_of

SHOWN_TERMS = 4
"""How many entries a teaser lists."""
BUCKET = 16
"""Average number of previews in a file."""
MEANING_LENGTH = 60
"""Length of a shortened dated definition, in code points."""
HAN = re.compile(r"[\u3400-\u9fff]")


class Named(NamedTuple):
    """A link with its text; `key` is the text's key in the string table if it is not the author's."""

    title: str
    url: str
    key: str = ""


GLOSSARY = Named("", "glossary/index.html", "glossary")


class EntryCount(NamedTuple):
    """An entry or an entity with its number of occurrences; `url` is empty if it has no page."""

    name: str
    url: str
    type: Type
    times: int


class ListItem(NamedTuple):
    """An article in a plain list."""

    title: str
    url: str
    date: datetime | None
    breaks: tuple[int, ...] = ()
    """Offsets in the title at which a line may break."""


class Teaser(NamedTuple):
    """An article in a list with its summary."""

    title: str
    url: str
    date: datetime | None
    minutes: int
    summary: str
    tags: tuple[Named, ...]
    terms: tuple[EntryCount, ...]
    draft: bool
    pinned: bool = False
    breaks: tuple[int, ...] = ()


def frame(library: Library, **own: object) -> dict[str, object]:
    """The context that every page needs, overridden by `own`.

    It has title, description (by default the site's), crumbs (the path from the home page), inside (the pages of a
    section), image, ld (JSON-LD or empty) and others.
    """
    return {
        "title": "",
        "breaks": (),
        "description": library.config.description,
        "crumbs": (),
        "inside": (),
        "image": "",
        "image_size": (0, 0),
        "hidden": False,
        "ld": "",
        "nav": navigation(library),
        "previews": preview_files(library),
        **own,
    }


def preview_files(library: Library) -> int:
    """The number of files for previews, with about BUCKET in each: a power of two, so that previews seldom move."""
    return 1 << ((len(library.articles) + len(library.entries)) // BUCKET).bit_length()


def first_block(html: str) -> str:
    """The first paragraph of a definition, or all of it if it begins with another element."""
    end = html.find("</p>")
    return html[: end + 4] if html.startswith("<p") and end >= 0 else html


def other_names(view: EntryView) -> tuple[str, str, str]:
    """An entry's pinyin with tones (if its name has Han characters; its sense is not read), its English, its aliases."""
    entry = view.entry
    tones = view.tones if HAN.search(entry.name) else ""
    if entry.sense:
        tones = tones.partition("（")[0].rstrip()
    return tones, entry.english, "、".join(entry.aliases)


def meaning_changes(view: EntryView) -> tuple[tuple[str, str], ...]:
    """Dates on which an entry's meaning changed, and its shortened definition from then on, without its full stop."""
    return tuple((dated.since, truncate(TAG.sub("", dated.text), MEANING_LENGTH).rstrip("。.")) for dated in view.dated)


def truncate(text: str, length: int) -> str:
    """`text` shortened to at most `length` code points, whitespace collapsed."""
    return shortened(" ".join(text.split()), length)


def has_timeline(library: Library) -> bool:
    """Whether an entry says when it was."""
    return any(view.entry.when for view in library.entries.values())


CENTRAL: tuple[Type, ...] = ("person", "organization")


def in_networks(view: EntryView) -> bool:
    """Whether an entry is a person or an organisation that is related to another entry, or is related to one."""
    return any(view.entry.type in CENTRAL or one.ref.type in CENTRAL for one in view.related)


def has_relations(library: Library) -> bool:
    """Whether any entry is in the networks of people and organisations."""
    return any(in_networks(view) for view in library.entries.values())


@lru_cache(maxsize=1)
def navigation(library: Library) -> tuple[Named, ...]:
    """The links of the header: the setting `nav`, or one to each part of the site that is not empty."""
    config = library.config
    if config.nav:
        return tuple(Named(item.title, item.url) for item in config.nav)
    own = has_own_home(library)
    parts = [Named("", "page/1.html" if own else HOME, "articles")] if library.articles or not own else []
    parts += [GLOSSARY]
    parts += [Named("", "tags/index.html", "tags")] if library.tags else []
    parts += [Named("", "categories/index.html", "categories")] if library.categories else []
    parts += [Named("", "series/index.html", "series")] if library.series else []
    parts += [Named("", "archive.html", "archive")] if library.articles or not own else []
    parts += [Named("", "timeline.html", "timeline")] if has_timeline(library) else []
    parts += [Named("", "relations.html", "relations_nav")] if has_relations(library) else []
    parts += [Named(one.meta.title, one.url) for one in library.pages if not section_of(one.url) and one.url != HOME]
    parts += [Named("", "search.html", "search")] if config.search else []
    return tuple(parts)


def list_item(article: Article) -> ListItem:
    """The article in a plain list."""
    return ListItem(article.meta.title, article.url, article.meta.date, article.breaks)


def teaser(article: Article, library: Library, links: Mapping[str, str]) -> Teaser:
    """The article in a list with summaries; `links` are the URLs of the site's tags."""
    meta = article.meta
    return Teaser(
        meta.title,
        article.url,
        meta.date,
        article.minutes,
        summary(article),
        labels(article, links),
        _first_terms(article, library),
        meta.draft,
        meta.sticky >= 1,
        article.breaks,
    )


def is_page(path: str) -> bool:
    """Whether a source is a page (`content/pages/`), not an article."""
    return path.startswith("content/pages/")


def is_searched(article: Article) -> bool:
    """Whether the site's own search finds the article."""
    return article.meta.search and not (article.meta.unlisted or article.meta.noindex)


def bylines(article: Article, library: Library) -> tuple[Named, ...]:
    """The article's authors, linked if they have a page."""
    names = authors_of(article.meta, library.config)
    return tuple(Named(name, author_url(name) if name in library.authors else "") for name in names)


def summary(article: Article) -> str:
    """The author's description, or else the beginning of the text."""
    return article.meta.description or article.lead


def picture(article: Article) -> str:
    """The URL of the article's `image`, which may be relative to the article, from the site's root, or absolute."""
    image = article.meta.image
    if not image or image.startswith("/") or OUTSIDE.match(image):
        return image
    return output_path(posixpath.normpath(posixpath.join(posixpath.dirname(article.path), image)))


def shared_picture(article: Article, library: Library) -> tuple[str, tuple[int, int]]:
    """URL, width and height of the picture shown when a link to the article is shared: its own, or its card."""
    if article.meta.image or not library.config.cards or is_page(article.path):
        return picture(article), article.cover
    return card_url(article.url), SIZE


def labels(article: Article, links: Mapping[str, str]) -> tuple[Named, ...]:
    """The article's tags, linked."""
    return tuple(Named(tag, links[tag]) for tag in article.meta.tags if tag in links)


def _first_terms(article: Article, library: Library) -> tuple[EntryCount, ...]:
    """The article's most mentioned entries, at most SHOWN_TERMS."""
    known = [(count, ref) for ref, count in article.counts.items() if ref in library.entries]
    best = sorted(known, key=lambda item: (-item[0], item[1]))[:SHOWN_TERMS]
    return tuple(entry_count(library, ref, count) for count, ref in best)


def entry_count(library: Library, ref: str, count: int) -> EntryCount:
    """The entry `ref` with a number of occurrences."""
    view = library.entries[ref]
    return EntryCount(view.entry.name, view.url, view.entry.type, count)
