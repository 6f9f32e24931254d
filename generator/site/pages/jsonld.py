"""Structured data of pages (JSON-LD 1.1 with schema.org), escaped for a script element."""

from collections.abc import Iterable, Mapping
from functools import partial

import msgspec

from generator.core.article import Article, LazyHtml
from generator.core.draft import Meta
from generator.core.entry import Entry
from generator.core.groups import grouped
from generator.core.library import EntryView, Library
from generator.core.settings import Config
from generator.core.urls import link, root_of
from generator.site.pages.views import shared_picture, summary
from generator.site.taxonomies import authors_of

CONTEXT = "https://schema.org"
KINDS = {
    "term": "DefinedTerm",
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "product": "Product",
    "work": "CreativeWork",
    "event": "Event",
}
DATES = {
    "person": ("birthDate", "deathDate"),
    "organization": ("foundingDate", "dissolutionDate"),
    "event": ("startDate", "endDate"),
    "work": ("dateCreated", ""),
    "product": ("releaseDate", ""),
}
"""Type → properties for when something began and ended."""
RELATIONS = {
    ("organization", "founded_by"): "founder",
    ("organization", "part_of"): "parentOrganization",
    ("organization", "member_of"): "memberOf",
    ("person", "member_of"): "memberOf",
    ("person", "works_for"): "worksFor",
    ("person", "child_of"): "parent",
    ("work", "created_by"): "creator",
    ("work", "part_of"): "isPartOf",
    ("product", "created_by"): "manufacturer",
    ("place", "part_of"): "containedInPlace",
    ("place", "located_in"): "containedInPlace",
    ("event", "part_of"): "superEvent",
    ("event", "located_in"): "location",
}
"""Type and relation → property."""
LOCATED = {"event": "location", "organization": "location", "work": "contentLocation"}
"""Type → property for where something is, besides places."""
MAX_ABOUT = 3
"""How many entries are in `about`; the next ones are in `mentions`."""
MAX_MENTIONS = 50
"""How many entries are in `mentions`, the most frequent ones. The article's Web Annotations have every mark."""
Thing = dict[str, object]


class Things:
    """Entries as they appear in the data of other pages, made once for each depth of page."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[str, dict[str, tuple[Thing, str]]] = {}

    def at(self, root: str) -> Mapping[str, tuple[Thing, str]]:
        """Entry id → its thing on a page with the root prefix `root`, and a stamp of the thing."""
        if root not in self._made:
            base = self._library.config.base_url or root
            things = {ref: _named_thing(view, base) for ref, view in self._library.entries.items()}
            self._made[root] = {ref: (thing, "\t".join(map(str, thing.values()))) for ref, thing in things.items()}
        return self._made[root]


def article_ld(article: Article, library: Library, things: Things) -> LazyHtml:
    """An Article that is about its key terms and mentions its other entries (schema.org/about, /mentions).

    It is made lazily. Its digest covers only what does not come from the article itself.
    """
    known = things.at(root_of(article.url))
    key = {term: place for place, term in enumerate(article.key_terms)}
    refs = sorted(
        (key.get(library.entries[ref].entry.name, len(key)), -count, ref)
        for ref, count in article.counts.items()
        if ref in known
    )
    entries = [known[ref] for _, _, ref in refs[: MAX_ABOUT + MAX_MENTIONS]]
    digest = "\n".join(stamp for _, stamp in entries)
    make = partial(
        _article,
        library.config,
        article.meta,
        article.url,
        summary(article),
        shared_picture(article, library)[0],
        article.han,
        article.minutes,
        [thing for thing, _ in entries],
    )
    return LazyHtml(f"{library.config.base_url}\n{digest}", make)


def _article(
    config: Config, meta: Meta, url: str, said: str, image: str, han: int, minutes: int, entries: list[Thing]
) -> str:
    base = config.base_url or root_of(url)
    authors = [{"@type": "Person", "name": name} for name in authors_of(meta, config)]
    return _script(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "headline": meta.title,
            "url": link(base, url),
            "inLanguage": meta.language or config.language,
            "description": said,
            "datePublished": meta.date.isoformat() if meta.date else None,
            "dateModified": (meta.updated or meta.date).isoformat() if meta.updated or meta.date else None,  # type: ignore[union-attr]
            "author": authors[0] if len(authors) == 1 else authors or None,
            "image": link(base, image) if image else None,
            "keywords": list(meta.tags) or None,
            "wordCount": han,
            "timeRequired": f"PT{minutes}M",
            "isPartOf": {"@type": "WebSite", "name": config.title, "url": link(base, "index.html")},
            "about": entries[:MAX_ABOUT] or None,
            "mentions": entries[MAX_ABOUT:] or None,
        }
    )


def entry_ld(view: EntryView, library: Library) -> str:
    """A DefinedTerm of the site's glossary; for an entity a Person, Place and so on."""
    base = library.config.base_url or root_of(view.url)
    entry = view.entry
    thing = _named_thing(view, base) | {
        "@context": CONTEXT,
        "description": view.text or None,
        "alternateName": [name for name in (*entry.aliases, entry.english) if name] or None,
        "sameAs": _same(entry),
        **_relations(view, library, base),
        **_knowledge(entry),
    }
    if entry.type == "term":
        thing["inDefinedTermSet"] = {
            "@type": "DefinedTermSet",
            "@id": link(base, "glossary/index.html"),
            "name": library.config.title,
        }
    return _script(thing)


