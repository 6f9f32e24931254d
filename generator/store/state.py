"""The state of the last build, per output folder: enough to decide quickly that nothing has to be done."""

import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from generator.store.scan import Stat, program, regular, same, scan, shared, stat_of, trusted
from generator.store.seal import seal

VERSION = 9
BROKEN = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""Exceptions for a missing, damaged or incompatible state."""


class BuiltFile(NamedTuple):
    """A file of the output as the build left it."""

    stat: Stat
    told: bytes
    """`parts` as JSON: of most files they are only kept."""

    @property
    def parts(self) -> dict[str, str]:
        """Digests of its inputs, by name."""
        found: dict[str, str] = json.loads(self.told)
        return found


class State(NamedTuple):
    """One output folder after a build."""

    program: str
    options: str
    seen: int
    """When its inputs were scanned (ns since the epoch)."""
    due: float
    """When a scheduled article becomes due (s since the epoch); 0: never."""
    articles: int
    pages: int
    inputs: dict[str, Stat]
    sources: list[str]
    """Real paths of the shared glossaries; their files are among `inputs`."""
    beside: dict[str, Stat]
    """Files of the site's plugins, by absolute path."""
    outputs: dict[str, BuiltFile]
    sheaves: dict[str, str]
    """Name of a sheaf of pages → digest of all that they are made from."""
    warnings: list[dict[str, Any]]
    """Warnings as JSON, reported again when nothing changed."""


def encoded(parts: dict[str, str]) -> bytes:
    """The digests of a file's inputs as `BuiltFile.told`."""
    import msgspec  # lazy, as in `load`

    return msgspec.json.encode(parts)


class Summary(NamedTuple):
    """What a build that has nothing to do reports."""

    articles: int
    pages: int
    files: int
    warnings: list[dict[str, Any]]


def options_digest(*, drafts: bool, future: bool, strict: bool, base_url: str) -> str:
    """A digest of the options that the output depends on, and of the local UTC offset."""
    return f"{drafts:d}{future:d}{strict:d} {time.localtime().tm_gmtoff} {base_url}"


def path_of(root: Path, output: Path) -> Path:
    """The state file of an output folder."""
    return root / ".cache" / f"state-{crc32(str(output.resolve()).encode()):08x}.json"


def load(root: Path, output: Path) -> State | None:
    """The state of `output`; None if it is missing or damaged."""
    import msgspec  # a build has it, and it takes a third of the time; whoever only looks needs it not

    try:
        head, inputs, stats, outputs, built, parts = _lines(path_of(root, output), whole=True)
        decode = msgspec.json.decode
        told = map(bytes, decode(parts, type=list[msgspec.Raw]))
        made = map(BuiltFile, _stats(decode(built, type=list[int])), told)
        return _state(head)._replace(
            inputs=dict(zip(decode(inputs, type=list[str]), _stats(decode(stats, type=list[int])), strict=True)),
            outputs=dict(zip(decode(outputs, type=list[str]), made, strict=True)),
        )
    except (*BROKEN, msgspec.MsgspecError):
        return None


def _lines(path: Path, *, whole: bool) -> list[bytes]:
    """The lines of the state file: head, paths and stats of inputs and of outputs; if `whole`, also the parts of the
    outputs, which are most of it. Raises BROKEN.
    """
    with open(path, "rb", opener=regular) as file:
        first, rest, length = file.readline().split()
        seen = file.read(int(length))
        parts = file.read() if whole else b""
    if seal(seen).encode() != first or (whole and seal(parts).encode() != rest):
        raise ValueError(path)
    return seen.split(b"\n") + ([parts] if whole else [])


def _stats(numbers: Sequence[int]) -> Iterator[Stat]:
    """Stats, written one after the other."""
    return zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True)


def _state(head: bytes) -> State:
    said = json.loads(head)
    if said.pop("version") != VERSION:
        raise ValueError(VERSION)
    return State(**said, inputs={}, outputs={})


def save(root: Path, output: Path, state: State) -> None:
    """Save the state. Raises OSError."""
    import msgspec  # lazy: `current` does not need it

    from generator.store import whole

    head = state._asdict() | {"version": VERSION}
    inputs, outputs = head.pop("inputs"), head.pop("outputs")
    seen = b"\n".join(
        map(
            msgspec.json.encode,
            (
                head,
                list(inputs),
                list(chain.from_iterable(inputs.values())),
                list(outputs),
                list(chain.from_iterable(one.stat for one in outputs.values())),
            ),
        )
    )
    parts = b"[" + b",".join([one.told for one in outputs.values()]) + b"]"
    whole.write(path_of(root, output), (f"{seal(seen)} {seal(parts)} {len(seen)}\n".encode(), seen, parts))


def current(root: Path, output: Path, options: str) -> Summary | None:
    """The summary of the last build, if a build of `root` with these options has nothing to do; else None."""
    try:
        head, inputs, stats, outputs, built = _lines(path_of(root, output), whole=False)
        state = _state(head)
        if state.options != options or state.program != program() or 0 < state.due <= time.time():
            return None
        if not _are_inputs(root, state, json.loads(inputs), json.loads(stats)):
            return None
        if state.beside and not same(state.beside, {path: stat_of(path) for path in state.beside}, state.seen):
            return None
        paths = json.loads(outputs)
        if not intact(output, paths, json.loads(built)):
            return None
        return Summary(state.articles, state.pages, len(paths), state.warnings)
    except BROKEN:
        return None


def _are_inputs(root: Path, state: State, paths: Sequence[str], stats: Sequence[int]) -> bool:
    """Whether the inputs are these files, and all `stats` are trusted."""
    found, left_out = scan(root)
    found |= shared(state.sources)
    newest = max(max(stats[::4], default=0), max(stats[1::4], default=0))
    return (
        not left_out
        and trusted((newest, 0, 0, 0), state.seen)
        and paths == list(found)
        and stats == list(chain.from_iterable(found.values()))
    )


def intact(output: Path, paths: Iterable[str], stats: Sequence[int]) -> bool:
    """Whether every file that the build wrote is unmodified: as long as it was, and of the same time. Raises OSError if
    one is gone.
    """
    folder = f"{output}/"
    for path, time_, length in zip(paths, stats[::4], stats[2::4], strict=True):
        said = os.stat(folder + path)  # noqa: PTH116 — called for thousands of files
        if said.st_mtime_ns != time_ or said.st_size != length:
            return False
    return True
