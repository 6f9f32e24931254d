"""The template engine: jinja2. Imported when the first page is rendered; its only home."""

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    __version__,
)
from jinja2.bccache import Bucket

__all__ = ["Engine", "TemplateNotFound", "TemplateSyntaxError"]

MOST = 400
"""Compiled templates that are kept, of all sites of one person; beyond that the oldest half goes."""


class Engine(Environment):
    """Templates of the first of `folders` that has them; those of the last also as `own/name`.

    `cache` is a folder for compiled templates, or None; `strings` the interface's texts, which are put into compiled
    templates.
    """

    def __init__(self, folders: Sequence[Path], own: str, cache: Path | None, strings: Mapping[str, str]) -> None:
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folders), PrefixLoader({own: FileSystemLoader(folders[-1:])})]),
            bytecode_cache=Compiled(cache, strings) if cache else None,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )

    def ready(self, name: str) -> None:
        """Load the template `name` if it can be loaded."""
        with suppress(
            Exception
        ):  # a layout is code of the site's: to compile it can raise anything, which is told where a page needs it
            self.get_template(name)


class Compiled(BytecodeCache):
    """Compiled templates in `folder`, where a torn or foreign file is a miss (jinja2's own would raise on it).

    What lies there is run: the folder is the person's own, never one that comes with a site.
    """

    def __init__(self, folder: Path, strings: Mapping[str, str]) -> None:
        self._folder = folder
        self._made_by = f"{__version__} {sys.version} {sorted(strings.items())}".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with what is kept."""
        try:
            data = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        if data[:32] == self._stamp(bucket, data[32:]):
            bucket.code = marshal.loads(data[32:])  # noqa: S302 # nosec B302  in the person's own cache, and stamped

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds."""
        code = marshal.dumps(bucket.code)
        new = self._folder / f"{bucket.key}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            new.write_bytes(self._stamp(bucket, code) + code)
            new.replace(self._folder / bucket.key)
            self._bound()
        except OSError:  # a cache that cannot be written only costs time
            with suppress(OSError):
                new.unlink()

    def _bound(self) -> None:
        kept = sorted(os.scandir(self._folder), key=lambda entry: entry.stat().st_mtime)
        for entry in kept[: len(kept) // 2] if len(kept) > MOST else ():
            Path(entry).unlink(missing_ok=True)

    def _stamp(self, bucket: Bucket, code: bytes) -> bytes:
        return sha256(self._made_by + bucket.checksum.encode() + code).digest()
