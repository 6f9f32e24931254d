"""The state of the last build, per output folder: enough to decide quickly that nothing has to be done."""

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32  # detects damage; hashlib would load OpenSSL

from generator.store.scan import Stat, program, read, same, same_content, scan, shared, stat_of

VERSION = 7
BROKEN = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""Exceptions for a missing, damaged or incompatible state."""


class BuiltFile(NamedTuple):
    """A file of the output as the build left it."""

    stat: Stat
    parts: dict[str, str]
    """Digests of its inputs, by name."""


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
    warnings: list[dict[str, Any]]
    """Warnings as JSON, reported again when nothing changed."""


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
        head, stats, parts = _lines(root, output)
        made = msgspec.json.decode(parts, type=dict[str, dict[str, str]])
        known = msgspec.json.decode(stats, type=dict[str, Stat])
        return _state(head)._replace(outputs={path: BuiltFile(stat, made[path]) for path, stat in known.items()})
    except (*BROKEN, msgspec.MsgspecError):
        return None


def _lines(root: Path, output: Path) -> list[bytes]:
    """The lines of the state file: head, stats and parts of the outputs. Raises BROKEN."""
    data = read(path_of(root, output))
    if data[:8] != _sum(crc32(memoryview(data)[8:])):
        raise ValueError(output)
    return data.split(b"\n")[1:]


def _sum(total: int) -> bytes:
    return b"%08x" % total


def _state(head: bytes) -> State:
    said = json.loads(head)
    if said.pop("version") != VERSION:
        raise ValueError(VERSION)
    return State(**said, outputs={})


def save(root: Path, output: Path, state: State) -> None:
    """Save the state. Raises OSError."""
    import msgspec  # lazy: `current` does not need it

    said = state._asdict() | {"version": VERSION}
    made = said.pop("outputs")
    path = path_of(root, output)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.part")
    total = 0
    try:
        with scratch.open("wb") as file:
            file.write(_sum(total))
            for line in (
                said,
                {path: one.stat for path, one in made.items()},
                {path: one.parts for path, one in made.items()},
            ):
                piece = b"\n" + msgspec.json.encode(line)
                total = crc32(piece, total)
                file.write(piece)
            file.seek(0)
            file.write(_sum(total))
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
        raise


def current(root: Path, output: Path, options: str) -> State | None:
    """The state of `output`, without parts, if a build of `root` with these options has nothing to do; else None."""
    try:
        head, stats, _ = _lines(root, output)
        state = _state(head)
        if state.options != options or state.program != program() or 0 < state.due <= time.time():
            return None
        inputs, left_out = scan(root)
        if left_out or not same(state.inputs, {**inputs, **shared(state.sources)}, state.seen):
            return None
        if state.beside and not same(state.beside, {path: stat_of(path) for path in state.beside}, state.seen):
            return None
        outputs = {path: BuiltFile(stat, {}) for path, stat in json.loads(stats).items()}
        return state._replace(outputs=outputs) if intact(output, outputs) else None
    except BROKEN:
        return None


def intact(output: Path, made: Mapping[str, BuiltFile]) -> bool:
    """Whether every file that the build wrote is unmodified. Raises OSError if one is gone."""
    return all(same_content(stat_of(f"{output}/{path}"), one.stat) for path, one in made.items())
