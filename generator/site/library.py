"""The whole site: articles with their places, entries with their mentions, tags; cross-references resolved. Cheap,
always run.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape, unescape

from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.article import NO_MENTIONS, Article, Composed, LazyHtml, Mentions
from generator.core.draft import Link
from generator.core.entry import Entry, Glossary
from generator.core.errors import Place, Problem, Text, nearest
from generator.core.late import LateMapping
from generator.core.library import EntryMentions, EntryRef, EntryView, Library
from generator.core.settings import Config
from generator.core.urls import ROOT, quoted
from generator.glossary.definitions import Rendered, key_of
from generator.glossary.ids import Ids
from generator.readers import wiki
from generator.site import naming, placing, taxonomies
from generator.site.addresses import targets
from generator.site.links import Targets, missing_cover, output_path, resolve
from generator.site.pages.views import is_page
from generator.site.pictures import PictureOf, attributes, sized, smaller_of, unknown
from generator.store import cache

HAN_PER_MINUTE = 400
LATIN_PER_MINUTE = 220
PLACEHOLDER = re.compile(r'"zhushu-link:(\d+):"')
"""A link's placeholder as an attribute: in text the reader would have escaped the quotation marks."""
HERE = re.compile(r'(href|src)="zhushu-here:([^"]*)"')
"""A link of a definition that leads into the site."""
ENTRY_LINK = re.compile(r'<a href="zhushu-entry:([^"]*)">(.*?)</a>', re.DOTALL)
DESCRIPTION = 120
"""Code points of a description that is found out from the text."""


def _no_mentions(_: Composed) -> Mentions:
    return NO_MENTIONS


def collect(
    config: Config,
    glossary: Glossary,
    rendered: Mapping[str, Rendered],
    composed: Sequence[Composed],
    files: frozenset[str],
    html_of: Callable[[Composed], LazyHtml],
    picture_of: PictureOf = unknown,
    mentions_of: Callable[[Composed], Mentions] = _no_mentions,
) -> Library:
    """The site of these articles and entries.

    `rendered` is what `definitions.render` gives for the glossary; `files` are the paths of all files below content/;
    `html_of` gives an article's woven HTML, with a digest that stands for all that it was composed of;
    `picture_of` what is known of a picture, `mentions_of` an article's mentions. What is wrong is in `Library.problems`.
    """
    problems: list[Problem] = []
    placed = placing.translations([placing.place(one, config, problems) for one in composed], config)
    problems += placing.clashing(placed)
    placed = placing.named_once(placed)
    refs = {
        entry.id: EntryRef(entry.id, entry.name, entry.type, f"glossary/{entry.slug}.html")
        for entry in glossary.entries.values()
    }
    ids = Ids(glossary.entries.values())
    bare = [_article(one, html_of(one.composed), mentions_of(one.composed)) for one in placed]
    problems += naming.unknown(
        bare, ids, [form for entry in glossary.entries.values() for form in entry.forms] if _names_words(bare) else ()
    )
    library = _library(config, bare, _views(glossary, rendered, refs, ids))
    reached = targets(library, files)
    redirects = placing.redirects(placed, reached.urls, problems)
    reached = replace(
        reached,
        urls=reached.urls | redirects.keys() if redirects else reached.urls,
        old=placing.old_addresses(placed, redirects),
        called=LateMapping(lambda: placing.names(placed)),
    )
    linker = Linker(ids, refs, reached, problems, picture_of, smaller=config.smaller_pictures)
    linked = [_linked(article, one.composed.links, reached, linker) for article, one in zip(bare, placed, strict=True)]
    library = _with_links(library, {id(old): new for old, new in zip(bare, linked, strict=True)})
    where = _where(library.articles)
    entries = {ref: _told(view, where.get(ref, ()), linker) for ref, view in library.entries.items()}
    return replace(library, entries=entries, redirects=redirects, problems=tuple(problems), files=linker.files)


def _names_words(articles: Iterable[Article]) -> bool:
    return any(article.meta.terms or article.meta.nomark for article in articles)


def _library(config: Config, articles: Sequence[Article], entries: Mapping[str, EntryView]) -> Library:
    listed = [article for article in articles if not article.meta.unlisted]
    posts = tuple(sorted((article for article in listed if not is_page(article.path)), key=placing.in_list))
    return Library(
        config,
        posts,
        tuple(sorted((article for article in listed if is_page(article.path)), key=lambda page: page.path)),
        entries,
        taxonomies.tags(posts),
        unlisted=tuple(sorted((one for one in articles if one.meta.unlisted), key=lambda one: one.path)),
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
    """The article in its place, its links as they are written."""
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


def _linked(article: Article, links: Sequence[Link], targets: Targets, linker: "Linker") -> Article:
    """The article with its links resolved."""
    if not (links or article.meta.image or article.terms):
        return article
    attached: dict[str, str] = {}
    if article.meta.image:
        picture = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), article.meta.image))
        if picture in targets.files:
            attached[output_path(picture)] = picture
        elif problem := missing_cover(article.path, article.meta, targets):
            linker.problems.append(problem)
    finals: dict[str, str] = {}
    pictures: dict[str, str] = {}
    smaller: dict[str, tuple[str, int]] = {}
    for link in links:
        resolved = resolve(link, article.path, article.url, targets)
        finals[str(link.number)] = resolved.url
        if resolved.file:
            out, source = resolved.file
            attached[out] = source
            if link.kind == "image" and (known := linker.picture_of(source)):
                copies = smaller_of(out, source, known) if linker.smaller else {}
                smaller |= copies
                pictures[str(link.number)] = attributes(known, out, copies)
        if resolved.problem:
            linker.problems.append(resolved.problem)
    place = Place(article.path, 1)
    return replace(
        article,
        html=with_links(article.html, finals, pictures),
        files=attached,
        smaller=smaller,
        terms={ref: linker(html, place, ref) for ref, html in article.terms.items()},
    )


