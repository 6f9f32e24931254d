"""`zhushu localize`: downloads pictures of other hosts next to the articles that show them."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from generator.cli.console import Console, counted
from generator.cli.parser import Parser
from generator.core.errors import Problem, SiteError, Text, WrongUsage

MB = 1_000_000
MAX_MEGABYTES = 30
"""Default size limit of a picture."""
NOTHING = Text("文章里没有别的网站上的图片", "the articles show no pictures of other hosts")
STAGES = {"localize": Text("下载", "fetching")}


def add_arguments(parser: Parser) -> None:
    """The options of `localize`."""
    parser.add(
        "articles",
        "文章的名称或路径；不写就是全部",
        "articles by name or path; all of the site where none is named",
        nargs="*",
        metavar=Text("文章", "ARTICLE"),
    )
    parser.add(
        "--largest",
        f"超过多少 MB 的图片不下载（默认 {MAX_MEGABYTES}）",
        f"larger pictures are left (default: {MAX_MEGABYTES})",
        type=int,
        default=MAX_MEGABYTES,
        metavar="MB",
    )
    add_private(parser)
    parser.flag("--dry-run", "只列出会下载什么，不上网，什么也不写", "only list what would be fetched; nothing is")


def add_private(parser: Parser) -> None:
    """The option of all commands that fetch pictures."""
    parser.flag(
        "--private",
        "也下载本机和内部网络上的图片（只在信得过这些文章时）",
        "fetch from this machine and its network too (if you trust the articles)",
    )


def run(args: argparse.Namespace) -> int:
    """Download and rewrite; exit code 1 if a picture could not be fetched. Raises SiteError if there is no site."""
    from generator.article.job import is_source
    from generator.cli.articles import find_article
    from generator.settings import config
    from generator.store import scan

    config.load(args.site)
    every = [path for path in scan.scan(args.site)[0] if is_source(path)]
    paths = [str(find_article(name, args.site, every)) for name in args.articles] if args.articles else sorted(every)
    outside = [path for path in paths if path not in every]
    if outside:
        raise WrongUsage(f"{outside[0]} 不在这个网站里", f"{outside[0]} is not in this site")
    if args.dry_run:
        return listed(args.site, paths, args.console)
    return localize(args.site, paths, args.console, args.largest, private=args.private)


def listed(site: Path, paths: Sequence[str], console: Console) -> int:
    """Print what would be fetched; exit code 0."""
    from generator.author.localizing.article import pictures_of

    number = 0
    for path in paths:
        found = pictures_of(site, path)
        if isinstance(found, Problem):
            console.problems([found])
            continue
        number += len({one.url for one in found})
        for one in found:
            console.out(f"{path}:{one.line}: {one.url}")
    would = Text(f"会下载 {number} 张图片", f"{counted(number, 'picture')} would be fetched")
    console.out(would if number else NOTHING)
    return 0


def localize(
    site: Path, paths: Sequence[str], console: Console, largest: int = MAX_MEGABYTES, *, private: bool = False
) -> int:
    """Download the pictures of these articles and print what was done; exit code 1 if one could not be fetched.

    `largest` is in megabytes; `private` allows addresses of this machine and its network.
    """
    from generator.author.localizing.article import localize as one_article
    from generator.author.localizing.fetch import Fetcher, Limits

    folder = site / ".cache" / "localize"
    folder.mkdir(parents=True, exist_ok=True)
    fetcher = Fetcher(folder, Limits(largest=largest * MB, private=private))
    bar = console.bar(STAGES)
    got, failed, changed, size = 0, 0, 0, 0
    for number, path in enumerate(paths, 1):
        try:
            done = one_article(site, path, fetcher.get)
        except SiteError as error:
            console.problems(error.problems)
            failed += len(error.problems)
            continue
        console.problems(done.problems)
        if done.written:
            changed += 1
            for url, at in done.got.items():
                console.out(f"{path}: {url} → {at}")
                fetcher.forget(url)
        got, failed, size = got + len(done.got), failed + len(done.problems), size + done.size
        bar("localize", number, len(paths))
    if not got and not failed:
        console.out(NOTHING)
        return 0
    console.out(
        f"{changed} 篇文章，{got} 张图片已存到文章旁边（下载 {size / MB:.1f} MB），{failed} 处失败",
        f"{counted(changed, 'article')}: {counted(got, 'picture')} next to them now "
        f"({size / MB:.1f} MB fetched), {failed} could not be had",
    )
    return 1 if failed else 0
