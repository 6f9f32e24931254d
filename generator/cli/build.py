"""`zhushu build`: the whole site. If nothing changed, the pipeline is not even imported."""

import argparse
import gc
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.cli.console import Console, to_file
from generator.cli.parser import Parser
from generator.core.errors import Place, Problem, Text, WrongUsage
from generator.store import scan, state

MAX_SHOWN = 20
"""Maximum number of warnings that a build prints."""
GC_THRESHOLD = 1_000_000
"""Threshold of the garbage collector in the process of a build: nearly all that it makes lives to the end."""
STAGES = {"compose": Text("标注", "annotating"), "render": Text("排版", "rendering")}


def add_arguments(parser: Parser) -> None:
    """The options of `build`."""
    parser.add(
        "--output",
        "输出目录（默认为网站目录下的 build）",
        "output folder (default: build in the site's folder)",
        type=Path,
        metavar="DIR",
    )
    parser.add(
        "--base-url",
        "发布后的完整网址，代替 site.toml 里的",
        "full address of the published site, instead of site.toml's",
        default="",
        metavar="URL",
    )
    parser.flag("--drafts", "草稿也生成", "drafts too")
    parser.flag("--future", "日期在将来的文章也生成", "articles dated in the future too")
    parser.add(
        "--jobs",
        "同时工作的进程数（默认每个核一个）",
        "processes (default: one for each core)",
        type=int,
        default=0,
        metavar="N",
    )
    parser.add(
        "--executor",
        "在别处标注文章：dask://主机:端口",
        "annotate elsewhere: dask://host:port",
        default="",
        metavar="URL",
    )
    parser.flag("--no-cache", "不用以前的结果，全部重做", "believe nothing of earlier builds")
    parser.flag("--strict", "提醒也算错误", "warnings count as errors")
    parser.flag("--explain-rebuild", "说明每个文件为什么重做", "say why each file was made again")
    parser.add("--report", "把结果写成 JSON", "write the result as JSON", type=Path, metavar="FILE")
    parser.flag("--force", "--report 的文件已有别的内容时也覆盖", "overwrite the file of --report whatever it holds")


def run(args: argparse.Namespace) -> int:
    """Build the site at `args.site`. Raises SiteError if it has errors, WrongUsage for a wrong address."""
    began = time.perf_counter()
    if args.base_url:
        _check_base(args.base_url)
    output = (args.output or args.site / "build").resolve()
    options = state.options_digest(drafts=args.drafts, future=args.future, strict=args.strict, base_url=args.base_url)
    look = scan.look(args.site)
    known = None if args.no_cache else state.current(args.site, output, options, look)
    if known is None:
        return _build(args, output, look)
    warnings = [problem_from_json(said) for said in known.warnings]
    _warn(warnings, args.console)
    seconds = time.perf_counter() - began
    return _sum_up(args, Done(known.articles, known.pages, (), known.files, (), seconds, warnings))


def _check_base(url: str) -> None:
    from generator.core.urls import is_base

    if not is_base(url):
        raise WrongUsage(
            f"--base-url 要写完整的网址，如 https://example.org/blog/，不能是 {url}",
            f"--base-url takes a full address such as https://example.org/blog/, not {url}",
        )


def _build(args: argparse.Namespace, output: Path, look: scan.Look) -> int:
    from generator.cli.executors import executor
    from generator.pipeline.build import Options, Site

    gc.set_threshold(GC_THRESHOLD)
    with executor(args.executor) as elsewhere:
        options = Options(
            args.drafts, args.future, args.jobs, not args.no_cache, args.strict, args.base_url, executor=elsewhere
        )
        report = Site(args.site, output, options, args.console.bar(STAGES)).build(look)
    _warn(report.problems, args.console)
    rebuilt = {path: args.console.of(why) for path, why in report.rebuilt.items()}
    if args.explain_rebuild:
        for path, why in rebuilt.items():
            args.console.err(f"{path}: {why}")
    counts = report.articles, report.pages, report.written, report.unchanged, report.removed
    done = Done(*counts, report.seconds, report.problems, rebuilt)
    return _sum_up(args, done, report.timings.get("search", 0.0))


def _warn(warnings: Sequence[Problem], console: Console) -> None:
    """Print the first warnings and count the rest: an imported site may have hundreds."""
    warnings = sorted(warnings, key=lambda problem: problem.level == "note")  # notes last
    console.problems(warnings[:MAX_SHOWN])
    if (more := len(warnings) - MAX_SHOWN) > 0:
        console.err(f"还有 {more} 处提醒，见 zhushu check", f"and {more} more: see zhushu check")


def problem_from_json(said: dict[str, Any]) -> Problem:
    """The inverse of `Problem.as_json`."""
    hint = Text(**said["hint"]) if said["hint"] else None
    return Problem(said["level"], said["code"], Place(said["path"], said["line"]), Text(**said["message"]), hint)


class Done(NamedTuple):
    """What a build did."""

    articles: int
    pages: int
    written: Sequence[str]
    unchanged: int
    removed: Sequence[str]
    seconds: float
    problems: Sequence[Problem]
    rebuilt: Mapping[str, str] = {}


def _sum_up(args: argparse.Namespace, done: Done, search: float = 0.0) -> int:
    """Write the report, if one is asked for, and print one line. The seconds of the search index (`search`) are named if
    they matter.
    """
    written, removed = len(done.written), len(done.removed)
    if args.report:
        counts = {"written": written, "removed": removed, "seconds": round(done.seconds, 4)}
        said = done._asdict() | counts | {"problems": [problem.as_json() for problem in done.problems]}
        data = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
        to_file(args, args.report, data.encode("utf-8", "replace"))
    line = Text(
        f"{done.articles} 篇文章：写入 {written} 个文件，{done.unchanged} 个未变，删除 {removed} 个，用时 {done.seconds:.2f} 秒",
        f"{done.articles} articles: {written} files written, {done.unchanged} unchanged, {removed} removed, "
        f"in {done.seconds:.2f} s",
    )
    apart = Text(f"（其中搜索索引 {search:.2f} 秒）", f" (the search index {search:.2f} s of it)")
    args.console.out(args.console.of(line) + (args.console.of(apart) if search >= 0.1 else ""))
    return 0
