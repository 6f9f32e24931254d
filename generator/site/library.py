"""The whole site: articles with their places, entries with their mentions, tags; cross-references resolved. Cheap,
always run.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.article import Article, Composed, Html, Mention
from generator.core.clock import aware
from generator.core.draft import Link, Meta
from generator.core.entry import TYPES, Entry, Glossary
from generator.core.errors import Place, Problem, Text, nearest
from generator.core.library import EntryMentions, EntryRef, EntryView, Library
from generator.core.names import fold, slug_of
from generator.core.order import natural
from generator.core.settings import Config
from generator.core.urls import ROOT, quoted, tag_urls
from generator.core.visibility import dated
from generator.glossary.definitions import Rendered, key_of
from generator.glossary.ids import Ids
from generator.site import permalinks, taxonomies
from generator.site.links import Targets, output_path, resolve
from generator.site.pages.views import is_page
from generator.store import cache

HAN_PER_MINUTE = 400
LATIN_PER_MINUTE = 220
PLACEHOLDER = re.compile(r'"zhushu-link:(\d+):"')
"""A link's placeholder as an attribute: in text the reader would have escaped the quotation marks."""
HERE = re.compile(r'(href|src)="zhushu-here:([^"]*)"')
"""A link of a definition that leads into the site."""
ENTRY_LINK = re.compile(r'<a href="zhushu-entry:([^"]*)">(.*?)</a>', re.DOTALL)
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
"""What may lie beside the entries in content/glossary/, for their definitions."""
DESCRIPTION = 120
"""Code points of a description that is found out from the text."""
FIXED_URLS = (
    "index.html",
    "archive.html",
    "search.html",
    "404.html",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "glossary/index.html",
    "tags/index.html",
)


def collect(
    config: Config,
    glossary: Glossary,
    rendered: Mapping[str, Rendered],
    composed: Sequence[Composed],
    files: frozenset[str],
    html_of: Callable[[Composed], Html],
) -> Library:
    """The site of these articles and entries.

    `rendered` is what `definitions.render` gives for the glossary; `files` are the paths of all files below content/;
    `html_of` gives an article's woven HTML, with a digest that stands for all that it was composed of. What is wrong
    is in `Library.problems`.
    """
    problems: list[Problem] = []
    placed = _translations([_place(one, config, problems) for one in composed], config)
    problems += _clashing(placed)
    placed = _named_once(placed)
    targets = _targets(placed, glossary, files)
    redirects = _redirects(placed, targets.urls, problems)
    targets = replace(targets, old=_old_addresses(placed, redirects), names=_names(placed))
    refs = {
        entry.id: EntryRef(entry.id, entry.name, entry.type, f"glossary/{entry.slug}.html")
        for entry in glossary.entries.values()
    }
    linker = Linker(Ids(glossary.entries.values()), refs, targets, problems)
    articles = [_article(one, targets, html_of(one.composed), linker) for one in placed]
    listed = [article for article in articles if not article.meta.unlisted]
    posts = sorted((article for article in listed if not is_page(article.path)), key=_in_list)
    entries = _entries(glossary, rendered, posts, linker)
    return Library(
        config=config,
        articles=tuple(posts),
        pages=tuple(sorted((article for article in listed if is_page(article.path)), key=lambda page: page.path)),
        entries=entries,
        tags=taxonomies.tags(posts),
        unlisted=tuple(sorted((one for one in articles if one.meta.unlisted), key=lambda one: one.path)),
        categories=taxonomies.categories(posts),
        series=taxonomies.series(posts),
        authors=taxonomies.authors(posts, config),
        redirects=redirects,
        problems=tuple(problems),
        files=linker.files,
    )


# ---------------------------------------------------------------- articles


class Placed(NamedTuple):
    """An article with its place in the site."""

    composed: Composed
    meta: Meta
    """With title, slug, date and description filled in."""
    url: str


