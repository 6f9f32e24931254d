"""The composed articles of the last build, by path, and which of them still stand."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.article.compose import Job, Piece
from generator.core.article import Composed, Html
from generator.core.entry import Entry
from generator.core.errors import Text
from generator.glossary import definitions
from generator.pipeline import workers
from generator.store import cache, scan
from generator.store.packs import Kept, Packs

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


class Load(Struct, frozen=True):
    """Loads an article's woven HTML. A class, as worker processes must be able to receive it."""

    folder: Path
    place: Kept | None

    def __call__(self) -> str:
        """The HTML. Raises Missing where the cache lost it or holds something else."""
        return _html(self.folder, self.place)


@lru_cache(maxsize=1)
def _html(folder: Path, place: Kept | None) -> str:
    """Kept until the next one is asked for: an article's page and its annotations are made one after the other."""
    html = Packs(folder).get(place) if place else None
    if html is None:
        raise cache.Missing(place)
    return html


class Records:
    """What is known of the site's articles, kept in `folder` between builds; `read` says whether to believe what is
    there.
    """

    def __init__(self, folder: Path, *, read: bool = True) -> None:
        self.packs = Packs(folder / "articles")
        self._index = folder / "articles.json"
        self._recent = folder / "articles-recent.json"
        self._definitions = folder / "definitions.json"
        self._saved: Mapping[str, Record] = (cache.load(self._index, dict[str, Record]) or {}) if read else {}
        recent = (cache.load(self._recent, dict[str, Record]) or {}) if read else {}
        self._records: dict[str, Record] = {**self._saved, **recent}
        self._rendered = (cache.load(self._definitions, dict[str, definitions.Rendered]) or {}) if read else {}
        self._coming: Callable[[], Mapping[str, str]] | None = None
        """Gives the pinyin of names, by then."""
        self._dirty = False
        self.because: dict[str, Text] = {}
        """Path of an article → why it is composed again."""

    def forget(self) -> None:
        """Believe nothing any more: something of the cache turned out to be wrong."""
        self._saved, self._records, self._rendered, self._dirty = {}, {}, {}, True

    def fresh(
        self, paths: Iterable[str], files: Mapping[str, scan.Stat], job: Job
    ) -> tuple[dict[str, Composed], list[str]]:
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
        """Keep what a worker made of an article whose stat was taken at `seen`. One with errors is composed again
        next time.
        """
        if any(problem.level == "error" for problem in piece.composed.problems):
            self._records.pop(piece.path, None)
        else:
            self._records[piece.path] = Record(stat, seen, job.base, job.composer.base, piece)
        self._dirty = True
        return piece.composed

    def settle(self, paths: Iterable[str]) -> None:
        """All but the articles at `paths` is forgotten. Before any HTML is asked for, as texts may move. Raises
        OSError.
        """
        paths = set(paths)
        kept = {path: record for path, record in self._records.items() if path in paths}
        if self._dirty or len(kept) != len(self._records):
            many = len(self._changed(kept)) * FEW > len(self._saved)
            self._records, self._dirty = self._packed(kept) if many else kept, True

    def save(self) -> None:
        """Write what is known, if that changed. Raises OSError.

        Few changes go to a file of their own, so that one article's change does not write the records of all. Each
        record tells by
        itself whether it stands: what a build that was cut off leaves in the two files does no harm. What either
        names stays kept.
        """
        if not self._dirty:
            return
        changed = self._changed(self._records)
        if len(changed) * FEW <= len(self._saved):
            cache.save(self._recent, changed)
        else:
            cache.save(self._index, self._records)
            cache.save(self._recent, {})
            self._saved = dict(self._records)
        self.packs.keep(_packs([*self._records.values(), *self._saved.values()]))
        self._dirty = False

    def _changed(self, records: Mapping[str, Record]) -> dict[str, Record]:
        """Those of `records` that the index does not hold."""
        return {path: record for path, record in records.items() if self._saved.get(path) is not record}

    def html_of(self, composed: Composed) -> Html:
        """The HTML of an article that was composed or still stands; its key stands for all that it was composed of."""
        record = self._records.get(composed.path)
        key, place = (record.piece.key, record.piece.html) if record else ("", None)
        return Html(key, Load(self.packs.root, place))

    def begin_pinyin(self, entries: Collection[Entry]) -> None:
        """Find out the pinyin of `entries` beside other work, where none is known; it takes 50 MB that this process
        then spares.
        """
        if not self._rendered and len(entries) >= workers.ALONE:
            self._coming = workers.aside(definitions.spell, [entry.name for entry in entries if not entry.pinyin])

    def definitions(self, entries: Iterable[Entry]) -> Mapping[str, definitions.Rendered]:
        """The rendered definitions of `entries`, by key; what is new among them is kept. Raises OSError."""
        coming, self._coming = self._coming, None
        rendered = definitions.render(entries, self._rendered, coming() if coming else None)
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
        text = self.packs.get(piece.text) if piece.text else None
        return text is not None and job.composer.key(piece.path, piece.digest, text, piece.names) == piece.key

    def _packed(self, records: dict[str, Record]) -> dict[str, Record]:
        """The records, what they name put into a new pack if more than half of the packs is named no more; what is
        lost is left out.
        """
        if self.packs.size(_packs(records.values())) <= 2 * sum(place.size for place in _places(records.values())):
            return records
        self.packs = packs = Packs(self.packs.root)
        packed = {}
        for path, record in records.items():
            texts = [text for place in _places([record]) if (text := packs.get(place)) is not None]
            if len(texts) == 2:
                places = packs.put(*texts)
                packed[path] = msgspec.structs.replace(
                    record, piece=replace(record.piece, html=places[0], text=places[1])
                )
        return packed


def _places(records: Iterable[Record]) -> list[Kept]:
    """Where the texts of `records` lie."""
    return [place for record in records for place in (record.piece.html, record.piece.text) if place]


def _packs(records: Iterable[Record]) -> set[str]:
    return {place.pack for place in _places(records)}
