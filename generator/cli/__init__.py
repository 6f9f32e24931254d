"""The command line: the only package that prints and sets exit codes.

Each command is a module with `add_arguments(parser)` and `run(args) -> int`, imported only when it is called.
`args.site` is the site's folder, `args.console` what a command prints on.
"""

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import ModuleType

from generator import __version__
from generator.cli.console import Console, escape_unencodable
from generator.cli.language import interface_language
from generator.cli.parser import Parser
from generator.cli.signals import Interrupted, interrupt_on_signals
from generator.core.errors import Place, SiteError, Text, WrongUsage, because, nearest

COMMANDS: dict[str, Text] = {
    "build": Text("生成整个网站", "build the whole site"),
    "serve": Text("本地预览，保存后自动刷新", "preview with live reload"),
    "init": Text("新建一个网站", "make a new site"),
    "new": Text("新建一篇文章（草稿）", "make a new article (a draft)"),
    "import": Text(
        "导入文章：纯文本、HTML、WordPress、Hexo、Jekyll、Hugo",
        "bring articles in: text, HTML, WordPress, Hexo, Jekyll, Hugo",
    ),
    "localize": Text("把别的网站上的图片下载到文章旁边", "bring pictures of other hosts next to the articles"),
    "link": Text("为词条找维基数据的编号（要上网）", "find the ids of entries in Wikidata (asks the network)"),
    "glossary": Text("导入别的程序的词表", "bring in another program's glossary"),
    "annotate": Text("只做标注，不生成网站", "the annotations alone"),
    "explain": Text("说明一篇文章里每处标注与不标注的理由", "why each find in an article is marked or not"),
    "suggest": Text("推荐还没有词条的术语和实体", "terms and entities that no entry covers"),
    "check": Text("检查整个网站的问题", "find the problems of the whole site"),
    "plugins": Text("列出安装了的插件", "the plugins that are installed"),
    "loss": Text(
        "检查一批文章有没有丢字：既不在网页上，也没有提醒（有则退出码为 1）",
        "list what posts of a folder have that is neither on their pages nor told (exit code 1 if anything)",
    ),
    "lsp": Text("编辑器里的语言服务器", "a language server for editors"),
    "weave": Text("给别的生成器生成的网站织入标注", "weave marks into the HTML that another generator built"),
    "export": Text("导出词条与标注", "export glossary and annotations"),
    "epub": Text("做成电子书（EPUB）", "make an e-book (EPUB)"),
    "html": Text("把一篇文章做成一个单独的网页文件", "make one file of an article's page"),
    "pdf": Text("做成 PDF（用已安装的 Chromium）", "make a PDF, with a Chromium that is there"),
}
"""Command → its one-line help. Its module in this folder has the same name."""


def run(argv: Sequence[str]) -> int:
    """Run the command in `argv` (without the program's name) and return its exit code."""
    escape_unencodable()
    console = Console(interface_language(_site_folder(argv)))
    args = _parse(argv or ["--help"], console)
    interrupt_on_signals()
    try:
        if args.command != "build":  # a build does this only if there is something to do
            from generator.store import strangers

            strangers.remove(args.site / ".cache")
        code = int(_command_module(args.command).run(args))
    except SiteError as error:
        console.problems(error.problems, untouched=args.command == "build")
        code = 1
    except BrokenPipeError:
        # The reader of our output has closed the pipe (`zhushu … | head`).
        sys.stdout = None  # else Python flushes it at exit and complains
        return 0
    except (OSError, RuntimeError) as error:  # not handled by a command: a full disk, a read-only folder
        cause = error if isinstance(error, OSError) else error.__context__  # a loop of links, before Python 3.13
        if not isinstance(cause, OSError):
            raise
        said = because(cause, "读写失败", "could not be read or written")
        hint = Text("检查磁盘空间和权限", "check free space and permissions")
        console.problems(SiteError.of("io", Place(str(cause.filename or args.site)), said, hint).problems)
        return 1
    except WrongUsage as wrong:
        console.err(wrong.message)
        return 2
    except KeyboardInterrupt as stopped:
        console.err("已中断", "interrupted")
        return 128 + (stopped.number if isinstance(stopped, Interrupted) else signal.SIGINT)
    if code == 1:
        _say_site_above(args.site, console)
    return code


def _say_site_above(folder: Path, console: Console) -> None:
    """After an error: where the site is, if `folder` is none but lies in one."""
    if (folder / "site.toml").exists() or (folder / "content").exists():
        return
    if above := next((above for above in folder.parents if (above / "site.toml").is_file()), None):
        console.err(f"网站在上层目录里：先 cd {above}", f"the site is further up: cd {above} first")


def _parse(argv: Sequence[str], console: Console) -> argparse.Namespace:
    """Parse the arguments."""
    parser, commands = _parsers(argv, console)
    args, unknown = parser.parse_known_args(argv)
    if unknown and getattr(args, "file", None) == "" and not unknown[0].startswith("-"):
        args.file = unknown.pop(0)  # argparse misses an optional positional after an option
    if unknown:  # reported by the command's parser, which names the command's own --help
        commands[args.command].error(f"unrecognized arguments: {' '.join(unknown)}")
    args.site = Path(os.path.realpath(args.site))  # unlike resolve(), not an error if links form a loop
    return args


def _parsers(argv: Sequence[str], console: Console) -> tuple[Parser, Mapping[str, Parser]]:
    """The parser, and that of each command. Only that of the called one gets its arguments, as they need its module;
    usually it is the only one created.
    """
    parser = Parser(
        console.language,
        prog="zhushu",
        description=console.of(
            "注疏：给中文文章加上词条标注的静态网站生成器",
            "Zhushu: a static site generator for annotated articles in Chinese",
        ),
    )
    parser.add("--version", "显示版本", "show the version", action="version", version=f"zhushu {__version__}")
    commands = parser.add_subparsers(  # type: ignore[call-overload] # parser_class may be any callable that makes a parser
        dest="command",
        metavar=console.of("命令", "COMMAND"),
        required=True,
        title=console.of("全部命令", "commands"),
        parser_class=partial(Parser, console.language),
    )
    called = next((word for word in argv if not word.startswith("-")), "")
    if called and called not in COMMANDS:
        parser.error(console.of(_no_command(called) if called == argv[0] else COMMAND_FIRST))
    folder = console.of("网站目录（默认为当前目录）", "the site's folder (default: this one)")
    for name in (called,) if called == argv[0] else COMMANDS:
        what = console.of(COMMANDS[name])
        command = commands.add_parser(name, help=what, description=what)
        command.add("--site", folder, folder, type=Path, default=Path(), metavar="DIR")
        command.set_defaults(console=console)
        if name == called:
            _command_module(name).add_arguments(command)
    return parser, commands.choices


COMMAND_FIRST = Text(
    "命令写在选项前面，如 zhushu build --site DIR", "the command comes first, as in zhushu build --site DIR"
)


def _no_command(called: str) -> Text:
    near = nearest(called, tuple(COMMANDS))
    return Text(
        f"没有命令 {called}" + (f"，是否指 {near}？" if near else ""),
        f"there is no command {called}" + (f"; did you mean {near}?" if near else ""),
    )


def _command_module(command: str) -> ModuleType:
    return import_module(f"generator.cli.{command}{'_' * iskeyword(command)}")


def _site_folder(argv: Sequence[str]) -> Path:
    """The site's folder, found before parsing because the site may set the language of messages."""
    for position, word in enumerate(argv):
        if word == "--site" and position + 1 < len(argv):
            return Path(argv[position + 1])
        if word.startswith("--site="):
            return Path(word[7:])
    return Path()
