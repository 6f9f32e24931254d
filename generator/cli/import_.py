"""`zhushu import`: articles from elsewhere become `content/articles/SLUG.md`.

It prints the role that the importer gave to each line, so that the author can check it.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.author.importing.article import Imported
from generator.cli import say
from generator.cli.localize import add_private, localize
from generator.cli.new import bad_slug
from generator.cli.parser import Parser, WrongUsage
from generator.core.draft import Classified
from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.texts import shortened

STAGES = {"import": Text("导入", "importing")}
ROLES = {
    "title": Text("标题", "title"),
    "lead": Text("导语", "lead"),
    "date": Text("日期", "date"),
    "author": Text("作者", "author"),
    "heading": Text("小标题", "heading"),
    "caption": Text("图注", "caption"),
    "quote": Text("引文", "quotation"),
    "item": Text("列表", "list item"),
    "cell": Text("表格", "table cell"),
    "definition": Text("释义", "definition"),
    "footnote": Text("脚注", "footnote"),
    "keywords": Text("关键词", "keywords"),
    "tail": Text("结尾套话，去掉", "tail, left out"),
    "dropped": Text("去掉", "left out"),
    "rule": Text("分隔线", "rule"),
}
LEFT_OUT = ("tail", "dropped")
"""Roles of lines that do not go into the article."""
LINE_WIDTH = 44
"""How many characters of a line are shown."""
MAX_STDIN = 100_000_000
"""Bytes."""
MAX_DETAILED = 3
"""With more files than this, only lines left out of an article are shown."""
MAX_NAMED = 5
"""How many of the files that are no articles are named."""
DOUBTFUL = 0.5
"""The author is asked to check a role whose certainty is not above this."""
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


class Tally(Struct):
    """The outcome so far."""

    made: list[str] = field(default_factory=list)
    same: int = 0
    failed: int = 0
    warned: int = 0
    undated: int = 0
    """Articles without a date."""
    guessed: int = 0
    """Articles whose date is uncertain."""
    doubtful: list[str] = field(default_factory=list)
    """Names of the uncertain roles in the last article made."""


def run(args: argparse.Namespace) -> int:
    """Import; exit code 1 if an article failed. Raises SiteError if there is no site, WrongUsage if --slug is of no use."""
    from generator.core.names import slug_of
    from generator.settings import config

    config.load(args.site)
    if args.slug and args.slug != slug_of(args.slug):
        raise bad_slug(args.slug)
    sources = list(_sources(args.files, args.language))
    if args.slug and len(sources) != 1:
        raise _only_one(len(sources))
    detailed = len(sources) <= MAX_DETAILED
    is_entry = _entries(args.site)
    bar, tally = say.Bar(args.language, STAGES), Tally()
    for number, source in enumerate(sources, 1):
        articles = _read(source, is_entry)
        if args.slug:
            articles = iter(several := list(articles))
            if len(several) > 1:
                raise _only_one(len(several))
        for article in articles:
            _write(article, args, tally, detailed=detailed)
        if not detailed:
            bar("import", number, len(sources))
    _tell_passed_over(args.files, args.language)
    _sum_up(args, tally)
    if args.localize and tally.made and not args.dry_run:
        return localize(args.site, tally.made, args.language, private=args.private) or (1 if tally.failed else 0)
    return 1 if tally.failed else 0


def _only_one(number: int) -> WrongUsage:
    return WrongUsage(
        f"--slug 只能给一篇文章用，这里有 {number} 篇", f"--slug is for a single article; there are {number} here"
    )


Input = tuple[Path | None, str, Path | None]
"""A file (None for standard input), its name in messages, and the imported folder it lies in."""


def _sources(words: Iterable[str], language: str) -> Iterator[Input]:
    """The files that the arguments name. A folder without articles is yielded itself, for the error message."""
    from generator.author.importing.folders import files_in

    for word in words:
        path = Path(word)
        if word == "-":
            yield None, STDIN.of(language), None
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
    def names() -> frozenset[str]:
        from generator.core.names import fold_name
        from generator.glossary import load as glossary

        try:
            entries = glossary.load(site).entries.values()
        except SiteError:
            return frozenset()  # build and check report it
        return frozenset(fold_name(form) for entry in entries for form in (entry.id, *entry.forms))

    def is_entry(name: str) -> bool:
        from generator.core.names import fold_name

        return fold_name(name) in names()

    return is_entry


def _read(source: Input, is_entry: Callable[[str], bool]) -> Iterator[Imported | Problem]:
    from generator.author.importing.export import Around
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


def _write(article: Imported | Problem, args: argparse.Namespace, tally: Tally, *, detailed: bool) -> None:
    """Write an article and print what was done."""
    from generator.author.importing.keeping import write

    if isinstance(article, Problem) and article.level == "note":
        say.line(article.say(args.language))
        return
    if isinstance(article, Problem):
        _fail(article, args.language, tally)
        return
    try:
        article = replace(article, slug=args.slug or article.slug)
        path, new = write(article, args.site, dry=args.dry_run)
    except SiteError as error:
        for problem in error.problems:
            _fail(problem, args.language, tally)
        return
    for problem in article.problems:
        tally.warned += 1
        say.line(problem.say(args.language))
    if not new:
        tally.same += 1
        say.line(f"{article.source}: " + Text(f"已经导入过：{path}", f"imported before: {path}").of(args.language))
        return
    tally.made.append(path)
    tally.undated += "date" not in article.front
    tally.guessed += any(one.role == "date" and one.sure <= DOUBTFUL for one in article.classified)
    if Path(path).stem != article.slug:
        say.line(
            f"{article.source}: "
            + Text(
                f"{article.slug} 已存在，写作 {Path(path).stem}",
                f"{article.slug} is taken; written as {Path(path).stem}",
            ).of(args.language)
        )
    if detailed or not sys.stderr.isatty():  # else the progress bar and the summary say enough
        say.out(f"{article.source} → {path}")
    left = [one for one in article.classified if one.role in LEFT_OUT]
    for line in _roles(article.classified if detailed else left, args.language):  # lines left out are always shown
        say.out(line)
    if detailed:
        tally.doubtful = [
            ROLES[one.role].of(args.language)
            for one in article.classified
            if one.sure <= DOUBTFUL and one.role in ROLES
        ]


def _fail(problem: Problem, language: str, tally: Tally) -> None:
    tally.failed += 1
    say.line(f"{say.LEVELS['error'].of(language)} {problem.say(language)}")


def _roles(classified: Iterable[Classified], language: str) -> Iterator[str]:
    """The role of each line and its certainty; plain paragraphs are only counted."""
    paragraphs = 0
    for one in classified:
        if one.role == "paragraph":
            paragraphs += 1
            continue
        shown = shortened(" ".join(one.text.split()), LINE_WIDTH)
        line = Text(f"第 {one.line} 行", f"line {one.line}").of(language) if one.line else ""
        role = ROLES.get(one.role, Text(one.role, one.role)).of(language)
        yield f"  {role}  {shown}  ({', '.join(filter(None, [line, f'{one.sure:.0%}', one.why.of(language)]))})"
    if paragraphs:
        yield Text(f"  正文  {paragraphs} 段", f"  text  {paragraphs} paragraphs").of(language)


def _tell_passed_over(words: Iterable[str], language: str) -> None:
    """Tell which Markdown files of the folders were taken for no articles."""
    from generator.author.importing.folders import passed_over

    for folder in (Path(word) for word in words if word != "-" and Path(word).is_dir()):
        if others := [path.relative_to(folder).as_posix() for path in passed_over(folder)]:
            more = "…" if len(others) > MAX_NAMED else ""
            message = Text(
                f"{len(others)} 个文件不是文章，没有导入：{'、'.join(others[:MAX_NAMED])}{more}",
                f"{say.counted(len(others), 'file')} taken for no articles: {', '.join(others[:MAX_NAMED])}{more}",
            )
            hint = Text(
                "是文章就写明文件名再导入，是页面就放进 content/pages/",
                "name those that are articles to import them; pages go into content/pages/",
            )
            say.line(Problem("note", "passed-over", Place(folder.as_posix()), message, hint).say(language))


def _sum_up(args: argparse.Namespace, tally: Tally) -> None:
    tell, made = say.teller(args.language), len(tally.made)
    done = Text("会导入" if args.dry_run else "导入了", "would be imported" if args.dry_run else "imported")
    tell(
        f"{done.zh} {made} 篇，已有 {tally.same} 篇，失败 {tally.failed} 篇，{tally.warned} 处提醒",
        f"{made} {done.en}, {tally.same} there before, {tally.failed} failed, {say.counted(tally.warned, 'warning')}",
    )
    if tally.undated:
        tell(
            f"{tally.undated} 篇没有日期，也没有找到线索（要有就在开头写 date: 2024-05-01）",
            f"{say.counted(tally.undated, 'article')} without a date or a hint of one (write date: 2024-05-01 at the top if it should have one)",
        )
    if tally.guessed and made > 1:
        tell(
            f"{tally.guessed} 篇的日期是猜的，请核对",
            f"the date of {say.counted(tally.guessed, 'article')} is a guess; please look at it",
        )
    if made and not args.dry_run:
        first = Path(tally.made[0]).stem
        if made == 1 and tally.doubtful:
            tell(
                f"请核对：{'、'.join(tally.doubtful)}（打开 {tally.made[0]} 就能改）",
                f"please look at: {', '.join(tally.doubtful)} (open {tally.made[0]} to change it)",
            )
        tell(
            f"接下来：zhushu suggest {first}  看看有哪些词可以做词条；zhushu serve  预览",
            f"next: zhushu suggest {first}  shows what could become entries; zhushu serve  previews",
        )
