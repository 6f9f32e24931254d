"""`zhushu epub`: articles and their glossary as a book for e-readers."""

import argparse
from pathlib import Path

from generator.cli import books
from generator.cli.parser import Parser


def add_arguments(parser: Parser) -> None:
    """The options of `epub`."""
    books.add_selection(parser, "SLUG.epub")
    parser.flag("--vertical", "竖排，从右往左翻", "set vertically, pages from right to left")


def run(args: argparse.Namespace) -> int:
    """Write the book."""
    from generator.core.names import slug_of
    from generator.site.books.epub import epub

    library = books.library_of(args)
    book = books.book_of(args, library)
    strings = books.templates_of(args, library).strings
    data = epub(book, lambda key: strings.get(key, key), lambda path: Path(args.site, path).read_bytes())
    return books.write(args, f"{slug_of(book.title)}.epub", data)
