"""The state of the last build, per output folder: enough to decide quickly that nothing has to be done."""

import json
import os
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from generator.store import scan
from generator.store.scan import Look, Stat, near, packed, program, regular, same, shared, stat_of, trusted
from generator.store.seal import seal

VERSION = 12
NUL = "\0"
"""Between paths as they are kept: no path has one."""
BROKEN = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""Exceptions for a missing, damaged or incompatible state."""


Mark = tuple[int, int]
"""mtime (ns) and size (bytes) of a file that we wrote. Hard links change the rest of its stat."""


class BuiltFile(NamedTuple):
    """A file of the output as the build left it."""

    mark: Mark
    told: bytes
    """`parts` as JSON: of most files they are only kept."""

    @property
    def parts(self) -> dict[str, str]:
        """Digests of its inputs, by name."""
        found: dict[str, str] = json.loads(self.told)
        return found


class Bundle(NamedTuple):
    """The files of a sheaf of pages as the build left them."""

    told: str
    """Digest of all that they are made from."""
    paths: list[str]
    marks: "array[int]"
    """`BuiltFile.mark` of each, flattened."""
    listed: bytes
    """The sitemap's data of the pages, as JSON."""
    parts: bytes
    """`BuiltFile.told` of each, as JSON."""

    def files(self) -> Iterator[tuple[str, BuiltFile]]:
        """Path and file of each."""
        return _files(self.paths, self.marks, self.parts)


def bundled(told: str, files: Mapping[str, BuiltFile], listed: Sequence[str]) -> Bundle:
    """The bundle of these files."""
    import msgspec  # lazy, as in `load`

    marks = _numbers(chain.from_iterable(one.mark for one in files.values()))
    return Bundle(told, list(files), marks, msgspec.json.encode(listed), _parts(files))


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
    """Only saved: `load` leaves them out, as `current` alone compares them."""
    sources: list[str]
    """Real paths of the shared glossaries; their files are among `inputs`."""
    beside: dict[str, Stat]
    """See `Loaded.beside`; by absolute path."""
    outputs: dict[str, BuiltFile]
    """The files that are in no bundle."""
    bundles: dict[str, Bundle]
    """By name of the sheaf."""
    warnings: list[dict[str, Any]]
    """Warnings as JSON, reported again when nothing changed."""


def encoded(parts: dict[str, str]) -> bytes:
    """The digests of a file's inputs as `BuiltFile.told`."""
    import msgspec  # lazy, as in `load`

    return msgspec.json.encode(parts)


class Summary(NamedTuple):
    """The report of a build that has nothing to do."""

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
        head, (_, _, outputs, marks), rest = _parts_of(path_of(root, output), whole=True)
        state, (_, sheaves) = _state(head)
        paths, numbers = outputs.decode().split(NUL), _numbers(marks)
        parts, *lines = rest.split(b"\n")
        at = len(paths) - sum(count for _, count in sheaves.values())
        made = dict(_files(paths[:at], numbers[: 2 * at], parts))
        bundles = {}
        for (name, (told, count)), *rests in zip(sheaves.items(), lines[::2], lines[1::2], strict=True):
            bundles[name] = Bundle(told, paths[at : at + count], numbers[2 * at : 2 * (at + count)], *rests)
            at += count
        return state._replace(outputs=made, bundles=bundles)
    except (*BROKEN, msgspec.MsgspecError):
        return None


def _files(paths: Sequence[str], marks: Sequence[int], parts: bytes) -> Iterator[tuple[str, BuiltFile]]:
    import msgspec  # lazy, as in `load`

    told = map(bytes, msgspec.json.decode(parts, type=list[msgspec.Raw]))
    return zip(paths, map(BuiltFile, zip(marks[::2], marks[1::2], strict=True), told), strict=True)


def _parts(files: Mapping[str, BuiltFile]) -> bytes:
    return b"[" + b",".join([one.told for one in files.values()]) + b"]"