def with_links(html: LazyHtml, finals: Mapping[str, str], pictures: Mapping[str, str] | None = None) -> LazyHtml:
    """`html` with these URLs (by the number of the link) in place of its placeholders, and what is known of its
    `pictures`.
    """
    if not finals:
        return html
    return LazyHtml(cache.key(html.digest, finals, pictures or {}), Linked(html, finals, pictures or {}))


class Linked(Struct, frozen=True):
    """Loads HTML and puts final URLs where its links' placeholders stand. A class, as worker processes must be able to
    receive it.
    """

    html: LazyHtml
    finals: Mapping[str, str]
    """Number of the link → URL."""
    pictures: Mapping[str, str]
    """Number of the link → further attributes of an image."""

    def __call__(self) -> str:
        """The HTML."""
        html = wiki.settle(str(self.html), self.finals)
        html = sized(html, self.pictures) if self.pictures else html
        return PLACEHOLDER.sub(lambda found: f'"{escape(self.finals.get(found[1], ""), quote=True)}"', html)


# ---------------------------------------------------------------- entries


def _views(
    glossary: Glossary, rendered: Mapping[str, Rendered], refs: Mapping[str, EntryRef], ids: Ids
) -> Mapping[str, EntryView]:
    """Every entry by itself, in pinyin order."""
    views = [_view(entry, rendered[key_of(entry)], refs, ids) for entry in glossary.entries.values()]
    views.sort(key=lambda view: (view.letter == "#", view.pinyin, view.entry.id))
    return {view.entry.id: view for view in views}


def _view(entry: Entry, said: Rendered, refs: Mapping[str, EntryRef], ids: Ids) -> EntryView:
    """The entry, its definitions' links as they are written."""
    return EntryView(
        entry=entry,
        url=refs[entry.id].url,
        html=said.html,
        text=said.text,
        pinyin=said.pinyin,
        tones=said.tones,
        initials=said.initials,
        letter=said.letter,
        see=tuple(refs[ref] for name in entry.see if (ref := ids.of(name))),
        where=(),
        count=0,
        dated=tuple(replace(dated, text=html) for dated, html in zip(entry.dated, said.dated, strict=True)),
    )


def _told(view: EntryView, where: Sequence[EntryMentions], linker: "Linker") -> EntryView:
    """The entry with the links of its definitions resolved, and where it is mentioned."""
    place, name = view.entry.place, view.entry.name
    return replace(
        view,
        html=linker(view.html, place, name),
        dated=tuple(replace(dated, text=linker(dated.text, place, name)) for dated in view.dated),
        where=tuple(where),
        count=sum(one.count for one in where),
    )


class Linker(Struct, frozen=True):
    """Puts URLs into the links of definitions; a `[[…]]` that names no entry stays text, and is told."""

    ids: Ids
    refs: Mapping[str, EntryRef]
    targets: Targets
    problems: list[Problem]
    picture_of: PictureOf = unknown
    smaller: bool = False
    """Whether articles' pictures get smaller copies."""
    files: dict[str, str] = field(default_factory=dict)
    """Output path → source of the files that definitions need."""

    def __call__(self, html: str, place: Place, owner: str) -> str:
        """`html` with its links; `place` and `owner` tell where a wrong one stands."""
        if "zhushu-here:" in html:
            html = HERE.sub(lambda found: f"{found[1]}={self._place(unescape(found[2]), found[1], place)}", html)
        if "zhushu-entry:" not in html:
            return html
        return ENTRY_LINK.sub(lambda found: self._link(unescape(found[1]), found[2], place, owner), html)

    def _place(self, target: str, attribute: str, place: Place) -> str:
        """Where a link or image of the definition at `place` leads, as its attribute's value in quotation marks; of a
        picture its size follows.
        """
        link = Link(0, target, place.line, "image" if attribute == "src" else "link")
        resolved = resolve(link, place.path, output_path(place.path), self.targets)
        self.files.update([resolved.file] if resolved.file else ())
        self.problems.extend([resolved.problem] if resolved.problem else ())
        picture = self.picture_of(resolved.file[1]) if resolved.file and attribute == "src" else None
        size = attributes(picture, resolved.url, {}) if picture else ""
        return f'"{escape(resolved.url, quote=True)}"{size}'

    def _link(self, inner: str, text: str, place: Place, owner: str) -> str:
        left, _, right = (side.strip() for side in inner.partition("|"))
        name = left.partition("#")[0].strip() or left
        ref = self.refs.get(self.ids.of(name) or "")
        if ref is None and right and (ref := self.refs.get(self.ids.of(right) or "")):
            text = escape(left)  # the order of old
        if ref is not None:
            return f'<a href="{ROOT}{quoted(ref.url)}">{text}</a>'
        near = nearest(name, tuple(self.refs))
        self.problems.append(
            Problem(
                "warning",
                "unknown-entry",
                place,
                Text(
                    f"“{owner}”的释义提到未知词条“{name}”",
                    f"the definition of “{owner}” names an unknown entry “{name}”",
                ),
                Text(f"是否指“{near}”？", f"did you mean “{near}”?") if near else None,
            )
        )
        return escape(f"[[{inner}]]")


def _where(articles: Iterable[Article]) -> Mapping[str, list[EntryMentions]]:
    """Entry id → the articles that mention it, in the order given."""
    where: defaultdict[str, list[EntryMentions]] = defaultdict(list)
    for article in articles:
        for ref, count in article.counts.items():
            where[ref].append(EntryMentions(article, ref, count))
    return where
