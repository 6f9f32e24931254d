"""`zhushu html`: an article as one self-contained file."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.cli import books
from generator.cli.parser import Parser
from generator.core.article import Article
from generator.core.library import Library


def add_arguments(parser: Parser) -> None:
    """The options of `html`."""
    parser.add("article", "文章", "the article", metavar="ARTICLE")
    parser.add(
        "--single",
        "样式、脚本、图片都在一个文件里",
        "styles, scripts and pictures in one file",
        action="store_true",
        required=True,
    )
    parser.output("SLUG.html", "SLUG.html")


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    library = books.library_of(args)
    article = books.article_of(args.article, library)
    [page] = whole_pages(args, library, (article,))
    return books.write(args, f"{article.meta.slug}.html", page)


def whole_pages(args: argparse.Namespace, library: Library, articles: Iterable[Article]) -> Iterator[bytes]:
    """The page of each article, with its styles, scripts and pictures inlined."""
    from generator.site.books.single import single
    from generator.site.pages import pages_of

    templates = books.templates_of(args, library)
    pages = {page.url: page for page in pages_of(library)}
    assets = {file.path: file.data for file in templates.assets()}
    for article in articles:
        read = partial(_read, args.site, {**library.files, **article.files})
        yield single(templates.render(pages[article.url]).decode(), article.url, assets, read, library.config.base_url)


def _read(site: Path, files: Mapping[str, str], path: str) -> bytes | None:
    """A picture's bytes; None if it is not there."""
    try:
        return (site / files[path]).read_bytes()
    except (OSError, KeyError):
        return None