def _parts_of(path: Path, *, whole: bool) -> tuple[bytes, list[bytes], bytes]:
    """The parts of the state file: head; paths and stats of inputs, paths and marks of outputs; if `whole`, the rest,
    which is most of it: the parts of the outputs, and for each bundle what it lists and its parts. Raises BROKEN.
    """
    with open(path, "rb", opener=regular) as file:
        first, rest, *lengths = file.readline().split()
        seen = file.read(sum(map(int, lengths)))
        parts = file.read() if whole else b""
    if seal(seen).encode() != first or (whole and seal(parts).encode() != rest):
        raise ValueError(path)
    ends = [*accumulate(map(int, lengths))]
    head, *found = [seen[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return head, found, parts


def _numbers(marks: Iterable[int] | bytes) -> "array[int]":
    """Marks as they are kept and saved: integers of 64 bits, which are read in no time."""
    return array("q", marks)


def _state(head: bytes) -> tuple[State, tuple[int, dict[str, tuple[str, int]]]]:
    """The state without its files; when the newest of its inputs was changed; digest and number of files of each bundle."""
    said = json.loads(head)
    if said.pop("version") != VERSION:
        raise ValueError(VERSION)
    more = said.pop("newest"), said.pop("sheaves")
    return State(**said, inputs={}, outputs={}, bundles={}), more


def save(root: Path, output: Path, state: State) -> None:
    """Save the state. Raises OSError."""
    import msgspec  # lazy: `current` does not need it

    from generator.store import whole

    head = state._asdict() | {"version": VERSION}
    inputs, outputs, bundles = head.pop("inputs"), head.pop("outputs"), head.pop("bundles").values()
    head["sheaves"] = {name: (one.told, len(one.paths)) for name, one in state.bundles.items()}
    head["newest"] = max([max(mtime, ctime) for mtime, ctime, *_ in inputs.values()], default=0)
    paths = chain(outputs, *(one.paths for one in bundles))
    marks = _numbers(chain.from_iterable(one.mark for one in outputs.values()))
    for bundle in bundles:
        marks.extend(bundle.marks)
    seen = msgspec.json.encode(head), _joined(inputs), packed(inputs.values()), _joined(paths), marks.tobytes()
    rest = b"\n".join([_parts(outputs), *chain.from_iterable((one.listed, one.parts) for one in bundles)])
    first = " ".join([seal(b"".join(seen)), seal(rest), *map(str, map(len, seen))])
    whole.write(path_of(root, output), (f"{first}\n".encode(), *seen, rest))


def _joined(paths: Iterable[str]) -> bytes:
    return NUL.join(paths).encode()


def current(root: Path, output: Path, options: str, look: Look | None = None) -> Summary | None:
    """The summary of the last build, if a build of `root` with these options has nothing to do; else None. `look` is a
    scan of `root`, if there is one.
    """
    try:
        head, (inputs, stats, outputs, marks), _ = _parts_of(path_of(root, output), whole=False)
        state, (newest, _) = _state(head)
        if state.options != options or state.program != program() or 0 < state.due <= time.time():
            return None
        if not trusted((newest, 0, 0, 0), state.seen) or not _are_inputs(look or scan.look(root), state, inputs, stats):
            return None
        if state.beside and not same(state.beside, {path: stat_of(path) for path in state.beside}, state.seen):
            return None
        paths = outputs.decode().split(NUL)
        if not intact(output, paths, _numbers(marks)):
            return None
        return Summary(state.articles, state.pages, len(paths), state.warnings)
    except BROKEN:
        return None


def _are_inputs(look: Look, state: State, paths: bytes, stats: bytes) -> bool:
    """Whether the inputs are the files of these paths and stats."""
    found = {**look.files, **shared(state.sources)} if state.sources else look.files
    return not look.left_out and stats == packed(found.values()) and paths == _joined(found)


def intact(output: Path, paths: Iterable[str], marks: Sequence[int]) -> bool:
    """Whether every file that the build wrote has its mark. Raises OSError if one is gone."""
    with near(output) as (folder, start):
        for path, time_, length in zip(paths, marks[::2], marks[1::2], strict=True):
            said = os.stat(start + path, dir_fd=folder)
            if said.st_mtime_ns != time_ or said.st_size != length:
                return False
    return True


def mark_of(path: str) -> Mark:
    """The mark of a file. Raises OSError."""
    said = os.stat(path)  # noqa: PTH116 — as above
    return said.st_mtime_ns, said.st_size
