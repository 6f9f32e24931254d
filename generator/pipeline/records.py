"""The composed articles of the last build, by path."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.article.compose import PARTS, Job, Parcel
from generator.core.article import Composed, LazyHtml, Mention, Mentions
from generator.core.errors import Text
from generator.pipeline.staleness import REASONS, Now, Record, out_of_date
from generator.store import scan
from generator.store.cache import Missing
from generator.store.shelf import Shelf, sum_of

BATCH = 64
"""Articles that are written at once."""
MANY = 16
"""From so many articles on, reading those of all is faster than reading one after the other."""

Value = TypeVar("Value")

_encode = msgspec.json.encode
_record = msgspec.json.Decoder(Record).decode
_composed = msgspec.json.Decoder(Composed).decode
_by_entry = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_mentions = msgspec.json.Decoder(tuple[Mention, ...]).decode


class Records:
    """What is known of the site's articles, kept in `folder` between builds; `read` says whether to believe what is
    there. Nothing long is read before it is asked for.
    """

    def __init__(self, folder: Path, *, read: bool = True) -> None:
        self._shelf = Shelf(folder / "articles.sqlite", PARTS)
        self._records: dict[str, Record] = {}
        if read:
            for path, head in self._shelf.heads().items():
                if record := _decoded(_record, head):
                    self._records[path] = record
        self._articles: dict[str, Composed] = {}
        self._heads: dict[str, bytes] = {}
        self._parts: dict[str, tuple[bytes, ...]] = {}
        """What is not yet written."""
        self.because: dict[str, Text] = {}
        """Path of an article → why it is composed again."""

    def forget(self) -> None:
        """Believe nothing any more: something of the cache turned out to be wrong."""
        self._records, self._articles, self._heads, self._parts = {}, {}, {}, {}

    def fresh(
        self, paths: Collection[str], files: Mapping[str, scan.Stat], job: Job
    ) -> tuple[dict[str, Composed], list[str]]:
        """The articles that still stand, by path, and the paths of those that must be composed."""
        self.because = {path: REASONS[reasons[0]] for path in paths if (reasons := self._check(path, files[path], job))}
        standing = self._load([path for path in paths if path not in self.because])
        self.because |= {path: REASONS["lost"] for path in paths if path not in standing and path not in self.because}
        return standing, [path for path in paths if path in self.because]

    def _check(self, path: str, stat: scan.Stat, job: Job) -> tuple[str, ...]:
        """Why the article at `path` does not stand; the record of one that does is brought up to now."""
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
        """The cache key of an article whose source is as it was, with the glossary of now."""
        text = self._shelf.get(path, "text", record.sums[PARTS.index("text")])
        return job.composer.key(path, record.digest, text.decode(), record.names) if text is not None else ""

    def _load(self, paths: Collection[str]) -> dict[str, Composed]:
        """What is known of the articles at `paths`; damaged ones are left out."""
        wanted = {path for path in paths if path not in self._articles}
        found: Iterable[tuple[str, bytes | None]]
        if len(wanted) < MANY:
            found = ((path, self._shelf.get(path, "composed", self._records[path].sums[0])) for path in wanted)
        else:
            found = (row for row in self._shelf.all("composed") if row[0] in wanted)  # not all at once in memory
        for path, data in found:
            whole = data is not None and sum_of(data) == self._records[path].sums[0]
            if data is not None and whole and (composed := _decoded(_composed, data)):
                self._articles[path] = composed
        return {path: self._articles[path] for path in paths if path in self._articles}

    def add(self, made: Parcel, stat: scan.Stat, seen: int, job: Job) -> Composed:
        """Keep what a worker made of an article whose stat was taken at `seen`. One with errors is composed again next
        time. Raises OSError.
        """
        if made.faulty:
            self._records.pop(made.path, None)
            self._parts.pop(made.path, None)
            self._articles[made.path] = made.faulty
            return made.faulty
        self._articles[made.path] = composed = _composed(made.parts[0])
        self._parts[made.path] = made.parts
        self._keep(
            made.path,
            Record(stat, seen, made.digest, job.composer.base, job.base, made.key, made.names, made.sums),
        )
        if len(self._parts) >= BATCH:
            self.save()
        return composed

    def _keep(self, path: str, record: Record) -> None:
        self._records[path] = record
        self._heads[path] = _encode(record)

    def settle(self, paths: Iterable[str]) -> None:
        """All but the articles at `paths` is forgotten. Raises OSError."""
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
        """Write what is known and not yet written. Raises OSError."""
        heads, parts, self._heads, self._parts = self._heads, self._parts, {}, {}
        if heads:
            self._shelf.put(heads, parts)

    def html_of(self, composed: Composed) -> LazyHtml:
        """The HTML of an article that was composed or still stands; its key stands for all that it was composed of."""
        record = self._records.get(composed.path)
        if record is None:  # it has errors, and no page
            return LazyHtml("", Load(self._shelf, composed.path, ""))
        return LazyHtml(record.key, Load(self._shelf, composed.path, record.sums[PARTS.index("html")]))

    def mentions_of(self, composed: Composed) -> Mentions:
        """The mentions of an article that was composed or still stands."""
        record = self._records.get(composed.path)
        total = record.sums[PARTS.index("mentions")] if record else ""
        return Mentions(LoadMentions(self._shelf, composed.path, total))


class Load(Struct, frozen=True):
    """Loads an article's woven HTML. A class, as worker processes must be able to receive it."""

    shelf: Shelf
    path: str
    total: str

    def __call__(self) -> str:
        """The HTML. Raises Missing where the cache lost it or holds something else."""
        return _html(self.shelf.path, self.path, self.total)


@lru_cache(maxsize=1)
def _html(shelf: Path, path: str, total: str) -> str:
    """Kept until the next one is asked for: an article's page and its annotations are made one after the other."""
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
        """The mentions. Raises Missing where the cache lost them or holds something else."""
        found = _mentions_by_entry(self.shelf.path, self.path, self.total)
        return _mentions(found[ref]) if ref in found else ()


@lru_cache(maxsize=512)
def _mentions_by_entry(shelf: Path, path: str, total: str) -> Mapping[str, msgspec.Raw]:
    """Kept of a few hundred articles: the pages of entries that are rendered one after the other name the same ones."""
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
