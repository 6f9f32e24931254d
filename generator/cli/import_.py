"""`zhushu import`: articles from elsewhere become `content/articles/SLUG.md`.

It prints the role that the importer gave to each line, so that the author can check it.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from generator.author.importing.article import Imported
from generator.cli.console import Console, counted
from generator.cli.import_report import Report
from generator.cli.localize import add_private, localize
from generator.cli.new import bad_slug
from generator.cli.parser import Parser
from generator.core.errors import Place, Problem, SiteError, Text, WrongUsage
from generator.core.texts import some
from generator.glossary.ids import Ids

STAGES = {"import": Text("导入", "importing")}
MAX_STDIN = 100_000_000
"""Bytes."""
MAX_DETAILED = 3
"""With more files than this, only lines left out of an article are shown."""
STDIN = Text("标准输入", "standard input")


def add_arguments(parser: Parser) -> None:
    """The options of `import`."""
    parser.add(
        "files",
        "文件或目录；- 读取标准输入（例如剪贴板）",
        "files or folders; - reads standard input, such as the clipboard",
        nargs="+",
        metavar=Text("文件", "FILE"),
    )
    parser.add(
        "--slug",
        "只导入一篇时：网址和文件里的名称",
        "of a single article: name in the URL and of the file",
        metavar="S",
        default="",
    )
    parser.flag(
        "--localize", "把别的网站上的图片也下载到文章旁边", "also bring pictures of other hosts next to the articles"
    )
    add_private(parser)
    parser.flag("--dry-run", "只看会怎样，什么也不写", "only show what would be done")


def run(args: argparse.Namespace) -> int:
    """Import; exit code 1 if an article failed. Raises SiteError if there is no site, WrongUsage if --slug is of no use."""
    from generator.core.names import slug_of
    from generator.settings import config

    config.load(args.site)
    if args.slug and args.slug != slug_of(args.slug):
        raise bad_slug(args.slug)
    sources = list(_sources(args.files, args.console))
    if args.slug and len(sources) != 1:
        raise _only_one(len(sources))
    detailed = len(sources) <= MAX_DETAILED
    is_entry = _entries(args.site)
    bar, report = args.console.bar(STAGES), Report(args.console, detailed)
    for number, source in enumerate(sources, 1):
        articles = _read(source, is_entry)
        if args.slug:
            articles = iter(several := list(articles))
            if len(several) > 1:
                raise _only_one(len(several))
        for article in articles:
            _write(article, args, report)
        if not detailed:
            bar("import", number, len(sources))
    _tell_passed_over(args.files, args.console)
    report.sum_up(dry=args.dry_run)
    if args.localize and report.made and not args.dry_run:
        return localize(args.site, report.made, args.console, private=args.private) or (1 if report.failed else 0)
    return 1 if report.failed else 0


def _only_one(number: int) -> WrongUsage:
    return WrongUsage(
        f"--slug 只能给一篇文章用，这里有 {number} 篇", f"--slug is for a single article; there are {number} here"
    )


Input = tuple[Path | None, str, Path | None]
"""A file (None for standard input), its name in messages, and the imported folder it lies in."""


def _sources(words: Iterable[str], console: Console) -> Iterator[Input]:
    """The files that the arguments name. A folder without articles is yielded itself, for the error message."""
    from generator.author.importing.folders import files_in

    for word in words:
        path = Path(word)
        if word == "-":
            yield None, console.of(STDIN), None
        elif path.is_dir():
            files = files_in(path)
            yield from ((file, file.as_posix(), path) for file in files)
            if not files:
                yield path, word, None
        else:
            yield path, word, None


def _entries(site: Path) -> Callable[[str], bool]:
    """A test whether the site's glossary has a name. The glossary is loaded lazily."""

    @cache
    def ids() -> Ids:
        from generator.glossary.load import load

        try:
            return Ids(load(site).entries.values())
        except SiteError:  # build and check report it
            return Ids(())

    return lambda name: ids().of(name) is not None


def _read(source: Input, is_entry: Callable[[str], bool]) -> Iterator[Imported | Problem]:
    from generator.author.importing.note import Around
    from generator.author.importing.read import from_bytes, from_file

    path, shown, root = source
    if path is not None and path.is_dir():
        yield Problem(
            "error",
            "no-article",
            Place(shown),
            Text("这个文件夹里没有文章", "there are no articles in this folder"),
            Text(
                "文章是 .md .txt .html 或 WordPress 的 .xml 文件",
                "an article is a file .md, .txt, .html or WordPress's .xml",
            ),
        )
        return
    if path is not None:
        yield from from_file(path, shown, Around(root or path.parent, is_entry))
        return
    data = sys.stdin.buffer.read(MAX_STDIN + 1)
    if len(data) > MAX_STDIN:
        yield Problem("error", "too-large", Place(shown), Text("内容太大", "this is too large"))
        return
    yield from_bytes(data, shown, Path.cwd())


def _write(article: Imported | Problem, args: argparse.Namespace, report: Report) -> None:
    """Write an article and report what was done."""
    from generator.author.importing.keeping import write

    if isinstance(article, Problem):
        if article.level == "note":
            args.console.problems((article,))
        else:
            report.fail(article)
        return
    try:
        article = replace(article, slug=args.slug or article.slug)
        path, new = write(article, args.site, dry=args.dry_run)
    except SiteError as error:
        for problem in error.problems:
            report.fail(problem)
    else:
        report.add(article, path, new=new)


def _tell_passed_over(words: Iterable[str], console: Console) -> None:
    """Tell which Markdown files of the folders were taken for no articles."""
    from generator.author.importing.folders import passed_over

    for folder in (Path(word) for word in words if word != "-" and Path(word).is_dir()):
        if others := [path.relative_to(folder).as_posix() for path in passed_over(folder)]:
            message = Text(
                f"{len(others)} 个文件不是文章，没有导入：{some(others, '、')}",
                f"{counted(len(others), 'file')} taken for no articles: {some(others, ', ')}",
            )
            hint = Text(
                "是文章就写明文件名再导入，是页面就放进 content/pages/",
                "name those that are articles to import them; pages go into content/pages/",
            )
            console.problems((Problem("note", "passed-over", Place(folder.as_posix()), message, hint),))
