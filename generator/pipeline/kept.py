"""The articles of the last build, with their addresses and their links resolved.

A build in which nothing but the texts of some articles changed takes all others from here: it neither loads what was
composed, nor places, sorts, checks and links them again. They lie in shards of some hundred articles, of which only those
that changed are written.
"""

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from operator import is_
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from generator.core.article import NO_HTML, NO_MENTIONS, Article, Composed, LazyHtml, Mentions
from generator.core.errors import Problem
from generator.core.library import Library
from generator.core.settings import Config
from generator.pipeline.records import LoadHtml, LoadMentions, Records
from generator.site import library
from generator.site.linking import linked_html, settled_mentions
from generator.site.pages.stamps import Stamps, Sums, stamps_of
from generator.store.cache import key
from generator.store.scan import Stat, packed, unpacked
from generator.store.seal import seal
from generator.store.shelf import Shelf, ours

SHARD = 256
"""Articles in a shard."""
SITE = "site"
"""Key of the record about all articles."""


class About(Struct, frozen=True):
    """The record about all articles of a site."""

    world: str
    """Digest of all inputs but the articles that their addresses and links depend on."""
    paths: str
    """Digest of the paths of all sources, published or not."""
    stats: bytes
    """See `stats_of`."""
    outside: dict[str, int]
    """Path of a published article → what `library.outside` said of it."""
    due: float
    """See `Visible.due`."""
    problems: tuple[Problem, ...]
    """Problems of the articles."""
    redirects: dict[str, str]
    articles: int = 0
    """`Library.every` has so many articles, then so many `pages`, then the unlisted ones."""
    pages: int = 0
    checks: tuple[str, ...] = ()
    """Checksums of the shards."""
    sums: Sums = Sums({}, {})
    """See `Stamps.sums`."""


class Texts(Struct, frozen=True, array_like=True):
    """What identifies the lazy parts of an article, and what resolved links add to them."""

    digest: str
    """Of the HTML, links resolved."""
    sums: tuple[str, str]
    """Checksums of HTML and mentions as they are stored, links unresolved."""
    own: str = ""
    """Digest of the HTML, links unresolved; empty if it has none. Then `linked_html` is given the others."""
    finals: Mapping[str, str] = {}
    pictures: Mapping[str, str] = {}
    shown: Mapping[str, str] | None = None
    """What `settled_mentions` is given, if anything."""


class Names(Struct, frozen=True, array_like=True):
    """`marks`, `counts` and `key_terms` of an article. Most of its names are in many articles, so a shard has each once;
    here they are its numbers there.
    """

    marks: list[int]
    """Name and count in turns, as are `counts`."""
    counts: list[int]
    key_terms: list[int]


class Kept(NamedTuple):
    """The articles of the last build."""

    about: About
    every: tuple[Article, ...]
    texts: Mapping[str, int]
    """See `Stamps.texts` and `Stamps.lines`."""
    lines: Mapping[str, int]

    @property
    def site(self) -> Library:
        """A library of these articles alone."""
        last = self.about.articles + self.about.pages
        posts, pages = self.every[: self.about.articles], self.every[self.about.articles : last]
        redirects = self.about.redirects
        return Library(Config(), posts, pages, {}, {}, unlisted=self.every[last:], redirects=redirects)

    def changed(self, sources: Iterable[str], files: Mapping[str, Stat]) -> list[str]:
        """Those of `sources` that may have changed since; `files` is a scan of the site."""
        return [path for path, stat in zip(sources, unpacked(self.about.stats), strict=True) if files[path] != stat]

    def renewed(self, sources: Sequence[str], records: Records) -> About:
        """The record about all articles, after those that changed were composed."""
        stats = zip(sources, unpacked(self.about.stats), strict=True)
        known = (records.stat(path) if path in records else stat for path, stat in stats)
        return replace(self.about, stats=packed(known))

    def teach(self, site: Library, new: Collection[str]) -> None:
        """Tell the stamps of `site` the numbers of the articles that are as they were: all but those at the paths `new`."""
        stamps, before = stamps_of(site), Stamps(self.site)
        before.texts, before.lines = {**self.texts}, {**self.lines}
        stamps.texts, stamps.lines, stamps.sums = {**self.texts}, {**self.lines}, Sums(*map(dict, self.about.sums))
        for one in site.every:
            if one.path in new:
                del stamps.texts[one.url], stamps.lines[one.url]
        for old, one in zip(self.every, site.articles, strict=False):  # those in lists come first
            if one.path in new:
                before.add(old, stamps.sums, -1)
                stamps.add(one, stamps.sums)

    def can_renew(self, composed: Iterable[Composed]) -> bool:
        """Whether these articles may take the places of those that were: nothing of them changed that other articles
        show, and no problem was found in them.
        """
        told = {problem.place.path for problem in self.about.problems}
        outside = self.about.outside
        return all(outside.get(one.path) == library.outside(one) != 0 and one.path not in told for one in composed)


