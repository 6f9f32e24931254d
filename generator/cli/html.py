"""`zhushu html`: an article as one self-contained file."""

import argparse
from contextlib import suppress
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
    return books.write(args, f"{article.meta.slug}.html", page_of(args, library, article))


def page_of(args: argparse.Namespace, library: Library, article: Article) -> bytes:
    """The article's page with its styles, scripts and pictures inlined."""
    from generator.site.books.single import single
    from generator.site.pages import pages_of

    templates = books.templates_of(args, library)
    page = next(page for page in pages_of(library) if page.url == article.url)
    files = {**library.files, **article.files}

    def read(path: str) -> bytes | None:
        with suppress(OSError, KeyError):
            return Path(args.site, files[path]).read_bytes()
        return None

    assets = {file.path: file.data for file in templates.assets()}
    return single(templates.render(page).decode(), article.url, assets, read, library.config.base_url)
