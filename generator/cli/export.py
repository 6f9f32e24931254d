"""`zhushu export`: glossary and annotations in other formats."""

import argparse
import sys

from msgspec.structs import replace

from generator.cli import books
from generator.cli.parser import Parser
from generator.core.errors import WrongUsage, nearest
from generator.settings import config
from generator.site.formats import FORMATS, formats_of


def add_arguments(parser: Parser) -> None:
    """The options of `export`."""
    known = f"{{{','.join(FORMATS)}}}"
    parser.add("--format", "输出格式；插件可以添加", "the form; plugins may add some", metavar=known, required=True)
    parser.output("标准输出", "standard output")


def run(args: argparse.Namespace) -> int:
    """Export what a build publishes. Raises SiteError if the site has errors, WrongUsage for an unknown format."""
    if args.format not in FORMATS:
        _check_known(args)
    library = books.library_of(args)
    named = {ref: view for ref, view in library.entries.items() if not view.entry.choices}
    data = formats_of(library.config.plugins)[args.format](replace(library, entries=named))
    if args.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    return books.write(args, "", data)


def _check_known(args: argparse.Namespace) -> None:
    """Raises WrongUsage if no plugin has the format either, and SiteError."""
    known = tuple(formats_of(config.load(args.site).plugins))
    if args.format not in known:
        near = nearest(args.format, known)
        raise WrongUsage(
            f"没有格式 {args.format}" + (f"，是否指 {near}？" if near else f"（可用：{'、'.join(known)}）"),
            f"there is no format {args.format}"
            + (f"; did you mean {near}?" if near else f" (known: {', '.join(known)})"),
        )
