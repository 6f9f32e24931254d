"""Collects the library: articles with their URLs, entries with their mentions, tags; cross-references resolved.

It is cheap and runs in every build.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import is_

from msgspec.structs import asdict, replace

from generator.core.article import NO_MENTIONS, Article, Composed, LazyHtml, Mentions
from generator.core.draft import Meta
from generator.core.entry import Entry, Glossary
from generator.core.errors import Problem
from generator.core.late import LateMapping
from generator.core.library import EntryRef, EntryView, Library, Related
from generator.core.relations import INVERSE
from generator.core.settings import Config
from generator.glossary.definitions import Rendered, key_of
from generator.glossary.ids import Ids
from generator.site import placing, taxonomies
from generator.site.addresses import targets
from generator.site.image_sizes import PictureLookup, no_picture
from generator.site.linking import Linker, link_article, without_local
from generator.site.pages.sections import section_folders
from generator.site.pages.views import is_page
from generator.site.unknown_names import unknown_names
from generator.store.cache import key_number


def collect(
    config: Config,
    glossary: Glossary,
    rendered: Mapping[str, Rendered],
    composed: Sequence[Composed],
    files: frozenset[str],
    html_of: Callable[[Composed], LazyHtml],
    picture_of: PictureLookup = no_picture,
    mentions_of: Callable[[Composed], Mentions] = lambda _: NO_MENTIONS,
    before: Library | None = None,
) -> Library:
    """The library of these articles and entries; problems are in `Library.problems`.

    `rendered` comes from `definitions.render`; `files` are the paths of all files below content/; `html_of` gives an
    article's woven HTML, whose digest covers all that it was composed from; `picture_of` looks up a picture's size, and
    `mentions_of` loads an article's mentions.

    With `before`, the library has the articles of `before`, of which those in `composed` were composed since. The files,
    the settings, the forms and ids of the entries, and what `outside` covers must be as they were; problems are those of
    the new articles and of the definitions.
    """
    problems: list[Problem] = []
    ids = Ids(glossary.entries.values())
    load = partial(_article, html_of=html_of, mentions_of=mentions_of)
    new = {one.path: one for one in composed}
    if before:
        articles = [_renewed(old, new[old.path], load) if old.path in new else old for old in before.every]
    else:
        articles = [load(*one) for one in _listed(composed, config, problems)]
        problems += unknown_names(articles, ids, glossary)
    refs = {
        entry.id: EntryRef(entry.id, entry.name, entry.type, f"glossary/{entry.slug}.html")
        for entry in glossary.entries.values()
    }
    library = _library(config, articles, _views(glossary, rendered, refs, ids))
    reached = targets(library, files)
    named = [one for one in articles if one.meta.aliases or one.meta.permalink]
    named.sort(key=lambda one: one.path.split("/"))  # as files are scanned: an address is that of the first
    redirects = before.redirects if before else placing.redirects(named, reached.urls, problems)
    reached = replace(
        reached,
        urls=frozenset((*reached.urls, *redirects)) if redirects else reached.urls,
        old=placing.old_addresses(named, redirects),
        by_old_name=LateMapping(lambda: placing.names(articles)),
    )
    linker = Linker(ids, refs, reached, problems, picture_of, smaller=config.smaller_pictures)
    linked = [link_article(one, reached, linker) if one.path in new else one for one in articles]
    if not all(map(is_, linked, articles)):
        library = _library(config, linked, library.entries)
    where = _mentioning(library.articles)
    entries = {ref: _linked_view(view, *where.get(ref, ([], [])), linker) for ref, view in library.entries.items()}
    return replace(library, entries=entries, redirects=redirects, problems=tuple(problems), files=linker.files)


def outside(composed: Composed) -> int:
    """A digest of all that other articles, and lists, take from an article; 0 if the article must be placed and checked
    among all.
    """
    meta = composed.meta
    if meta.terms or meta.nomark or composed.problems:
        return 0
    return key_number(meta, [heading.id for heading in composed.headings], composed.anchors)


def _listed(composed: Sequence[Composed], config: Config, problems: list[Problem]) -> Sequence[placing.Placed]:
    """The articles at their URLs, in the order of lists."""
    sections = section_folders(one.path for one in composed)
    placed = placing.translations([placing.place(one, config, problems, sections) for one in composed], config)
    problems += placing.clashes(placed, config.zone)
    return placing.merge_names(sorted(placed, key=placing.list_key), config)


def _article(
    composed: Composed,
    meta: Meta,
    url: str,
    html_of: Callable[[Composed], LazyHtml],
    mentions_of: Callable[[Composed], Mentions],
) -> Article:
    """The article at its URL, its links not yet resolved."""
    given = asdict(composed) | {"meta": meta}
    return Article(**given, url=url, html=html_of(composed), mentions=mentions_of(composed))


def _renewed(old: Article, composed: Composed, load: Callable[[Composed, Meta, str], Article]) -> Article:
    """The article in the place of `old`; its description may have come from the text."""
    return load(composed, replace(old.meta, description=composed.meta.description), old.url)


def _library(config: Config, articles: Sequence[Article], entries: Mapping[str, EntryView]) -> Library:
    """The library of `articles`, which are in the order of lists."""
    others = [one for one in articles if one.meta.unlisted or is_page(one.path)]
    others.sort(key=lambda one: one.path)
    posts = tuple(one for one in articles if not one.meta.unlisted and not is_page(one.path))
    return Library(
        config,
        posts,
        tuple(one for one in others if not one.meta.unlisted),
        entries,
        taxonomies.tags(posts),
        unlisted=tuple(one for one in others if one.meta.unlisted),
        categories=taxonomies.categories(posts),
        series=taxonomies.series(posts),
        authors=taxonomies.authors(posts, config),
    )


# ---------------------------------------------------------------- entries


def _views(
    glossary: Glossary, rendered: Mapping[str, Rendered], refs: Mapping[str, EntryRef], ids: Ids
) -> Mapping[str, EntryView]:
    """The entries in pinyin order, their links not yet resolved."""
    views = [_view(entry, rendered[key_of(entry)], refs, ids) for entry in glossary.entries.values()]
    views = _with_relations(views, refs, ids)
    views.sort(key=lambda view: (view.letter == "#", view.pinyin, view.entry.id))
    return {view.entry.id: view for view in views}


def _with_relations(views: list[EntryView], refs: Mapping[str, EntryRef], ids: Ids) -> list[EntryView]:
    """The entries with the relations between them, each seen from both ends."""
    found: defaultdict[str, list[Related]] = defaultdict(list)
    for view in views:
        for kind, name in view.entry.relations:
            if (other := ids.of(name)) and other != view.entry.id:
                found[view.entry.id].append(Related(kind, False, refs[other]))  # noqa: FBT003 — a named tuple
                found[other].append(Related(INVERSE[kind], True, refs[view.entry.id]))  # noqa: FBT003 — as above
    if not found:
        return views
    return [
        replace(view, related=tuple(sorted(dict.fromkeys(found[view.entry.id]), key=lambda one: one.inverse)))
        for view in views
    ]


def _view(entry: Entry, rendered: Rendered, refs: Mapping[str, EntryRef], ids: Ids) -> EntryView:
    """The entry, its links not yet resolved."""
    return EntryView(
        entry=entry,
        url=refs[entry.id].url,
        html=rendered.html,
        text=rendered.text,
        pinyin=rendered.pinyin,
        tones=rendered.tones,
        initials=rendered.initials,
        letter=rendered.letter,
        see=tuple(refs[ref] for name in entry.see if (ref := ids.of(name))),
        articles=(),
        count=0,
        dated=tuple(replace(dated, text=html) for dated, html in zip(entry.dated, rendered.dated, strict=True)),
    )


def _linked_view(view: EntryView, articles: Sequence[Article], counts: Sequence[int], linker: Linker) -> EntryView:
    """The entry with the links of its definitions resolved, with the articles that mention it, and how often each does."""
    place, name = view.entry.place, view.entry.name
    if view.entry.origin:
        linker = replace(linker, foreign=True)
        view = replace(
            view,
            html=without_local(view.html),
            dated=tuple(replace(dated, text=without_local(dated.text)) for dated in view.dated),
        )
    return replace(
        view,
        html=linker(view.html, place, name),
        dated=tuple(replace(dated, text=linker(dated.text, place, name)) for dated in view.dated),
        articles=tuple(articles),
        count=sum(counts),
    )


def _mentioning(articles: Iterable[Article]) -> Mapping[str, tuple[list[Article], list[int]]]:
    """Entry id → the articles that mention it, in the order given, and how often each does."""
    where: defaultdict[str, tuple[list[Article], list[int]]] = defaultdict(lambda: ([], []))
    for article in articles:
        for ref, count in article.counts.items():
            there, counts = where[ref]
            there.append(article)
            counts.append(count)
    return where
