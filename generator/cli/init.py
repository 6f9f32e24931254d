"""`zhushu init`: a new site from the packaged starter."""

import argparse
import shlex
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.cli import origin
from generator.cli.parser import Parser
from generator.core.errors import Place, Problem, SiteError, Text

SCHEMAS = ".schema"
"""A site's folder for the JSON schemas that editors use for completion and checks."""
STARTER = Path(__file__).parent.parent / "data/starter"


def add_arguments(parser: Parser) -> None:
    """The options of `init`."""
    parser.add(
        "folder",
        "新网站的目录，可以还不存在",
        "the new site's folder; it need not exist",
        type=Path,
        metavar=Text("目录", "DIR"),
    )


def run(args: argparse.Namespace) -> int:
    """Make the site. Raises SiteError, and writes nothing, if one of its files exists."""
    folder = args.folder.resolve()
    make(STARTER, folder, editor_schemas() | origin.files())
    enter = "" if folder == Path.cwd() else f"  cd {shlex.quote(str(args.folder))}\n"
    args.console.out(
        f"新网站在 {args.folder}。接下来：\n{enter}  zhushu serve --open    预览\n  zhushu new 标题        写一篇文章\n"
        "  zhushu import 文件     把写好的文章搬进来",
        f"the new site is in {args.folder}. Next:\n{enter}  zhushu serve --open    preview\n"
        "  zhushu new TITLE       write an article\n  zhushu import FILE     bring in one that is written",
    )
    return 0


def editor_schemas() -> dict[str, bytes]:
    """Path in a site → JSON schema for editors."""
    from generator.settings.schema import schemas, written

    return {f"{SCHEMAS}/{name}": written(schema).encode() for name, schema in schemas().items()}


def make(starter: Path, folder: Path, more: Mapping[str, bytes] = MappingProxyType({})) -> list[str]:
    """Copy the starter, and `more` files, to `folder`; returns their paths.

    Raises SiteError, and writes nothing, if one of the files exists.
    """
    from generator.author.edits.files import create

    paths = {
        path.relative_to(starter).as_posix(): path.read_bytes()
        for path in sorted(starter.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    paths |= more
    there = [path for path in paths if (folder / path).exists() or (folder / path).is_symlink()]
    if there:
        raise SiteError(
            [
                Problem(
                    "error",
                    "exists",
                    Place(path),
                    Text("这个文件已存在；什么也没有写", "this file is there already; nothing was written"),
                    Text("换一个空目录", "choose an empty folder"),
                )
                for path in there
            ]
        )
    for path, data in paths.items():
        create(folder, "", path, data)
    return list(paths)
