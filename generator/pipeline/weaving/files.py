"""Files of a woven site: the manifest, decoding."""

from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.names import is_safe_path
from generator.pipeline.weaving.html import FOLDER, Mention
from generator.store import scan

MANIFEST = f"{FOLDER}/.zhushu-weave.json"


class Kept(Struct, frozen=True):
    """The stored result for a page."""

    source: str
    """Digest of the page as written by its generator."""
    mentions: tuple[Mention, ...] = ()
    styles: tuple[str, ...] = ()
    warning: str = ""
    woven: bool = False
    """Whether anything was inserted."""


class Manifest(Struct, frozen=True):
    """The stored result of a run."""

    key: str = ""
    """Digest of the glossary, the options and the program."""
    pages: dict[str, Kept] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """Every path written or copied, relative to the output."""


def paths_below(folder: Path) -> list[str]:
    """All files below `folder`, sorted, without `.git` and symbolic links that lead outside."""
    root = folder.resolve()
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and path.resolve().is_relative_to(root)
        and not path.relative_to(folder).as_posix().startswith(".git/")
    )


def decoded(data: bytes) -> tuple[str, str] | None:
    """A page's text and an encoding that round-trips its bytes; None if there is none."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if text.encode(encoding) == data:
                return text, encoding
    return None


def load_manifest(folder: Path) -> Manifest:
    """The manifest in the output `folder`; an empty one if it is missing or damaged.

    A folder may come from anybody, with a manifest in it: what it says of files elsewhere is left out, as files of a
    manifest are removed.
    """
    try:
        manifest = msgspec.json.decode(scan.read(folder / MANIFEST), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Manifest()
    return replace(manifest, files=tuple(path for path in manifest.files if _is_below(folder, path)))


def _is_below(folder: Path, path: str) -> bool:
    """Whether `path` stays in `folder`, links followed."""
    return is_safe_path(path) and (folder / path).parent.resolve().is_relative_to(folder.resolve())
