"""`zhushu export`: glossary and annotations in the forms of other programs."""

import argparse
import sys
from pathlib import Path

from msgspec.structs import replace

from generator.cli import say
from generator.cli.build import STAGES
from generator.core.errors import SiteError, Text
from generator.site.formats import FORMATS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    language = parser.get_default("language")
    parser.add_argument("--format", choices=FORMATS, required=True, help=Text("输出格式", "the form").of(language))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=Text("写到这个文件（默认标准输出）", "write to this file (default: standard output)").of(language),
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=Text("文件已有别的内容时也覆盖", "overwrite the file whatever it holds").of(language),
    )


def run(args: argparse.Namespace) -> int:
    """Export what a build publishes in its lists; raises SiteError where it has errors."""
    from generator.pipeline.build import Site

    library, problems = Site(args.site, args.site / "build", progress=say.Bar(args.language, STAGES)).collect()
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise SiteError(errors)
    named = {ref: view for ref, view in library.entries.items() if not view.entry.choices}
    data = FORMATS[args.format](replace(library, entries=named))
    if args.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    say.to_file(args, args.output, data)
    say.line(
        Text(f"已写入 {args.output}（{len(data)} 字节）", f"wrote {args.output} ({len(data)} bytes)").of(args.language)
    )
    return 0
