"""`zhushu export`: glossary and annotations in the forms of other programs."""

import argparse
import sys
from pathlib import Path

from generator.cli import say
from generator.cli.build import STAGES
from generator.core.errors import Place, Problem, SiteError, Text, refusal
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


def run(args: argparse.Namespace) -> int:
    """Export what a build publishes in its lists; raises SiteError where it has errors."""
    from generator.pipeline.build import Site

    library, problems = Site(args.site, args.site / "build", progress=say.Bar(args.language, STAGES)).collect()
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise SiteError(errors)
    data = FORMATS[args.format](library)
    if args.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    try:
        args.output.write_bytes(data)
    except OSError as error:
        why = refusal(error)
        raise SiteError(
            [
                Problem(
                    "error", "io", Place(str(args.output)), Text(f"无法写入：{why.zh}", f"cannot be written: {why.en}")
                )
            ]
        ) from None
    say.line(
        Text(f"写好了 {args.output}（{len(data)} 字节）", f"wrote {args.output} ({len(data)} bytes)").of(args.language)
    )
    return 0