def _same(entry: Entry) -> str | list[str] | None:
    """Pages about the same subject."""
    found = list(filter(None, [entry.url, entry.wikidata and f"https://www.wikidata.org/wiki/{entry.wikidata}"]))
    return found[0] if len(found) == 1 else found or None


def _relations(view: EntryView, library: Library, base: str) -> Thing:
    """The entry's own relations, in the properties that its type has."""
    found = grouped(
        (name, _named_thing(library.entries[ref.id], base))
        for kind, inverse, ref in view.related
        if not inverse and (name := RELATIONS.get((view.entry.type, kind)))
    )
    return {name: things[0] if len(things) == 1 else things for name, things in found.items()}


def _knowledge(entry: Entry) -> Thing:
    """When and where the entry was, in the properties that its type has."""
    found: Thing = {}
    if entry.when and entry.type in DATES:
        first, last = DATES[entry.type]
        found[first] = entry.when.first.iso()
        if last and entry.when.last:
            found[last] = entry.when.last.iso()
    if entry.coordinates:
        latitude, longitude = entry.coordinates
        geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        if entry.type == "place":
            found["geo"] = geo
        elif entry.type in LOCATED:
            found[LOCATED[entry.type]] = {"@type": "Place", "geo": geo}
    return found


def term_set(library: Library, shown: Iterable[EntryView]) -> str:
    """The glossary as a DefinedTermSet with the terms among `shown`."""
    base = library.config.base_url or "../"
    return _script(
        {
            "@context": CONTEXT,
            "@type": "DefinedTermSet",
            "@id": link(base, "glossary/index.html"),
            "name": library.config.title,
            "inLanguage": library.config.language,
            "hasDefinedTerm": [_named_thing(view, base) for view in shown if view.entry.type == "term"],
        }
    )


def website(library: Library) -> str:
    """The site as a WebSite."""
    config = library.config
    return _script(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": config.title,
            "description": config.description or None,
            "inLanguage": config.language,
            "url": link(config.base_url, "index.html"),
        }
    )


def _named_thing(view: EntryView, base: str) -> Thing:
    url = link(base, view.url)
    return {"@type": KINDS[view.entry.type], "@id": url, "name": view.entry.name, "url": url}


def _script(data: Mapping[str, object]) -> str:
    """JSON without null members, escaped so that it cannot end a script element (HTML, "Restrictions for contents of
    script elements").
    """
    text = compact({key: value for key, value in data.items() if value is not None})
    return (
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def compact(value: object) -> str:
    """`value` (built-in types only) as JSON without spaces; non-ASCII text is not escaped."""
    return msgspec.json.encode(value).decode()
