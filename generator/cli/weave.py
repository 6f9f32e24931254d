"""`zhushu weave`: marks and tooltips in the HTML of another generator."""

import argparse
import time
from pathlib import Path

from generator.cli.console import counted
from generator.cli.parser import Parser
from generator.core.errors import Place, SiteError, Text
from generator.core.settings import POLICIES
from generator.settings.site_keys import LANGUAGES


def add_arguments(parser: Parser) -> None:
    """The options of `weave`."""
    parser.add(
        "folder",
        "别的生成器生成的网站目录（如 public、_site）",
        "the folder that another generator built (public, _site …)",
        type=Path,
        metavar="DIR",
    )
    parser.add(
        "--output",
        "写到另一个目录（默认就地改写）",
        "write to another folder (default: in place)",
        type=Path,
        metavar="DIR",
    )
    parser.add(
        "--select",
        "正文所在的元素，CSS 选择器（默认识别常见主题）",
        "the elements that hold the text, as CSS selectors (default: those of common themes)",
        default="",
        metavar="CSS",
    )
    parser.glossary()
    parser.add(
        "--first",
        "标注哪几处（默认每节第一处）",
        "which mentions are marked (default: the first of each section)",
        choices=POLICIES,
        default="section",
    )
    parser.add(
        "--language",
        "提示框和词条页里用的语言（默认 zh-Hans）",
        "language of the tooltips and the entries' pages (default: zh-Hans)",
        dest="words",
        choices=LANGUAGES,
        default=LANGUAGES[0],
    )
    parser.add("--jobs", "进程数（默认每核一个）", "processes (default: one a core)", type=int, default=0, metavar="N")
    parser.flag(
        "--undo",
        "去掉织入的全部内容，网页恢复原样",
        "take everything back: the pages are as their generator wrote them",
    )
    parser.flag(
        "--watch",
        "生成器每次重建后再织一遍（Ctrl+C 结束）",
        "weave again whenever the generator rebuilds (Ctrl+C ends it)",
    )


def run(args: argparse.Namespace) -> int:
    """Weave or undo. Raises SiteError if the folder or the glossary cannot be used."""
    from generator.pipeline.weaving import folder as weaving

    site = args.folder.resolve()
    if args.undo:
        if not site.is_dir():
            raise SiteError.of("weave", Place(str(args.folder)), Text("没有这个目录", "there is no such folder"))
        done = weaving.undo(site)
        args.console.err(
            f"{len(done.written)} 个页面已恢复原样，删去 {len(done.removed)} 个文件",
            f"{counted(len(done.written), 'page')} as before, {counted(len(done.removed), 'file')} removed",
        )
        return 0
    _weave(args, site)
    if args.watch:
        from generator.cli.serve import POLLING
        from generator.pipeline.weaving.html import FOLDER
        from generator.preview.watch import until_quiet

        for _ in until_quiet(site, FOLDER, lambda: args.console.err(POLLING)):
            _weave(args, site)
    return 0


def _weave(args: argparse.Namespace, site: Path) -> None:
    from generator.glossary.load import load_glossary
    from generator.pipeline.weaving import folder as weaving

    began = time.perf_counter()
    entries = load_glossary(args.glossary or args.site)
    if not entries.entries:
        place, hint = (
            Place(str(args.glossary or args.site)),
            Text("用 --glossary 给出词表", "name a glossary with --glossary"),
        )
        raise SiteError.of("weave", place, Text("没有词条", "there are no entries"), hint)
    options = weaving.Options(args.select, args.first, args.words, args.jobs)
    report = weaving.weave(site, (args.output or site).resolve(), entries, options)
    args.console.problems(report.problems)
    if not report.pages:
        args.console.err(
            "没有一处标注：正文也许不在能识别的元素里，用 --select 指明",
            "nothing was marked: name the elements that hold the text with --select",
        )
    seconds = time.perf_counter() - began
    marked, count, removed = report.pages, report.marks, len(report.removed)
    written, same = len(report.written), report.unchanged
    args.console.err(
        f"{marked} 个页面，{count} 处标注；写入 {written} 个文件，{same} 个不变，删去 {removed} 个，{seconds:.2f} 秒",
        f"{counted(marked, 'page')}, {counted(count, 'mark')}; {counted(written, 'file')} written, "
        f"{same} unchanged, {removed} removed, {seconds:.2f} s",
    )
