"""Collects the library: articles with their URLs, entries with their mentions, tags; cross-references resolved.

It is cheap and runs in every build.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.core.article import NO_MENTIONS, Article, Composed, LazyHtml, Mentions
from generator.core.draft import Link
from generator.core.entry import Entry, Glossary
from generator.core.errors import Problem
from generator.core.late import LateMapping
from generator.core.library import EntryMentions, EntryRef, EntryView, Library, Related
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

HAN_PER_MINUTE = 400
LATIN_PER_MINUTE = 220


def _no_mentions(_: Composed) -> Mentions:
    return NO_MENTIONS


def collect(
    config: Config,
    glossary: Glossary,
    rendered: Mapping[str, Rendered],
    composed: Sequence[Composed],
    files: frozenset[str],
    html_of: Callable[[Composed], LazyHtml],
    picture_of: PictureLookup = no_picture,
    mentions_of: Callable[[Composed], Mentions] = _no_mentions,
) -> Library:
    """The library of these articles and entries; problems are in `Library.problems`.

    `rendered` comes from `definitions.render`; `files` are the paths of all files below content/; `html_of` gives an
    article's woven HTML, whose digest covers all that it was composed from; `picture_of` looks up a picture's size, and
    `mentions_of` loads an article's mentions.
    """
    problems: list[Problem] = []
    site = _Unlinked(config, glossary, rendered, files, picture_of, problems)
    sections = section_folders(one.path for one in composed)
    placed = placing.translations([placing.place(one, config, problems, sections) for one in composed], config)
    problems += placing.clashes(placed, config.zone)
    placed = placing.merge_tags(placed)
    bare = [_article(one, html_of(one.composed), mentions_of(one.composed)) for one in placed]
    problems += unknown_names(
        bare,
        site.ids,
        [form for entry in glossary.entries.values() for form in entry.forms] if _names_words(bare) else (),
    )
    listed = [article for article in bare if not article.meta.unlisted]
    return site.linked(
        tuple(sorted((article for article in listed if not is_page(article.path)), key=placing.list_key)),
        tuple(sorted((article for article in listed if is_page(article.path)), key=lambda page: page.path)),
        tuple(sorted((one for one in bare if one.meta.unlisted), key=lambda one: one.path)),
        {one.composed.path: one.composed.links for one in placed},
    )


def updated(
    before: Library,
    config: Config,
    glossary: Glossary,
    rendered: Mapping[str, Rendered],
    composed: Sequence[Composed],
    files: frozenset[str],
    html_of: Callable[[Composed], LazyHtml],
    picture_of: PictureLookup = no_picture,
    mentions_of: Callable[[Composed], Mentions] = _no_mentions,
) -> Library | None:
    """As `collect`, from the articles of `before` and these that were composed since; None if there are problems in
    them.

    The files, the settings, the forms and ids of the entries, and what `outside` covers must be as they were.
    """
    problems: list[Problem] = []
    site = _Unlinked(config, glossary, rendered, files, picture_of, problems)
    new = {one.path: one for one in composed}

    def current(articles: Iterable[Article]) -> tuple[Article, ...]:
        return tuple([_renewed(old, new[old.path]) if old.path in new else old for old in articles])

    def _renewed(old: Article, one: Composed) -> Article:
        meta = replace(old.meta, description=one.meta.description)
        return _article(placing.Placed(one, meta, old.url), html_of(one), mentions_of(one))

    groups = current(before.articles), current(before.pages), current(before.unlisted)
    links = {one.path: one.links for one in composed}
    library = site.linked(*groups, links, before.redirects)
    return None if any(problem.place.path in new for problem in problems) else library


def outside(composed: Composed) -> int:
    """A digest of all that other articles, and lists, take from an article; 0 if the article must be placed and checked
    among all.
    """
    meta = composed.meta
    if meta.terms or meta.nomark or composed.problems:
        return 0
    return key_number(meta, [heading.id for heading in composed.headings], composed.anchors)


class _Unlinked:
    """What links are resolved with."""

    def __init__(
        self,
        config: Config,
        glossary: Glossary,
        rendered: Mapping[str, Rendered],
        files: frozenset[str],
        picture_of: PictureLookup,
        problems: list[Problem],
    ) -> None:
        self._config = config
        self._files = files
        self._picture_of = picture_of
        self._problems = problems
        self._refs = {
            entry.id: EntryRef(entry.id, entry.name, entry.type, f"glossary/{entry.slug}.html")
            for entry in glossary.entries.values()
        }
        self.ids = Ids(glossary.entries.values())
        self._views = _views(glossary, rendered, self._refs, self.ids)

    def linked(
        self,
        articles: tuple[Article, ...],
        pages: tuple[Article, ...],
        unlisted: tuple[Article, ...],
        links: Mapping[str, Sequence[Link]],
        redirects: Mapping[str, str] | None = None,
    ) -> Library:
        """The library of these articles, the links of those in `links` (by path) resolved. `redirects` are worked out
        unless they are known.
        """
        config = self._config
        library = _library(config, articles, pages, unlisted, self._views)
        every, reached = library.every, targets(library, self._files)
        named = [one for one in every if one.meta.aliases or one.meta.permalink]
        named.sort(key=lambda one: one.path.split("/"))  # as the files are scanned: the first has an address
        if redirects is None:
            redirects = placing.redirects(named, reached.urls, self._problems)
        reached = replace(
            reached,
            urls=reached.urls | redirects.keys() if redirects else reached.urls,
            old=placing.old_addresses(named, redirects),
            by_old_name=LateMapping(lambda: placing.names(every)),
        )
        linker = Linker(
            self.ids, self._refs, reached, self._problems, self._picture_of, smaller=config.smaller_pictures
        )
        new = {
            id(one): link_article(one, links[one.path], reached, linker) if one.path in links else one for one in every
        }
        library = _with_links(library, new)
        where = _mentions(library.articles)
        entries = {ref: _linked_view(view, where.get(ref, ()), linker) for ref, view in library.entries.items()}
        return replace(
            library, entries=entries, redirects=redirects, problems=tuple(self._problems), files=linker.files
        )


def _names_words(articles: Iterable[Article]) -> bool:
    return any(article.meta.terms or article.meta.nomark for article in articles)


def _library(
    config: Config,
    posts: tuple[Article, ...],
    pages: tuple[Article, ...],
    unlisted: tuple[Article, ...],
    entries: Mapping[str, EntryView],
) -> Library:
    return Library(
        config,
        posts,
        pages,
        entries,
        taxonomies.tags(posts),
        unlisted=unlisted,
        categories=taxonomies.categories(posts),
        series=taxonomies.series(posts),
        authors=taxonomies.authors(posts, config),
    )


def _with_links(library: Library, linked: Mapping[int, Article]) -> Library:
    """The same library of the articles in `linked`, by the `id` of those that they take the places of."""

    def theirs(articles: Iterable[Article]) -> tuple[Article, ...]:
        return tuple([linked[id(article)] for article in articles])

    def grouped(groups: taxonomies.Groups) -> taxonomies.Groups:
        return {name: theirs(found) for name, found in groups.items()}

    return replace(
        library,
        articles=theirs(library.articles),
        pages=theirs(library.pages),
        unlisted=theirs(library.unlisted),
        tags=grouped(library.tags),
        categories=grouped(library.categories),
        series=grouped(library.series),
        authors=grouped(library.authors),
    )


# ---------------------------------------------------------------- articles


def _article(placed: placing.Placed, html: LazyHtml, mentions: Mentions) -> Article:
    """The article at its URL, its links not yet resolved."""
    composed, meta, url = placed
    minutes = composed.han / HAN_PER_MINUTE + composed.latin / LATIN_PER_MINUTE
    return Article(
        meta=meta,
        path=composed.path,
        url=url,
        html=html,
        breaks=composed.breaks,
        headings=composed.headings,
        anchors=composed.anchors,
        mentions=mentions,
        marks=composed.marks,
        counts=composed.counts,
        entities=composed.entities,
        entity_counts=composed.entity_counts,
        key_terms=composed.key_terms,
        minutes=max(1, -(-int(minutes * 100) // 100)),
        han=composed.han,
        lead=composed.lead,
        terms=composed.terms,
        choices=composed.choices,
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
        where=(),
        count=0,
        dated=tuple(replace(dated, text=html) for dated, html in zip(entry.dated, rendered.dated, strict=True)),
    )


def _linked_view(view: EntryView, where: Sequence[EntryMentions], linker: Linker) -> EntryView:
    """The entry with the links of its definitions resolved, and with its mentions."""
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
        where=tuple(where),
        count=sum(one.count for one in where),
    )


def _mentions(articles: Iterable[Article]) -> Mapping[str, list[EntryMentions]]:
    """Entry id → the articles that mention it, in the order given."""
    where: defaultdict[str, list[EntryMentions]] = defaultdict(list)
    for article in articles:
        for ref, count in article.counts.items():
            where[ref].append(EntryMentions(article, ref, count))
    return where
