"""What a build left behind, per output folder: enough to tell, without loading anything heavy, that nothing has to be done."""

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.scan import Stat, program, same, same_content, scan, stat_of

VERSION = 3


@dataclass(slots=True)
class Made:
    """A file of the output as a build left it."""

    stat: Stat
    parts: dict[str, str] = field(default_factory=dict)
    """Digests of what it was made of, by name."""


@dataclass(slots=True)
class State:
    """One output folder after a build."""

    program: str = ""
    options: str = ""
    seen: int = 0
    """When its inputs were looked at (ns since the epoch)."""
    due: float = 0
    """When an article that is dated in the future becomes current (s since the epoch); 0: never."""
    articles: int = 0
    pages: int = 0
    inputs: dict[str, Stat] = field(default_factory=dict)
    outputs: dict[str, Made] = field(default_factory=dict)
    warnings: list[dict[str, Any]] = field(default_factory=list)
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
        state = State(**said)
        if wanted(state):
            state.outputs = {path: Made(tuple(made[0]), made[1]) for path, made in json.loads(outputs).items()}
            return state
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        pass
    return None


def save(root: Path, output: Path, state: State) -> None:
    """Keep the state. Raises OSError."""
    import msgspec  # a build has it, and it takes a quarter of the time; whoever only looks needs it not

    said = {**{name: getattr(state, name) for name in State.__slots__ if name != "outputs"}, "version": VERSION}
    outputs = {path: [made.stat, made.parts] for path, made in state.outputs.items()}
    path = path_of(root, output)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.part")
    data = b"\n".join(map(msgspec.json.encode, (said, outputs)))
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

