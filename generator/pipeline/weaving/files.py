"""Files of a woven site: the manifest, decoding."""

from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct, field

from generator.pipeline.weaving.html import FOLDER, Mention

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
    """The manifest in the output `folder`; an empty one if it is missing or damaged."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return Manifest()
