"""The template engine. The only module that imports jinja2; imported lazily, with the first page."""

import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    __version__,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.store import scan, whole

__all__ = ["Engine", "TemplateNotFound", "TemplateSyntaxError"]

MAX_COMPILED = 400
"""Maximum number of compiled templates, of all sites of a user; above it the oldest half is deleted."""


UNSAFE = re.compile("[&<>\"']").search
"""A character that is escaped."""


def _escape(value: object) -> str:
    """Like markupsafe's `escape`, but what needs no escaping is not converted to Markup first, which is the slowest step."""
    if type(value) is str:
        return value if not UNSAFE(value) else escape(value)
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class _Context(Context):
    def call(self, function: Callable[..., Any], /, *args: object, **named: object) -> object:
        """The result of a function in a template. None of ours asks for the context; jinja2 looks for that each time."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return function(*args, **named)


class _Compiled(Template):
    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 — jinja2's name
    ) -> Template:
        namespace["escape"] = _escape
        made = super()._from_namespace(environment, namespace, globals)
        made.root_render_func = _in_one(made.root_render_func)
        return made


def _in_one(render: Callable[[Context], Iterator[str]]) -> Callable[[Context], Iterator[str]]:
    """`render`, its pieces joined: else each piece of a partial is handed up through every template that includes it."""

    def joined(context: Context) -> Iterator[str]:
        yield "".join(render(context))

    return joined


class Engine(Environment):
    """Loads templates from the first of `folders` that has them, and from the last also as `own/name`.

    `cache` is a folder for compiled templates, or None. `strings` are the interface's texts, which compiled templates
    include.
    """

    context_class = _Context
    template_class = _Compiled

    def __init__(self, folders: Sequence[Path], own: str, cache: Path | None, strings: Mapping[str, str]) -> None:
        self._loaded: dict[str | Template, Template] = {}
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folders), PrefixLoader({own: FileSystemLoader(folders[-1:])})]),
            bytecode_cache=Compiled(cache, strings) if cache else None,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=0,  # `get_template` keeps them
        )

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 — jinja2's name
    ) -> Template:
        """As jinja2's, which takes longer for a template that was loaded before: each include asks."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, which nothing changes here. Each include and import reads them as a whole, and
        jinja2's ChainMap is slow.
        """
        return {**self.globals, **(d or {})}

    def ready(self, name: str) -> None:
        """Load the template `name`; an error is reported when a page needs it."""
        with suppress(Exception):  # a layout is the site's code, which can raise anything
            self.get_template(name)


class Compiled(BytecodeCache):
    """A bytecode cache in `folder`. A damaged or foreign file is a miss; jinja2's own cache would raise.

    The bytecode is executed, so the folder must be the user's own, never part of a site.
    """

    def __init__(self, folder: Path, strings: Mapping[str, str]) -> None:
        self._folder = folder
        self._made_by = f"{__version__} {sys.version} {sorted(strings.items())}".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of `bucket`, if it is cached."""
        try:
            data = scan.read(self._folder / bucket.key)
        except OSError:
            return
        if data[:32] == self._stamp(bucket, data[32:]):
            bucket.code = marshal.loads(data[32:])  # noqa: S302 # nosec B302 # in the user's own cache, and stamped

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the code of `bucket`."""
        code = marshal.dumps(bucket.code)
        with suppress(OSError):  # a read-only cache only costs time
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            whole.write(self._folder / bucket.key, (self._stamp(bucket, code), code))
            self._bound()

    def _bound(self) -> None:
        kept = sorted(os.scandir(self._folder), key=lambda entry: entry.stat().st_mtime)
        for entry in kept[: len(kept) // 2] if len(kept) > MAX_COMPILED else ():
            Path(entry).unlink(missing_ok=True)

    def _stamp(self, bucket: Bucket, code: bytes) -> bytes:
        return sha256(self._made_by + bucket.checksum.encode() + code).digest()
