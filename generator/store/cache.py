"""What was expensive and may be needed again, as JSON. Disposable; a bad or missing value is a miss."""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.core.article import LazyHtml
from generator.store import scan

Value = TypeVar("Value")
BUFFER = 1 << 18
"""Bytes that are written at once."""


class Envelope(msgspec.Struct):
    """A kept value with the SHA-256 of its JSON: damage of any kind is a miss."""

    sum: str
    value: msgspec.Raw


class Missing(Exception):  # noqa: N818 — it is no error: a build then makes the value again
    """A value that was kept is gone, or is not what was kept."""


def key(*parts: object) -> str:
    """A name for the value that depends on `parts` and nothing else: SHA-256 of their JSON, hex, the first 40 digits."""
    return sha256(msgspec.json.encode(parts, enc_hook=_digest)).hexdigest()[:40]


def _digest(value: object) -> object:
    """HTML that is fetched only when it is printed stands in a key by its digest, values that are made late by
    themselves.
    """
    if isinstance(value, LazyHtml):
        return value.digest
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value).__name__)


def load(path: Path, kind: type[Value]) -> Value | None:
    """The JSON value in the file at `path`, or None where it is missing or not of type `kind`."""
    try:
        kept = msgspec.json.decode(scan.read(path), type=Envelope)
        return msgspec.json.decode(kept.value, type=kind) if sha256(kept.value).hexdigest() == kept.sum else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def sealed(value: object) -> Iterator[bytes]:
    """`value` as JSON with its sum, in pieces: what is kept of thousands of articles is never whole in memory."""
    digest = sha256()
    yield b'{"value":'
    for piece in _items(value) if isinstance(value, dict) else [msgspec.json.encode(value)]:
        digest.update(piece)
        yield piece
    yield f',"sum":"{digest.hexdigest()}"}}'.encode()


def _items(table: dict[str, object]) -> Iterator[bytes]:
    before = b"{"
    for key_, value in table.items():
        yield before + msgspec.json.encode(key_) + b":" + msgspec.json.encode(value)
        before = b","
    yield b"}" if table else b"{}"


def save(path: Path, value: object) -> None:
    """Write `value` as JSON to `path`, atomically. Raises OSError where that can't be done (disk full, read-only)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with scratch.open("wb", buffering=BUFFER) as file:
            file.writelines(sealed(value))
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
        raise
