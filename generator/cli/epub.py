"""`zhushu epub`: articles and their glossary as a book for e-readers."""

import argparse
from functools import partial

from generator.cli import books
from generator.core.errors import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `epub`."""
    books.add_selection(parser, output="SLUG.epub")
    parser.add_argument(
        "--vertical",
        action="store_true",
        help=Text("竖排，从右往左翻", "set vertically, pages from right to left").of(parser.get_default("language")),
    )


def run(args: argparse.Namespace) -> int:
    """Write the book."""
    from generator.core.names import slug_of
    from generator.site.books.epub import epub

    library = books.library_of(args)
    book = books.book_of(args, library)
    strings = books.templates_of(args, library).strings
    data = epub(book, lambda key: strings.get(key, key), partial(books.picture_bytes, args))
    return books.write(args, f"{slug_of(book.title)}.epub", data)
