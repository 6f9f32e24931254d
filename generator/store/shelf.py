"""A key-value store in one SQLite file, kept between builds. Disposable: a lost or damaged value is a miss.

A value has a small *head*, read for all keys at once, and *parts*, each in its own table, so that one part of all values
can be read without the others. Only one process of a build writes, in short transactions. SQLite's locks separate
concurrent builds. No connection is used across a fork.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import get_ident
from typing import Any

from generator.store.seal import seal

VERSION = 3
"""Version of the tables. A file of another version is a miss, and is replaced at the next write."""
WAIT = 60.0
"""Seconds to wait for another build's transaction."""
REFUSED = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
}
"""SQLite error → errno, for errors of the system. All others mean a damaged file."""


def ours(path: Path) -> Path:
    """`path` with a mark of this user's key in its name. If it does not exist, files with another mark, or none, are removed.

    So a file that came with a site is never opened: SQLite deletes whatever file a forged journal beside it names.
    """
    mine = path.with_stem(f"{path.stem}-{seal(path.name.encode())}")
    if not mine.exists():
        for foreign in path.parent.glob(f"{path.stem}*{path.suffix}*"):
            with suppress(OSError):
                foreign.unlink()
    return mine


class Shelf:
    """The values in the file `path`, which is made when the first is put; `parts` names the parts of each."""

    def __init__(self, path: Path, parts: Sequence[str]) -> None:
        self.path = path
        self._parts = tuple(parts)

    def heads(self) -> Iterator[tuple[str, bytes]]:
        """The key and head of each value."""
        rows = self._read("SELECT key, head, sum FROM heads")
        return ((key, head) for key, head, total in rows if _is_whole(head, total, key))

    def head(self, key: str) -> bytes | None:
        """The head of the value under `key`."""
        rows: list[tuple[bytes, str]] = _rows(self.path, "SELECT head, sum FROM heads WHERE key = ?", key)
        return next((head for head, total in rows if _is_whole(head, total, key)), None)

    def all(self, part: str) -> Iterator[tuple[str, bytes]]:
        """That part of all values, in the order of the file. Unverified: compare `seal`."""
        yield from self._read(f"SELECT key, value FROM {part}")  # noqa: S608 # nosec B608 # our name

    def get(self, key: str, part: str, total: str) -> bytes | None:
        """One part of the value under `key`, if its `seal` is `total`."""
        query = f"SELECT value FROM {part} WHERE key = ?"  # noqa: S608 # nosec B608 # as above
        for _ in range(2):  # the file may have been replaced since it was opened
            rows: list[tuple[bytes]] = _rows(self.path, query, key)
            for (data,) in rows:
                if _is_whole(data, total):
                    return data
            _close()
        return None

    def put(self, heads: Mapping[str, bytes], parts: Mapping[str, Sequence[bytes]]) -> None:
        """Store these values in one transaction. A head without parts replaces only the head. Raises OSError."""

        def work(db: sqlite3.Connection) -> None:
            for number, part in enumerate(self._parts):
                rows = ((key, given[number]) for key, given in parts.items())
                db.executemany(f"REPLACE INTO {part} VALUES (?, ?)", rows)  # noqa: S608 # nosec B608 # our name
            summed = ((key, head, seal(key.encode() + head)) for key, head in heads.items())
            db.executemany("REPLACE INTO heads VALUES (?, ?, ?)", summed)

        self._write(work)

    def drop(self, keys: Iterable[str]) -> None:
        """Delete the values under `keys`. Raises OSError."""

        def work(db: sqlite3.Connection) -> None:
            for table in ("heads", *self._parts):
                db.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))  # noqa: S608 # nosec B608

        keys = list(keys)
        self._write(work)

    def _read(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Row by row: together they may be more than memory should hold."""
        with suppress(sqlite3.Error), closing(_open(self.path)) as db:  # there is none, or what is there is no database
            yield from db.execute(query)

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do `work` in one transaction. A damaged file, or one of another version, is recreated first."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for last in (False, True):
            try:
                with closing(sqlite3.connect(self.path, WAIT, isolation_level=None)) as db:
                    self._transact(db, work)
                    return
            except sqlite3.Error as error:
                code = REFUSED.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, errno.EIO if last else 0)
                if code:
                    raise OSError(code, os.strerror(code), str(self.path)) from error
                self._remove()

    def _transact(self, db: sqlite3.Connection, work: Callable[[sqlite3.Connection], None]) -> None:
        db.execute("PRAGMA synchronous = OFF")  # checksums detect damage by a power failure
        db.execute("BEGIN IMMEDIATE")
        try:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version != VERSION:
                for table in ("heads", "parts", *self._parts):  # all parts lay in one table once
                    db.execute(f"DROP TABLE IF EXISTS {table}")
                db.execute("CREATE TABLE heads (key TEXT PRIMARY KEY, head BLOB, sum TEXT) WITHOUT ROWID")
                for part in self._parts:
                    db.execute(f"CREATE TABLE {part} (key TEXT PRIMARY KEY, value BLOB)")
                db.execute(f"PRAGMA user_version = {VERSION}")
            work(db)
            db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
            raise

    def _remove(self) -> None:
        for suffix in ("", "-journal"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


def _is_whole(data: object, total: str, key: object = "") -> bool:
    return isinstance(data, bytes) and isinstance(key, str) and seal(key.encode() + data) == total


def _open(path: Path) -> sqlite3.Connection:
    """A connection for reading. Opened for writing too, to roll back what a killed build left. Raises sqlite3.Error if
    there is no file of our version.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", WAIT, isolation_level=None, uri=True)
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
    except BaseException:
        db.close()
        raise
    if version != VERSION:
        db.close()
        raise sqlite3.DatabaseError(path)
    return db


_reading: tuple[tuple[Path, int, int], sqlite3.Connection] | None = None
"""The last connection and its owner (path, process, thread): opening one takes longer than reading a value."""


def _rows(path: Path, query: str, key: str) -> list[Any]:
    global _reading  # noqa: PLW0603 — a cached connection
    me = path, os.getpid(), get_ident()
    try:
        if _reading is None or _reading[0] != me:
            _close()
            _reading = me, _open(path)
        return _reading[1].execute(query, (key,)).fetchall()
    except sqlite3.Error:
        return []


def _close() -> None:
    """Close the connection; drop the reference to one of another process or thread."""
    global _reading  # noqa: PLW0603
    if _reading is not None and _reading[0][1:] == (os.getpid(), get_ident()):
        _reading[1].close()
    _reading = None
