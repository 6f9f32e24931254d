"""The template engine: jinja2, set up so that pages come out quickly. Imported when the first page is rendered; its
only home.
"""

import marshal
import operator
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import markupsafe
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
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

__all__ = ["Engine", "TemplateNotFound", "TemplateSyntaxError"]

VERSION = 3
"""Changes whenever `Writer` makes other code of the same template."""
PLAIN = frozenset({"absolute", "once", "t", "url"})
"""Names of functions in templates that want nothing of jinja2's."""
OWN_CONTEXT = (
    "context.vars",
    "context.exported_vars",
    "context.blocks",
    "context.eval_ctx.",
    "TemplateReference(context)",
)
"""By what a template's code changes its context or asks for its own blocks: without them it can be included with that
of the one around it."""
_escaped = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""markupsafe 3 has its escaping apart from wrapping the result as Markup; before, there is but the whole."""


class Writer(CodeGenerator):
    """Writes a template's code so that it runs a third faster; the text that comes out is the same.

    jinja2 wraps each printed value as Markup, and hands every piece of text through one generator for each template
    around it.
    Here values are escaped and no more, and a loop or an included template hands on its whole text as one piece.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 — jinja2's name
        """The whole; `own_context` tells whoever includes it whether it needs one."""
        super().visit_Template(node, frame)
        assert isinstance(self.stream, StringIO)  # jinja2 writes to a file only where it is told to
        code = self.stream.getvalue()
        self.writeline(f"own_context = {any(word in code for word in OWN_CONTEXT)}")

    def write_commons(self) -> None:
        """What every function of a template begins with."""
        self.writeline("escaped = environment.escaped")
        super().write_commons()

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(escaped(text) if type(text := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else environment.printed(text))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 — jinja2's name
        """A loop."""
        self._whole(super().visit_For, node, frame)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 — jinja2's name
        """An included template."""
        if (
            node.with_context
            and not node.ignore_missing
            and isinstance(node.template, nodes.Const)
            and isinstance(node.template.value, str)
        ):
            self.writeline("yield " if frame.buffer is None else f"{frame.buffer}.append(", node)
            self.write(
                f"environment.included({node.template.value!r}, {self.name!r}, context, {self.dump_local_context(frame)})"
            )
            self.write("" if frame.buffer is None else ")")
        else:
            self._whole(super().visit_Include, node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001,FBT002,N802 — as in jinja2
        """A call. jinja2 asks each function whether it wants the context, which takes longer than ours, which never
        do, take themselves.
        """
        if forward_caller or not (isinstance(node.node, nodes.Name) and node.node.name in PLAIN):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.plain(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def _whole(self, visit: Any, node: nodes.Node, frame: Frame) -> None:  # noqa: ANN401 — one of jinja2's visiting methods
        if frame.buffer is not None:
            visit(node, frame)
            return
        self.buffer(frame)
        visit(node, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None


class Engine(Environment):
    """Templates of the first of `folders` that has them; those of the last also as `own/name`.

    `cache` is a folder for compiled templates, or None; `strings` the interface's texts, which are put into compiled
    templates.
    """

    code_generator_class = Writer

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
        self.plain: Callable[..., Any] = operator.call
        self.escaped: Callable[[str], str] = _escaped
        self._pieces: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What all templates see, which is settled before the first is loaded: jinja2 would look it up through a
        chain, for each page and piece.
        """
        return {**self.globals, **(d or {})}

    def ready(self, name: str) -> None:
        """Load the template `name` if it can be loaded."""
        with suppress(
            Exception
        ):  # a layout is code of the site's: to compile it can raise anything, which is told where a page needs it
            self.get_template(name)

    def included(self, name: str, parent: str, context: Context, own: Mapping[str, Any]) -> str:
        """The text of the template `name` that `parent` includes; `own` are the variables that are not in `context`."""
        piece = self._pieces.get(name)
        if piece is None:
            piece = self._pieces[name] = self.get_template(name, parent)
        render = piece.root_render_func
        if own or render.__globals__["own_context"]:  # the template's code is a module
            context = piece.new_context(context.get_all(), shared=True, locals=own)
        return self.concat(render(context))

    @staticmethod
    def printed(value: object) -> str:
        """`value`, which is no plain str, as text of a page."""
        if isinstance(value, markupsafe.Markup):
            return value
        return str(value) if type(value) is int else markupsafe.escape(value)


class Compiled(BytecodeCache):
    """Compiled templates in `folder`, where a torn or foreign file is a miss (jinja2's own would raise on it)."""

    def __init__(self, folder: Path, strings: Mapping[str, str]) -> None:
        self._folder = folder
        self._made_by = f"{VERSION} {__version__} {sys.version} {sorted(strings.items())}".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with what is kept."""
        try:
            data = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        if data[:32] == self._stamp(bucket, data[32:]):
            bucket.code = marshal.loads(data[32:])  # noqa: S302  the stamp says that these bytes are what we wrote

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds."""
        code = marshal.dumps(bucket.code)
        new = self._folder / f"{bucket.key}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(self._stamp(bucket, code) + code)
            new.replace(self._folder / bucket.key)
        except OSError:  # a cache that cannot be written only costs time
            with suppress(OSError):
                new.unlink()

    def _stamp(self, bucket: Bucket, code: bytes) -> bytes:
        return sha256(self._made_by + bucket.checksum.encode() + code).digest()