def _place(composed: Composed, config: Config, problems: list[Problem]) -> Placed:
    """The article with title, slug and dates filled in, and its URL."""
    meta = dated(composed.path, composed.meta)
    stem = permalinks.stem_of(composed.path)
    meta = replace(
        meta,
        title=meta.title or next((heading.text for heading in composed.headings), "") or stem,
        slug=slug_of(meta.slug or stem),
        description=meta.description or _shortened(composed.lead),
        date=aware(meta.date, config.zone) if meta.date else None,
        updated=aware(meta.updated, config.zone) if meta.updated else None,
    )
    if meta.permalink:
        spot = permalinks.own(composed.path, meta)
        problems += [spot.problem] if spot.problem else []
        if spot.url:
            return Placed(composed, meta, spot.url)
    if is_page(composed.path):
        return Placed(composed, meta, f"{meta.slug}.html")
    spot = permalinks.by_pattern(composed.path, meta, config)
    problems += [spot.problem] if spot.problem else []
    return Placed(composed, meta, spot.url)


def _translations(placed: Sequence[Placed], config: Config) -> list[Placed]:
    """Translations (`index.en.md` beside `index.zh-cn.md`) get their language behind their name, but for the one in
    the site's own language, or the first.
    """
    marked = [one for one in placed if permalinks.language_of(one.composed.path) and not one.meta.permalink]
    if not marked:
        return list(placed)
    taken = {one.url for one in placed if one not in marked}
    moved: dict[str, Placed] = {}
    ours = config.language[:2].lower()
    for one in sorted(marked, key=lambda one: permalinks.language_of(one.composed.path)[:2].lower() != ours):
        final = one
        if one.url in taken:
            meta = replace(one.meta, slug=f"{one.meta.slug}-{permalinks.language_of(one.composed.path).lower()}")
            url = (
                f"{meta.slug}.html"
                if is_page(one.composed.path)
                else permalinks.by_pattern(one.composed.path, meta, config).url
            )
            final = Placed(one.composed, meta, url)
        taken.add(final.url)
        moved[one.composed.path] = final
    return [moved.get(one.composed.path, one) for one in placed]


def _named_once(placed: Sequence[Placed]) -> list[Placed]:
    """Tags that differ in case, width or invisible characters alone become one, as the first article in the list
    writes it.
    """
    if not any(one.meta.tags for one in placed):
        return list(placed)
    order = sorted(placed, key=lambda one: _in_list_by(one.meta, one.composed.path))
    names = taxonomies.canonical(one.meta for one in order if not one.meta.unlisted)
    return [
        one._replace(meta=replace(one.meta, tags=tags))
        if one.meta.tags and (tags := taxonomies.shown_tags(one.meta, names)) != one.meta.tags
        else one
        for one in placed
    ]


def _redirects(placed: Iterable[Placed], urls: frozenset[str], problems: list[Problem]) -> Mapping[str, str]:
    """Where an address leads on that an article once had. A page of the site keeps its address."""
    taken = {url.casefold() for url in urls}
    found: dict[str, str] = {}
    for composed, meta, url in placed:
        for address in meta.aliases:
            old = permalinks.former(address, url)
            if old and old.casefold() not in taken:
                taken.add(old.casefold())
                found[old] = url
            elif found.get(old) != url and old != url and "/" in address:  # else another name, as Obsidian has them
                problems.append(_no_redirect(composed.path, address, found=bool(old)))
    return found


def _no_redirect(path: str, address: str, *, found: bool) -> Problem:
    why = (
        Text("那里已有别的页面", "another page stands there")
        if found
        else Text("这不是站内的网址", "this is no address within the site")
    )
    return Problem(
        "warning",
        "no-redirect",
        Place(path, 1),
        Text(f"旧网址“{address}”没有转向这里：{why.zh}", f'the old address "{address}" does not lead here: {why.en}'),
    )


