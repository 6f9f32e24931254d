"""The composed articles of the last build, by path, and which of them still stand."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from generator import cache, definitions, scan, workers
from generator.compose import Job, Kept, Piece
from generator.errors import Text
from generator.model import Composed, Entry, Html

BECAUSE = {
    "new": Text("新文章", "a new article"),
    "changed": Text("文章改了", "the article changed"),
    "glossary": Text("文中有改动过的词条", "an entry that occurs in it changed"),
    "settings": Text("设置或程序改了", "settings or the program changed"),
}


FEW = 8
"""Changes are few up to one in so many articles."""


class Record(msgspec.Struct, frozen=True):
    """An article as it was last composed."""

    stat: scan.Stat
    seen: int
    """When its stat was taken (ns since the epoch)."""
    base: str
    """`Job.base` under which it was last known to stand."""
    settings: str
    """`Composer.base` of that time."""
    piece: Piece


@dataclass(frozen=True, slots=True)
class Load:
    """Loads an article's woven HTML. A class, as worker processes must be able to receive it."""

    store: cache.Folder
    key: str
    digest: str

    def __call__(self) -> str:
        """The HTML. Raises Missing where the cache lost it or holds something else."""
        return _html(self.store.root, self.key, self.digest)


@lru_cache(maxsize=1)
def _html(store: Path, key: str, digest: str) -> str:
    """Kept until the next one is asked for: an article's page and its annotations are made one after the other."""
    kept = cache.Folder(store).get(key, Kept)
    if kept is None or sha256(kept.html.encode("utf-8", "surrogatepass")).hexdigest() != digest:
        raise cache.Missing(key)
    return kept.html


class Records:
    """What is known of the site's articles, kept in `folder` between builds; `read` says whether to believe what is there."""

    def __init__(self, folder: Path, *, read: bool = True) -> None:
        self.store = cache.Folder(folder / "articles")
        self._index = folder / "articles.json"
        self._recent = folder / "articles-recent.json"
        self._definitions = folder / "definitions.json"
        self._saved: Mapping[str, Record] = (cache.load(self._index, dict[str, Record]) or {}) if read else {}
        recent = (cache.load(self._recent, dict[str, Record]) or {}) if read else {}
        self._records: dict[str, Record] = {**self._saved, **recent}
        self._replaced: set[str] = set()
        """Keys under which values of articles were kept that have been composed again."""
        self._rendered = (cache.load(self._definitions, dict[str, definitions.Rendered]) or {}) if read else {}
        self._coming: Callable[[], Mapping[str, definitions.Rendered]] | None = None
        self._dirty = False
        self.because: dict[str, Text] = {}
        """Path of an article → why it is composed again."""

    def forget(self) -> None:
        """Believe nothing any more: something of the cache turned out to be wrong."""
        self._saved, self._records, self._rendered, self._dirty = {}, {}, {}, True

    def fresh(self, paths: Iterable[str], files: Mapping[str, scan.Stat], job: Job) -> tuple[dict[str, Composed], list[str]]:
        """The articles that still stand, by path, and the paths of those that must be composed."""
        self.because = {}
        stand: dict[str, Composed] = {}
        todo = []
        for path in paths:
            record = self._records.get(path)
            if record is None:
                self.because[path] = BECAUSE["new"]
            elif record.stat == files[path] and record.base == job.base and scan.trusted(record.stat, record.seen):
                stand[path] = record.piece.composed
                continue
            elif (checked := self._check(path, record, files[path], job)) is not None:
                self._records[path] = checked
                self._dirty = True
                stand[path] = checked.piece.composed
                continue
            todo.append(path)
        return stand, todo

    def add(self, piece: Piece, stat: scan.Stat, seen: int, job: Job) -> Composed:
        """Keep what a worker made of an article whose stat was taken at `seen`. One with errors is composed again next time."""
        if any(problem.level == "error" for problem in piece.composed.problems):
            self._replaced |= _keys([self._records.pop(piece.path, None)])
        else:
            self._replaced |= _keys([self._records.get(piece.path)])
            self._records[piece.path] = Record(stat, seen, job.base, job.composer.base, piece)
        self._dirty = True
        return piece.composed

    def save(self, paths: Iterable[str]) -> None:
        """Write what is known of the articles at `paths`; all else is forgotten. Raises OSError.

        Few changes go to a file of their own, so that one article's change does not write the records of all. Each record tells by
        itself whether it stands: what a build that was cut off leaves in the two files does no harm. What either names stays kept.
        """
        paths = set(paths)
        kept = {path: record for path, record in self._records.items() if path in paths}
        if not self._dirty and len(kept) == len(self._records):
            return
        recent = {path: record for path, record in kept.items() if self._saved.get(path) is not record}
        names = _keys(kept.values())
        if len(recent) * FEW <= len(self._saved):
            cache.save(self._recent, recent)
            gone = [record for path, record in self._records.items() if path not in paths]
            self.store.drop((self._replaced | _keys(gone)) - names - _keys(self._saved.values()))
        else:
            cache.save(self._index, kept)
            cache.save(self._recent, {})
            self._saved = dict(kept)
            self.store.keep(names)
        self._records, self._dirty, self._replaced = kept, False, set()

    def html_of(self, composed: Composed) -> Html:
        """The HTML of an article that was composed or still stands; its key stands for all that it was composed of."""
        record = self._records.get(composed.path)
        key = record.piece.key if record else ""
        return Html(key, Load(self.store, key, composed.html_digest))

    def begin_definitions(self, entries: Collection[Entry]) -> None:
        """Render the definitions of `entries` beside other work, where none is known; pinyin takes 50 MB that this process then spares."""
        if not self._rendered and len(entries) >= workers.ALONE:
            self._coming = workers.aside(definitions.render, list(entries), {})

    def definitions(self, entries: Iterable[Entry]) -> Mapping[str, definitions.Rendered]:
        """The rendered definitions of `entries`, by key; what is new among them is kept. Raises OSError."""
        coming, self._coming = self._coming, None
        rendered = definitions.render(entries, coming() if coming else self._rendered)
        if rendered.keys() != self._rendered.keys():
            cache.save(self._definitions, rendered)
        self._rendered = rendered
        return rendered

    def _check(self, path: str, record: Record, stat: scan.Stat, job: Job) -> Record | None:
        """The record, brought up to now, if composing would give the same; else None, with the reason in `because`."""
        digest = record.piece.digest
        if record.stat != stat or not scan.trusted(stat, record.seen):
            seen = scan.now()
            try:
                digest = sha256((job.root / path).read_bytes()).hexdigest()
            except OSError:
                digest = ""
            record = msgspec.structs.replace(record, stat=stat, seen=seen)
        if digest != record.piece.digest:
            self.because[path] = BECAUSE["changed"]
        elif record.settings != job.composer.base:
            self.because[path] = BECAUSE["settings"]
        elif record.base == job.base:
            return record
        elif self._same_candidates(record, job):
            return msgspec.structs.replace(record, base=job.base)
        else:
            self.because[path] = BECAUSE["glossary"]
        return None

    def _same_candidates(self, record: Record, job: Job) -> bool:
        """Whether the glossary, which changed, still has the same to say about this article's text."""
        piece = record.piece
        kept = self.store.get(piece.key, Kept)
        return kept is not None and job.composer.key(piece.digest, kept.text, piece.names) == piece.key


def _keys(records: Iterable[Record | None]) -> set[str]:
    """The names under which the values of `records` are kept."""
    return {record.piece.key for record in records if record}
