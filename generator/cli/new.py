"""`zhushu new`: a draft with front matter and today's date."""

import argparse
from datetime import datetime

from generator.cli.parser import Parser
from generator.core.errors import Text, WrongUsage
from generator.core.names import slug_of


def add_arguments(parser: Parser) -> None:
    """The options of `new`."""
    parser.add("title", "文章的标题", "the article's title", nargs="+", metavar=Text("标题", "TITLE"))
    parser.add(
        "--slug",
        "网址和文件里的名称（默认用标题的拼音）",
        "name in the URL and of the file (default: the title's pinyin)",
        metavar="S",
        default="",
    )


def run(args: argparse.Namespace) -> int:
    """Make the article. Raises WrongUsage for a bad name, SiteError if it exists or there is no site."""
    from generator.author.edits import articles
    from generator.core.clock import aware
    from generator.settings import config

    title = " ".join(" ".join(args.title).split())
    slug = args.slug or articles.slug_for(title)
    if not title:
        raise WrongUsage("标题不能是空的", "the title is empty")
    if slug != slug_of(slug):
        raise bad_slug(slug)
    zone = config.load(args.site).zone
    front = {
        "title": title,
        "date": aware(datetime.now(zone), zone).replace(microsecond=0),
        "tags": [],
        "draft": True,
    }
    path = articles.add(args.site, slug, articles.article(front, ""))
    args.console.out(
        f"已写入 {path}（草稿）。写完后把 draft: true 那一行删掉；用 zhushu serve 预览。",
        f"made {path} (a draft). Delete the line draft: true when it is done; zhushu serve shows it.",
    )
    return 0


def bad_slug(slug: str) -> WrongUsage:
    """An error about an invalid `--slug`, which proposes a valid one."""
    return WrongUsage(
        f"“{slug}”不能做文件名；可写 --slug {slug_of(slug)}",
        f'"{slug}" cannot be a file name; write --slug {slug_of(slug)}',
    )
