"""The whole site: articles with their places, entries with their mentions, tags; cross-references resolved. Cheap,
always run.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape, unescape
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.article import Article, Composed, Html, Mention
from generator.core.draft import Link, Meta
from generator.core.entry import TYPES, Entry, Glossary
from generator.core.errors import Place, Problem, Text, nearest
from generator.core.library import EntryMentions, EntryRef, EntryView, Library
from generator.core.names import fold, slug_of
from generator.core.settings import Config
from generator.core.urls import ROOT, quoted, tag_urls
from generator.glossary.definitions import Rendered, key_of
from generator.glossary.ids import Ids
from generator.site.links import Targets, output_path, resolve
from generator.store import cache

HAN_PER_MINUTE = 400
LATIN_PER_MINUTE = 220
DATED_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
"""A post's file name in Jekyll: `2019-01-15-title`."""
DATED_LINK = re.compile(r"\{(year|month|day)\}")
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
    placed = [_place(one, config, problems) for one in composed]
    problems += _clashing(placed)
    targets = _targets(placed, glossary, files)
    refs = {
        entry.id: EntryRef(entry.id, entry.name, entry.type, f"glossary/{entry.slug}.html")
        for entry in glossary.entries.values()
    }
    linker = Linker(Ids(glossary.entries.values()), refs, targets, problems)
    articles = [_article(one, targets, html_of(one.composed), linker) for one in placed]
    posts = sorted((article for article in articles if not is_page(article.path)), key=_newest_first)
    entries = _entries(glossary, rendered, posts, linker)
    return Library(
        config=config,
        articles=tuple(posts),
        pages=tuple(sorted((article for article in articles if is_page(article.path)), key=lambda page: page.path)),
        entries=entries,
        tags=_tags(posts),
        problems=tuple(problems),
        files=linker.files,
    )


def is_page(path: str) -> bool:
    """Whether a source is a page of its own (`content/pages/`), not an article."""
    return path.startswith("content/pages/")


def moment(date: datetime | None) -> datetime:
    """`date` in UTC, for comparing dates with and without a zone; the earliest of all where there is none."""
    if date is None:
        return datetime.min.replace(tzinfo=UTC)
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


# ---------------------------------------------------------------- articles


class Placed(NamedTuple):
    """An article with its place in the site."""

    composed: Composed
    meta: Meta
    """With title, slug, date and description filled in."""
    url: str


def _place(composed: Composed, config: Config, problems: list[Problem]) -> Placed:
    """The article with title, slug and date filled in, and its URL."""
    folder, stem = posixpath.split(posixpath.splitext(composed.path)[0])
    stem = (
        posixpath.basename(folder) if stem == "index" and folder not in ("content/articles", "content/pages") else stem
    )
    meta = composed.meta
    named = DATED_NAME.fullmatch(stem)
    if named:
        stem = named[4]
        if meta.date is None:
            try:
                meta = replace(meta, date=datetime(int(named[1]), int(named[2]), int(named[3])))  # noqa: DTZ001 — a day has no zone
            except ValueError:
                stem = named[0]
    meta = replace(
        meta,
        title=meta.title or next((heading.text for heading in composed.headings), "") or stem,
        slug=slug_of(meta.slug or stem),
        description=meta.description or _shortened(composed.lead),
    )
    if is_page(composed.path):
        return Placed(composed, meta, f"{meta.slug}.html")
    if not DATED_LINK.search(config.permalink):
        return Placed(composed, meta, config.permalink.format(slug=meta.slug))
    if meta.date is None:
        problems.append(
            Problem(
                "error",
                "no-date",
                Place(composed.path, 1),
                Text("网址里要用日期，但文章没有 date", "the permalink uses the date, but the article has none"),
                Text("在文章开头写 date: 2019-01-15", "write date: 2019-01-15 at the top of the article"),
            )
        )
    day = meta.date or datetime(1970, 1, 1)  # noqa: DTZ001 — only where the problem above says so
    url = config.permalink.format(slug=meta.slug, year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}")
    return Placed(composed, meta, url)


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
        name_times=composed.name_times,
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


def _newest_first(article: Article) -> tuple[float, str]:
    date = article.meta.date
    return (-moment(date).timestamp() if date else float("inf"), article.path)


def _shortened(text: str) -> str:
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1] + "…"


def _tags(articles: Iterable[Article]) -> Mapping[str, tuple[Article, ...]]:
    """Tag → its articles; tags that differ in case or width alone are one, under the name that comes first."""
    names: dict[str, str] = {}
    tagged: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for tag in dict.fromkeys(names.setdefault(fold(tag), tag) for tag in article.meta.tags):
            tagged[tag].append(article)
    return {tag: tuple(tagged[tag]) for tag in sorted(tagged, key=lambda tag: (-len(tagged[tag]), tag))}


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
        tones=said.tones,
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
