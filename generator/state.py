"""What a build left behind, per output folder: enough to tell, without loading anything heavy, that nothing has to be done."""

import json
import os
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from generator.scan import Stat, program, same, same_content, scan, stat_of

VERSION = 3


class Made(NamedTuple):
    """A file of the output as a build left it."""

    stat: Stat
    parts: dict[str, str]
    """Digests of what it was made of, by name."""


class State(NamedTuple):
    """One output folder after a build."""

    program: str
    options: str
    seen: int
    """When its inputs were looked at (ns since the epoch)."""
    due: float
    """When an article that is dated in the future becomes current (s since the epoch); 0: never."""
    articles: int
    pages: int
    inputs: dict[str, Stat]
    outputs: dict[str, Made]
    warnings: list[dict[str, Any]]
    """Problems of level warning, as JSON: they are told again when nothing changed."""


def options_digest(*, drafts: bool, future: bool, strict: bool, base_url: str) -> str:
    """What of a build's options its output depends on."""
    return f"{drafts:d}{future:d}{strict:d} {base_url}"


def path_of(root: Path, output: Path) -> Path:
    """The state's file: one for each output folder."""
    return root / ".cache" / f"state-{sha256(str(output.resolve()).encode()).hexdigest()[:12]}.json"


def load(root: Path, output: Path) -> State | None:
    """The state of `output`, or None where there is none that is whole."""
    return _load(root, output, lambda _: True)


def _load(root: Path, output: Path, wanted: Callable[[State], bool]) -> State | None:
    """The state of `output` if it is `wanted`, which is asked before the outputs, the most of it, are decoded."""
    try:
        total, _, data = path_of(root, output).read_bytes().partition(b"\n")
        if sha256(data).hexdigest().encode() != total:
            return None
        head, _, outputs = data.partition(b"\n")
        said = json.loads(head)
        if said.pop("version") != VERSION:
            return None
        state = State(**said, outputs={})
        if wanted(state):
            return state._replace(outputs={path: Made(tuple(made[0]), made[1]) for path, made in json.loads(outputs).items()})
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        pass
    return None


def save(root: Path, output: Path, state: State) -> None:
    """Keep the state. Raises OSError."""
    said = state._asdict() | {"version": VERSION}
    outputs = said.pop("outputs")
    path = path_of(root, output)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.part")
    data = "\n".join(json.dumps(part, separators=(",", ":")) for part in (said, outputs)).encode()
    try:
        scratch.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
        raise


def current(root: Path, output: Path, options: str) -> State | None:
    """The state of `output` if a build of `root` with these options has nothing to do, else None."""
    def unchanged(state: State) -> bool:
        if state.options != options or state.program != program() or 0 < state.due <= time.time():
            return False
        inputs, left_out = scan(root)
        return not left_out and same(state.inputs, inputs, state.seen)

    state = _load(root, output, unchanged)
    return state if state and intact(output, state.outputs) else None


def intact(output: Path, made: Mapping[str, Made]) -> bool:
    """Whether every file that the build wrote is as it was left."""
    try:
        return all(same_content(stat_of(f"{output}/{path}"), one.stat) for path, one in made.items())
    except OSError:
        return False

