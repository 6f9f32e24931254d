"""`zhushu loss`: text of a folder of posts that would be missing on their pages, before they are imported or built."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.cli.console import Console, counted
from generator.cli.parser import Parser
from generator.core.draft import Source
from generator.core.errors import Place, Problem, Text

NAMED = 12
"""Runs of one file that are printed."""


def add_arguments(parser: Parser) -> None:
    """The options of `loss`."""
    parser.add(
        "folder",
        "放着文章的目录，不必是注疏的网站",
        "a folder of posts; it need not be a site of Zhushu",
        type=Path,
        metavar=Text("目录", "FOLDER"),
    )
    parser.add(
        "--show",
        "最多列出多少篇有丢失的文章（默认 20）",
        "how many posts with losses to print (20)",
        type=int,
        default=20,
        metavar="N",
    )


def run(args: argparse.Namespace) -> int:
    """Print the lost text of each post, and the counts; exit code 1 if text is lost, 2 if there are no posts."""
    from generator.author.checks.loss import lost

    posts = _posts(args.folder)
    if not posts:
        why = (
            Text("这里没有文章（.md .txt .html）", "there are no posts here (.md .txt .html)")
            if args.folder.exists()
            else Text("没有这个目录", "there is no such folder")
        )
        args.console.problems([Problem("error", "no-folder", Place(str(args.folder)), why)])
        return 2
    files = runs = missing = told = shown = 0
    for source in _sources(args.folder if args.folder.is_dir() else args.folder.parent, posts, args.console):
        found = lost(source)
        files, runs = files + 1, runs + found.runs
        missing, told = missing + len(found.lost), told + found.told
        if found.lost and shown < args.show:
            shown += 1
            more = "…" if len(found.lost) > NAMED else ""
            args.console.out(f"{found.path}: {', '.join(found.lost[:NAMED])}{more}")
    args.console.out(
        f"{files} 篇文章，{runs} 处文字：{missing} 处丢失，{told} 处不在页面上而有提示",
        f"{counted(files, 'post')}, {runs} runs of letters: {missing} lost, {told} not on the page but told",
    )
    return 1 if missing else 0


def _posts(folder: Path) -> list[Path]:
    """The posts of a folder and of those below it, or the file itself."""
    from generator.readers import READERS

    files = [folder] if folder.is_file() else folder.rglob("*")
    return sorted(path for path in files if path.suffix.lower() in READERS and path.is_file())


def _sources(folder: Path, posts: Iterable[Path], console: Console) -> Iterator[Source]:
    """The posts; prints a problem for one that cannot be read."""
    from generator.readers import load

    for file in posts:
        source = load(folder, file.relative_to(folder).as_posix())
        if isinstance(source, Problem):
            console.problems([source])
        else:
            yield source
