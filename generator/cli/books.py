"""Shared by the commands that make books: choosing articles (by name, tag or series, or all) and writing the file."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from generator.cli.articles import names_of
from generator.cli.build import STAGES
from generator.cli.console import to_file
from generator.cli.parser import Parser
from generator.core.article import Article
from generator.core.errors import Place, SiteError, Text, did_you_mean, raise_errors
from generator.core.library import Library
from generator.pipeline.build import Site
from generator.site.books.book import Book, select_articles
from generator.theme.render import Templates


def add_selection(parser: Parser, output: str) -> None:
    """Add the options that choose articles, and those of the output; `output` is the default file in the help."""
    parser.add("articles", "文章（默认整个网站）", "articles (default: the whole site)", nargs="*", metavar="ARTICLE")
    parser.add("--tag", "有这个标签的文章", "the articles with this tag", default="")
    parser.add("--series", "这个系列的文章，按顺序", "the articles of this series, in order", default="")
    parser.output(output, output)


def library_of(args: argparse.Namespace) -> Library:
    """The site as a build publishes it: no drafts, nothing private. Raises SiteError if it has errors."""
    library, problems = Site(args.site, args.site / "build", progress=args.console.bar(STAGES)).collect()
    raise_errors(problems)
    return library


def book_of(args: argparse.Namespace, library: Library) -> Book:
    """The book of the articles that `args` choose. Raises SiteError if there are none."""
    if args.articles:
        chosen = tuple({one.url: one for one in (article_of(name, library) for name in args.articles)}.values())
    else:
        _check_known(args.tag, library.tags, Text("没有文章有这个标签", "no article has this tag"))
        _check_known(args.series, library.series, Text("没有这个系列", "there is no such series"))
        chosen = tuple(select_articles(library, tag=args.tag, series=args.series))
    if not chosen:
        raise SiteError.of("no-article", Place("."), Text("没有可以放进书里的文章", "there is no article for a book"))
    title = chosen[0].meta.title if len(chosen) == 1 else args.series or args.tag or library.config.title
    return Book(title, library, chosen, getattr(args, "vertical", False))


def article_of(name: str, library: Library) -> Article:
    """The published article with this path, file name or slug. Raises SiteError if there is none."""
    by_name = {key: one for one in library.every for key in (*names_of(one.path), one.meta.slug)}
    path = Path(name).as_posix()
    found = by_name.get(path) or next((one for one in library.every if path.endswith("/" + one.path)), None)
    if found is None:
        said = Text("没有这篇文章，或者它没有发布", "there is no such article, or it is not published")
        private = Text("草稿和不公开的文章不进书", "drafts and private articles are in no book")
        raise SiteError.of("no-article", Place(name), said, did_you_mean(name, by_name) or private)
    return found


def _check_known(name: str, names: Iterable[str], message: Text) -> None:
    if name and name not in (known := tuple(names)):
        raise SiteError.of("unknown-selection", Place(name), message, did_you_mean(name, known))


def templates_of(args: argparse.Namespace, library: Library) -> Templates:
    """The site's templates and assets."""
    return Templates(args.site / "layouts", library.config)


def write(args: argparse.Namespace, default: str, data: bytes) -> int:
    """Write the file and say so; exit code 0. Raises SiteError if it cannot be written."""
    path = args.output or Path(default)
    to_file(args, path, data)
    args.console.err(f"已写入 {path}（{len(data)} 字节）", f"wrote {path} ({len(data)} bytes)")
    return 0
