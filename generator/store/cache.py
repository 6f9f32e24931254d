"""JSON cache files. Disposable: a bad or missing value is a miss."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.core.article import LazyBytes, LazyHtml
from generator.store import scan, whole
from generator.store.seal import seal, sealer

Value = TypeVar("Value")


class Envelope(msgspec.Struct):
    """A stored value with the checksum of its JSON, which detects damage and forgery."""

    sum: str
    value: msgspec.Raw


class Missing(Exception):  # noqa: N818 — not an error: the build recomputes the value
    """A cached value is gone or damaged."""


def key(*parts: object) -> str:
    """The cache key of a value that depends only on `parts`: the first 40 hex digits of the SHA-256 of their JSON."""
    return sha256(msgspec.json.encode(parts, enc_hook=_digest)).hexdigest()[:40]


def key_number(*parts: object) -> int:
    """Like `key`, as a number of 60 bits, whose `hash` is itself."""
    return int.from_bytes(sha256(msgspec.json.encode(parts, enc_hook=_digest)).digest()[:8]) >> 4


def _digest(value: object) -> object:
    """JSON for lazy values in a key: the digest of lazy HTML and files, the items of lazy mappings."""
    if isinstance(value, LazyHtml | LazyBytes):
        return value.digest
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value).__name__)


def load(path: Path, kind: type[Value]) -> Value | None:
    """The value in the file at `path`; None if it is missing, damaged or not of type `kind`."""
    try:
        kept = msgspec.json.decode(scan.read(path), type=Envelope)
        return msgspec.json.decode(kept.value, type=kind) if seal(kept.value) == kept.sum else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def sealed(value: object) -> Iterator[bytes]:
    """`value` as JSON with its checksum, in pieces, so that large values are never in memory as a whole."""
    digest = sealer()
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
    """Write `value` as JSON to `path`, whole. Raises OSError (disk full, read-only)."""
    whole.write(path, sealed(value))
