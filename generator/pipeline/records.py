"""The cache of composed articles."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from generator.article.job import PARTS, Job, SerializedArticle
from generator.core.article import NO_HTML, NO_MENTIONS, Article, Composed, LazyHtml, Mention, Mentions
from generator.core.errors import Text
from generator.pipeline.staleness import REASONS, Now, Record, out_of_date
from generator.store import scan
from generator.store.cache import Missing
from generator.store.seal import seal
from generator.store.shelf import Shelf, ours

BATCH = 64
"""Articles written in one transaction."""
BULK_READ = 16
"""From this many articles on, one query for all is faster than one for each."""

Value = TypeVar("Value")
Made = TypeVar("Made", bound=Composed)

HTML, MENTIONS = PARTS.index("html"), PARTS.index("mentions")
NO_STAT: scan.Stat = (0, 0, 0, 0)
"""The stat of no file."""

_encode = msgspec.json.encode
_record = msgspec.json.Decoder(Record).decode
_composed = msgspec.json.Decoder(Composed).decode
_by_entry = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_mentions = msgspec.json.Decoder(tuple[Mention, ...]).decode


class Records:
    """The site's composed articles, stored in `folder` between builds. What is stored is ignored unless `read`. Large
    parts load lazily.
    """

    def __init__(self, folder: Path, *, read: bool = True) -> None:
        self._shelf = Shelf(ours(folder / "articles.sqlite"), PARTS)
        self._records: dict[str, Record] = {}
        self._unread = read
        """Whether the shelf may have records that are not in `_records`."""
        self._articles: dict[str, Composed] = {}
        self._ids: dict[str, str] = {}
        self._heads: dict[str, bytes] = {}
        self._parts: dict[str, tuple[bytes, ...]] = {}
        """Parts not yet written."""
        self.stale: dict[str, Text] = {}
        """Path of a stale article → why it is composed again."""

    def clear(self) -> None:
        """Drop everything, after the cache proved to be damaged."""
        self._records, self._articles, self._heads, self._parts = {}, {}, {}, {}
        self._unread = False

    def __contains__(self, path: str) -> bool:
        """Whether the record of the article at `path` was read or made."""
        return path in self._records

    def stat(self, path: str) -> scan.Stat:
        """The stat with which the article at `path` is known to be fresh; zeros if its source must be read to know."""
        record = self._records.get(path)
        return record.stat if record and scan.trusted(record.stat, record.seen) else NO_STAT

    def _read(self, paths: Collection[str]) -> None:
        """Read the records of these articles."""
        if len(paths) >= BULK_READ:
            self._read_all()
        elif self._unread:
            self._learn((path, head) for path in paths if (head := self._shelf.head(path)))

    def _read_all(self) -> None:
        if self._unread:
            self._unread = False
            self._learn(self._shelf.heads())

    def _learn(self, heads: Iterable[tuple[str, bytes]]) -> None:
        for path, head in heads:
            if path not in self._records and (record := _decoded(_record, head)):
                self._records[path] = record

    def split(
        self, paths: Collection[str], files: Mapping[str, scan.Stat], job: Job
    ) -> tuple[dict[str, Composed], list[str]]:
        """The fresh ones of these articles by path, and the paths of the stale ones."""
        self._read(paths)
        self.stale = {path: REASONS[reasons[0]] for path in paths if (reasons := self._check(path, files[path], job))}
        for path in self.stale:
            self._records.pop(path, None)  # thousands of them would lie beside the new ones
        fresh = self._load([path for path in paths if path not in self.stale])
        self.stale |= {path: REASONS["lost"] for path in paths if path not in fresh and path not in self.stale}
        return fresh, [path for path in paths if path in self.stale]

    def _check(self, path: str, stat: scan.Stat, job: Job) -> tuple[str, ...]:
        """Why the article at `path` is stale. The record of a fresh one is updated."""
        record = self._records.get(path)
        if record is None:
            return out_of_date(None, Now(str, "", "", str))
        same = record.stat == stat and scan.trusted(stat, record.seen)
        if same and record.base == job.base:
            return ()
        seen = record.seen if same else scan.now()
        digest = record.digest if same else _digest(job.root / path)
        now = Now(lambda: digest, job.composer.base, job.base, lambda: self._key(path, record, job))
        reasons = out_of_date(record, now)
        if not reasons:
            self._keep(path, replace(record, stat=stat, seen=seen, base=job.base))
        return reasons

    def _key(self, path: str, record: Record, job: Job) -> str:
        """The cache key of an article with unchanged source under the current glossary."""
        text = self._shelf.get(path, "text", record.sums[PARTS.index("text")])
        return job.composer.key(path, record.digest, text.decode(), record.names) if text is not None else ""

    def _load(self, paths: Collection[str]) -> dict[str, Composed]:
        """The composed articles at `paths`, without damaged ones."""
        wanted = {path for path in paths if path not in self._articles}
        found: Iterable[tuple[str, bytes | None]]
        if len(wanted) < BULK_READ:
            found = ((path, self._shelf.get(path, "composed", self._records[path].sums[0])) for path in wanted)
        else:
            found = (row for row in self._shelf.all("composed") if row[0] in wanted)  # streamed, to save memory
        for path, data in found:
            whole = data is not None and seal(data) == self._records[path].sums[0]
            if data is not None and whole and (composed := _decoded(_composed, data)):
                self._articles[path] = self.with_shared_ids(composed)
        return {path: self._articles[path] for path in paths if path in self._articles}

    def add(self, made: SerializedArticle, stat: scan.Stat, seen: int, job: Job) -> Composed:
        """Store an article whose stat was taken at `seen`, unless it has errors. Raises OSError."""
        if made.faulty:
            self._records.pop(made.path, None)
            self._parts.pop(made.path, None)
            self._articles[made.path] = made.faulty
            return made.faulty
        self._articles[made.path] = composed = self.with_shared_ids(_composed(made.parts[0]))
        self._parts[made.path] = made.parts
        self._keep(
            made.path,
            Record(stat, seen, made.digest, job.composer.base, job.base, made.key, made.names, made.sums),
        )
        if len(self._parts) >= BATCH:
            self.save()
        return composed

    def shared(self, names: Iterable[str]) -> list[str]:
        """The names; each is in memory only once, as are the ids of `with_shared_ids`."""
        return [self._ids.setdefault(name, name) for name in names]

    def with_shared_ids(self, article: Made) -> Made:
        """The article; each of the many ids of entries is in memory only once."""
        same = self._ids.setdefault
        force_setattr(article, "counts", {same(ref, ref): count for ref, count in article.counts.items()})
        force_setattr(article, "marks", {same(ref, ref): count for ref, count in article.marks.items()})
        return article

    def _keep(self, path: str, record: Record) -> None:
        self._records[path] = record
        self._heads[path] = _encode(record)

    def prune(self, paths: Iterable[str]) -> None:
        """Drop all articles but those at `paths`, and save. Raises OSError."""
        self._read_all()
        gone = list(self._records.keys() - set(paths))
        for path in gone:
            del self._records[path]
            self._heads.pop(path, None)
            self._parts.pop(path, None)
        self._articles = {path: self._articles[path] for path in paths if path in self._articles}
        if gone:
            self._shelf.drop(gone)
        self.save()

    def save(self) -> None:
        """Write everything not yet written. Raises OSError."""
        heads, parts, self._heads, self._parts = self._heads, self._parts, {}, {}
        if heads:
            self._shelf.put(heads, parts)

    @staticmethod
    def forget() -> None:
        """Free what was last loaded, which for a large article is several times its source."""
        _html.cache_clear()
        _mentions_by_entry.cache_clear()

    def html_of(self, composed: Composed | Article) -> LazyHtml:
        """The lazy HTML of a composed article, identified by its cache key."""
        return self.texts_of(composed.path)[0]

    def mentions_of(self, composed: Composed | Article) -> Mentions:
        """The lazy mentions of a composed article."""
        return self.texts_of(composed.path)[1]

    def texts_of(self, path: str) -> tuple[LazyHtml, Mentions]:
        """The lazy HTML and mentions of the composed article at `path`."""
        record = self._records.get(path)
        if record is None:  # it has errors, and no page
            return NO_HTML, NO_MENTIONS
        html, mentions = self.loaders(path, record.sums[HTML], record.sums[MENTIONS])
        return LazyHtml(record.key, html), Mentions(mentions)

    def loaders(self, path: str, html: str, mentions: str) -> tuple["LoadHtml", "LoadMentions"]:
        """What loads the HTML and the mentions of the article at `path`, which have these checksums."""
        return LoadHtml(self._shelf, path, html), LoadMentions(self._shelf, path, mentions)


class LoadHtml(Struct, frozen=True):
    """Loads an article's woven HTML. A class, since it must be picklable."""

    shelf: Shelf
    path: str
    total: str

    def __call__(self) -> str:
        """The HTML. Raises Missing if the cache lost or changed it."""
        return _html(self.shelf.path, self.path, self.total)


@lru_cache(maxsize=1)
def _html(shelf: Path, path: str, total: str) -> str:
    """Caches one article: its page and its annotations are rendered one after the other."""
    html = Shelf(shelf, PARTS).get(path, "html", total)
    if html is None:
        raise Missing(path)
    return html.decode()


class LoadMentions(Struct, frozen=True):
    """Loads an article's mentions of an entry."""

    shelf: Shelf
    path: str
    total: str

    def __call__(self, ref: str) -> tuple[Mention, ...]:
        """The mentions. Raises Missing if the cache lost or changed them."""
        found = _mentions_by_entry(self.shelf.path, self.path, self.total)
        return _mentions(found[ref]) if ref in found else ()


@lru_cache(maxsize=512)
def _mentions_by_entry(shelf: Path, path: str, total: str) -> Mapping[str, msgspec.Raw]:
    """Caches a few hundred articles: consecutive entry pages mention the same ones."""
    data = Shelf(shelf, PARTS).get(path, "mentions", total)
    if data is None:
        raise Missing(path)
    return _by_entry(data)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _decoded(decode: Callable[[bytes], Value], data: bytes) -> Value | None:
    try:
        return decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