class Keeper:
    """Keeps the articles of one output in the file `path`; `records` has their texts."""

    def __init__(self, path: Path, records: Records, *, read: bool = True) -> None:
        self._read = read
        self._shelf = Shelf(ours(path), ("articles",))
        self._records = records
        self._last: Kept | None = None

    def clear(self) -> None:
        """Drop what is kept, after the cache proved to be damaged."""
        self._read, self._last = False, None

    def load(self, world: str, sources: Sequence[str]) -> Kept | None:
        """The articles, if they were kept in this `world`, and made from these `sources`, changed or not."""
        about = self._last.about if self._last else self._about()
        if about is None or about.world != world or about.paths != key(sources) or 0 < about.due <= time.time():
            return None
        self._last = self._last or self._every(about)
        return self._last

    def _about(self) -> About | None:
        said = self._shelf.head(SITE) if self._read else None
        try:
            return msgspec.json.decode(said, type=About) if said else None
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _every(self, about: About) -> Kept | None:
        shards: dict[str, tuple[Article, ...]] = {}
        texts, lines = dict[str, int](), dict[str, int]()
        sums = {str(number): total for number, total in enumerate(about.checks)}
        try:
            for number, data in self._shelf.all("articles"):
                if seal(data) == sums.get(number):
                    found, parts, numbered, names, *told = _decode(data)
                    name = self._records.shared(names).__getitem__
                    shards[number] = tuple(
                        [self._whole(*one, name) for one in zip(found, parts, numbered, strict=True)]
                    )
                    for known, numbers in zip((texts, lines), told, strict=True):
                        known.update(zip([one.url for one in found], numbers, strict=True))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None
        if len(shards) < len(sums):
            return None
        return Kept(about, tuple([one for number in sums for one in shards[number]]), texts, lines)

    def _whole(self, article: Article, texts: Texts, names: Names, name: Callable[[int], str]) -> Article:
        """The article with its lazy parts and its names; `name` tells that of a number."""
        load_html, load_mentions = self._records.loaders(article.path, *texts.sums)
        html, mentions = LazyHtml(texts.digest, load_html), Mentions(load_mentions)
        if texts.own:
            unlinked = LazyHtml(texts.own, load_html)
            html = LazyHtml(texts.digest, partial(linked_html, unlinked, texts.finals, texts.pictures))
        if texts.shown is not None:
            mentions = Mentions(partial(settled_mentions, mentions, texts.shown))
        force_setattr(article, "html", html)
        force_setattr(article, "mentions", mentions)
        force_setattr(article, "marks", _counted(names.marks, name))
        force_setattr(article, "counts", _counted(names.counts, name))
        force_setattr(article, "key_terms", tuple(map(name, names.key_terms)))
        return article

    def save(self, about: About, site: Library) -> None:
        """Keep the articles of `site`. Raises OSError."""
        every, stamps = site.every, stamps_of(site)
        old, known = (self._last.every, self._last.about.checks) if self._last else ((), ())
        sums = []
        for start in range(0, len(every), SHARD):
            shard, before = every[start : start + SHARD], old[start : start + SHARD]
            if len(shard) == len(before) and all(map(is_, shard, before)):
                sums.append(known[start // SHARD])
                continue
            names, numbered = _numbered(shard)
            told = [*map(stamps.text, shard)], [*map(stamps.line, shard)]
            data = msgspec.json.encode(([*map(_bare, shard)], [*map(_texts, shard)], numbered, names, *told))
            sums.append(seal(data))
            number = str(start // SHARD)
            self._shelf.put({number: b""}, {number: (data,)})  # one by one: together they are large
        about = replace(about, articles=len(site.articles), pages=len(site.pages), checks=tuple(sums), sums=stamps.sums)
        self._shelf.put({SITE: msgspec.json.encode(about)}, {})
        self._last = Kept(about, every, stamps.texts, stamps.lines)


def stats_of(sources: Iterable[str], records: Records) -> bytes:
    """The stats with which these articles are known to be fresh, in this order."""
    return packed(map(records.stat, sources))


def _bare(article: Article) -> Article:
    """The article without what is kept apart from it."""
    return replace(article, html=NO_HTML, mentions=NO_MENTIONS, marks={}, counts={}, key_terms=())


def _numbered(articles: Iterable[Article]) -> tuple[list[str], list[Names]]:
    """All names of these articles, and for each article the numbers of its own."""
    known: dict[str, int] = {}

    def number(name: str) -> int:
        return known.setdefault(name, len(known))

    def flat(counts: Mapping[str, int]) -> list[int]:
        return [said for name, count in counts.items() for said in (number(name), count)]

    made = [Names(flat(one.marks), flat(one.counts), [*map(number, one.key_terms)]) for one in articles]
    return list(known), made


def _counted(flat: Iterable[int], name: Callable[[int], str]) -> dict[str, int]:
    """The inverse of `flat`, which is `name` and count in turns."""
    numbers = iter(flat)
    return dict(zip(map(name, numbers), numbers, strict=True))


def _texts(article: Article) -> Texts:
    """The data of the lazy parts of an article."""
    shown: Mapping[str, str] | None
    match article.mentions.load:
        case LoadMentions(total=mentions):
            shown = None
        case partial(args=(Mentions(load=LoadMentions(total=mentions)), shown)):
            pass
    match article.html.load:
        case LoadHtml(total=html):
            return Texts(article.html.digest, (html, mentions), shown=shown)
        case partial(args=(LazyHtml(digest=own, load=LoadHtml(total=html)), finals, pictures)):
            return Texts(article.html.digest, (html, mentions), own, finals, pictures, shown)
    raise NotImplementedError(article.html.load)


_decode = msgspec.json.Decoder(
    tuple[tuple[Article, ...], tuple[Texts, ...], tuple[Names, ...], list[str], list[int], list[int]]
).decode