def _old_addresses(placed: Iterable[Placed], redirects: Mapping[str, str]) -> Mapping[str, str]:
    """What links may still call an article: its former addresses, and its own as it was written."""
    old = {permalinks.bare(address): url for address, url in redirects.items()}
    for _, meta, url in placed:
        for address in (*meta.aliases, meta.permalink):
            if "/" in address:
                old.setdefault(permalinks.bare(address), url)
    return old


def _names(placed: Iterable[Placed]) -> Mapping[str, frozenset[str]]:
    """Name by which an article may be known in an old address → the URLs of the articles that have it."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for composed, meta, url in placed:
        if not is_page(composed.path):
            for name in {permalinks.stem_of(composed.path), meta.slug, meta.id} - {""}:
                names[fold(name)].add(url)
    return {name: frozenset(urls) for name, urls in names.items()}


def _clashing(placed: Iterable[Placed]) -> Iterable[Problem]:
    """Articles whose URLs are one on a file system that does not tell case apart."""
    seen: dict[str, str] = {}
    for composed, _, url in placed:
        other = seen.setdefault(url.casefold(), composed.path)
        if other != composed.path:
            yield Problem(
                "error",
                "slug-clash",
                Place(composed.path, 1),
                Text(f"与 {other} 的网址相同：{url}", f"has the same URL as {other}: {url}"),
                Text("给其中一篇另写 slug", "give one of them another slug"),
            )


def _targets(placed: Sequence[Placed], glossary: Glossary, files: frozenset[str]) -> Targets:
    urls = {one.url for one in placed} | {f"glossary/{entry.slug}.html" for entry in glossary.entries.values()}
    urls |= {f"entities/{kind}.html" for kind in TYPES} | set(
        tag_urls(dict.fromkeys(tag for one in placed for tag in one.meta.tags)).values()
    )
    return Targets(
        sources={one.composed.path: one.url for one in placed},
        urls=frozenset(urls | set(FIXED_URLS)),
        files=frozenset(
            path for path in files if not path.startswith("content/glossary/") or path.lower().endswith(PICTURES)
        ),
        anchors={one.url: frozenset([heading.id for heading in one.composed.headings]) for one in placed},
    )


def _article(placed: Placed, targets: Targets, html: Html, linker: "Linker") -> Article:
    """The article with its links resolved."""
    composed, meta, url = placed
    finals: dict[str, str] = {}
    attached: dict[str, str] = {}
    if meta.image:
        picture = posixpath.normpath(posixpath.join(posixpath.dirname(composed.path), meta.image))
        if picture in targets.files:
            attached[output_path(picture)] = picture
    for link in composed.links:
        resolved = resolve(link, composed.path, url, targets)
        finals[str(link.number)] = resolved.url
        if resolved.file:
            attached[resolved.file[0]] = resolved.file[1]
        if resolved.problem:
            linker.problems.append(resolved.problem)
    place = Place(composed.path, 1)
    minutes = composed.han / HAN_PER_MINUTE + composed.latin / LATIN_PER_MINUTE
    return Article(
        meta=meta,
        path=composed.path,
        url=url,
        html=Html(cache.key(html.digest, finals), Linked(html, finals)) if finals else html,
        headings=composed.headings,
        mentions=composed.mentions,
        counts=composed.counts,
        entities=composed.entities,
        key_terms=composed.key_terms,
        minutes=max(1, -(-int(minutes * 100) // 100)),
        han=composed.han,
        lead=composed.lead,
        files=attached,
        terms={ref: linker(html, place, ref) for ref, html in composed.terms.items()},
    )


class Linked(Struct, frozen=True):
    """Loads HTML and puts final URLs where its links' placeholders stand. A class, as worker processes must be able
    to receive it.
    """

    html: Html
    finals: Mapping[str, str]
    """Number of the link → URL."""

    def __call__(self) -> str:
        """The HTML."""
        return PLACEHOLDER.sub(lambda found: f'"{escape(self.finals.get(found[1], ""), quote=True)}"', str(self.html))


def _in_list(article: Article) -> tuple[object, ...]:
    return _in_list_by(article.meta, article.path)


def _in_list_by(meta: Meta, path: str) -> tuple[object, ...]:
    """The newest first; without a date last, in natural order."""
    return -meta.date.timestamp() if meta.date else float("inf"), natural(path)


def _shortened(text: str) -> str:
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1] + "…"


# ---------------------------------------------------------------- entries


def _entries(
    glossary: Glossary, rendered: Mapping[str, Rendered], articles: Sequence[Article], linker: "Linker"
) -> Mapping[str, EntryView]:
    """Every entry with its mentions and neighbours, in pinyin order."""
    where = _where(articles)
    views = [
        _view(entry, rendered[key_of(entry)], where.get(entry.id, ()), linker) for entry in glossary.entries.values()
    ]
    views.sort(key=lambda view: (view.letter == "#", view.pinyin, view.entry.id))
    return {view.entry.id: view for view in views}


def _view(entry: Entry, said: Rendered, where: Sequence[EntryMentions], linker: "Linker") -> EntryView:
    refs = linker.refs
    return EntryView(
        entry=entry,
        url=refs[entry.id].url,
        html=linker(said.html, entry.place, entry.name),
        text=said.text,
        pinyin=said.pinyin,
        initials=said.initials,
        letter=said.letter,
        see=tuple(refs[ref] for name in entry.see if (ref := linker.ids.of(name))),
        where=tuple(where),
        count=sum(one.count for one in where),
        dated=tuple(
            replace(dated, text=linker(html, entry.place, entry.name))
            for dated, html in zip(entry.dated, said.dated, strict=True)
        ),
    )


class Linker(Struct, frozen=True):
    """Puts URLs into the links of definitions; an entry in `[[…]]` that there is not becomes plain text and a
    problem.
    """

    ids: Ids
    refs: Mapping[str, EntryRef]
    targets: Targets
    problems: list[Problem]
    files: dict[str, str] = field(default_factory=dict)
    """Output path → source of the files that definitions need."""

    def __call__(self, html: str, place: Place, owner: str) -> str:
        """`html` with its links; `place` and `owner` tell where a wrong one stands."""
        if "zhushu-here:" in html:
            html = HERE.sub(lambda found: f'{found[1]}="{self._place(unescape(found[2]), found[1], place)}"', html)
        if "zhushu-entry:" not in html:
            return html
        return ENTRY_LINK.sub(lambda found: self._link(unescape(found[1]), found[2], place, owner), html)

    def _place(self, target: str, attribute: str, place: Place) -> str:
        """Where a link or image of the definition at `place` leads, as the value of its attribute."""
        link = Link(0, target, place.line, "image" if attribute == "src" else "link")
        resolved = resolve(link, place.path, output_path(place.path), self.targets)
        self.files.update([resolved.file] if resolved.file else ())
        self.problems.extend([resolved.problem] if resolved.problem else ())
        return escape(resolved.url, quote=True)

    def _link(self, name: str, text: str, place: Place, owner: str) -> str:
        ref = self.refs.get(self.ids.of(name) or "")
        if ref is not None:
            return f'<a href="{ROOT}{quoted(ref.url)}">{text}</a>'
        near = nearest(name, tuple(self.refs))
        self.problems.append(
            Problem(
                "error",
                "unknown-entry",
                place,
                Text(
                    f"“{owner}”的释义提到未知词条“{name}”",
                    f"the definition of “{owner}” names an unknown entry “{name}”",
                ),
                Text(f"是否指“{near}”？", f"did you mean “{near}”?") if near else None,
            )
        )
        return text


def _where(articles: Iterable[Article]) -> Mapping[str, list[EntryMentions]]:
    """Entry id → the articles that mention it, in the order given."""
    where: defaultdict[str, list[EntryMentions]] = defaultdict(list)
    for article in articles:
        marked: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in article.mentions:
            marked[mention.ref].append(mention)
        for ref, count in article.counts.items():
            where[ref].append(EntryMentions(article, tuple(marked.get(ref, ())), count))
    return where
