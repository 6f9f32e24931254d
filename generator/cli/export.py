"""`zhushu export`: glossary and annotations in other formats."""

import argparse
import sys

from msgspec.structs import replace

from generator.cli import books
from generator.core.errors import Text
from generator.site.formats import FORMATS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    language = parser.get_default("language")
    parser.add_argument("--format", choices=FORMATS, required=True, help=Text("输出格式", "the form").of(language))
    books.add_output(parser, Text("标准输出", "standard output").of(language))


def run(args: argparse.Namespace) -> int:
    """Export what a build publishes. Raises SiteError if the site has errors."""
    library = books.library_of(args)
    named = {ref: view for ref, view in library.entries.items() if not view.entry.choices}
    data = FORMATS[args.format](replace(library, entries=named))
    if args.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    return books.write(args, "", data)
