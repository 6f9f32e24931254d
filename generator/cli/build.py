"""`zhushu build`: the whole site. If nothing changed, the pipeline is not even imported."""

import argparse
import errno
import gc
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from generator.cli import say
from generator.core.errors import Level, Place, Problem, SiteError, Text, os_reason
from generator.store import state

MAX_SHOWN = 20
"""How many warnings a build prints."""
GC_THRESHOLD = 1_000_000
"""Threshold of the garbage collector in the process of a build: nearly all that it makes lives to the end."""
STAGES = {"compose": Text("标注", "annotating"), "render": Text("排版", "rendering")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `build`."""
    language = parser.get_default("language")

    def option(name: str, zh: str, en: str, **how: object) -> None:
        parser.add_argument(name, help=Text(zh, en).of(language), **how)  # type: ignore[arg-type] # argparse's own keywords

    option(
        "--output",
        "输出目录（默认为网站目录下的 build）",
        "output folder (default: build in the site's folder)",
        type=Path,
        metavar="DIR",
    )
    option(
        "--base-url",
        "发布后的完整网址，代替 site.toml 里的",
        "full address of the published site, instead of site.toml's",
        default="",
        metavar="URL",
    )
    option("--drafts", "草稿也生成", "drafts too", action="store_true")
    option("--future", "日期在将来的文章也生成", "articles dated in the future too", action="store_true")
    option(
        "--jobs",
        "同时工作的进程数（默认每个核一个）",
        "processes (default: one for each core)",
        type=int,
        default=0,
        metavar="N",
    )
    option(
        "--executor",
        "在别处标注文章：dask://主机:端口",
        "annotate elsewhere: dask://host:port",
        default="",
        metavar="URL",
    )
    option("--no-cache", "不用以前的结果，全部重做", "believe nothing of earlier builds", action="store_true")
    option("--strict", "提醒也算错误", "warnings count as errors", action="store_true")
    option("--explain-rebuild", "说明每个文件为什么重做", "say why each file was made again", action="store_true")
    option("--report", "把结果写成 JSON", "write the result as JSON", type=Path, metavar="FILE")
    option(
        "--force",
        "--report 的文件已有别的内容时也覆盖",
        "overwrite the file of --report whatever it holds",
        action="store_true",
    )


def run(args: argparse.Namespace) -> int:
    """Build the site at `args.site`. Raises SiteError if it has errors."""
    began = time.perf_counter()
    if args.base_url and not _is_base(args.base_url, args.language):
        return 2
    output = _resolved(args.output or args.site / "build")
    options = state.options_digest(drafts=args.drafts, future=args.future, strict=args.strict, base_url=args.base_url)
    known = None if args.no_cache else state.current(args.site, output, options)
    if known is None:
        return _build(args, output)
    warnings = [problem_from_json(said) for said in known.warnings]
    _warn(warnings, args.language)
    if args.report:
        _report(
            args,
            known.articles,
            known.pages,
            [],
            known.files,
            [],
            time.perf_counter() - began,
            warnings,
            {},
        )
    _sum_up(args.language, known.articles, 0, known.files, 0, time.perf_counter() - began)
    return 0


def _resolved(path: Path) -> Path:
    """The real path of the output. Raises SiteError for a loop of symbolic links."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # RuntimeError: a symlink loop, before Python 3.13
        why = os_reason(OSError(errno.ELOOP, ""))
        raise SiteError([Problem("error", "output-folder", Place(str(path)), why)]) from None


def _is_base(url: str, language: str) -> bool:
    from generator.core.urls import is_base

    if is_base(url):
        return True
    say.line(
        Text(
            f"--base-url 要写完整的网址，如 https://example.org/blog/，不能是 {url}",
            f"--base-url takes a full address such as https://example.org/blog/, not {url}",
        ).of(language)
    )
    return False


def _build(args: argparse.Namespace, output: Path) -> int:
    from generator.cli.executors import executor
    from generator.pipeline.build import Options, Site

    gc.set_threshold(GC_THRESHOLD)
    with executor(args.executor) as elsewhere:
        options = Options(
            args.drafts, args.future, args.jobs, not args.no_cache, args.strict, args.base_url, executor=elsewhere
        )
        report = Site(args.site, output, options, say.Bar(args.language, STAGES)).build()
    _warn(report.problems, args.language)
    rebuilt = {path: why.of(args.language) for path, why in report.rebuilt.items()}
    if args.explain_rebuild:
        for path, why in rebuilt.items():
            say.line(f"{path}: {why}")
    if args.report:
        _report(
            args,
            report.articles,
            report.pages,
            report.written,
            report.unchanged,
            report.removed,
            report.seconds,
            report.problems,
            rebuilt,
        )
    _sum_up(
        args.language,
        report.articles,
        len(report.written),
        report.unchanged,
        len(report.removed),
        report.seconds,
        report.timings.get("search", 0.0),
    )
    return 0


def _warn(warnings: Sequence[Problem], language: str) -> None:
    """Print the first warnings and count the rest: an imported site may have hundreds."""
    warnings = sorted(warnings, key=lambda problem: problem.level == "note")  # notes last
    say.problems(warnings[:MAX_SHOWN], language)
    more = len(warnings) - MAX_SHOWN
    if more > 0:
        say.line(
            Text(f"还有 {more} 处提醒：zhushu check 全部列出", f"and {more} more: zhushu check lists them all").of(
                language
            )
        )


def problem_from_json(said: dict[str, object]) -> Problem:
    """The inverse of `Problem.as_json`."""
    message, hint = cast("dict[str, str]", said["message"]), cast("dict[str, str] | None", said["hint"])
    return Problem(
        cast("Level", said["level"]),
        str(said["code"]),
        Place(str(said["path"]), cast("int", said["line"])),
        Text(**message),
        Text(**hint) if hint else None,
    )


def _report(
    args: argparse.Namespace,
    articles: int,
    pages: int,
    written: Iterable[str],
    unchanged: int,
    removed: Iterable[str],
    seconds: float,
    problems: Iterable[Problem],
    rebuilt: dict[str, str],
) -> None:
    said = {
        "articles": articles,
        "pages": pages,
        "written": len(list(written)),
        "unchanged": unchanged,
        "removed": len(list(removed)),
        "seconds": round(seconds, 4),
        "problems": [problem.as_json() for problem in problems],
        "rebuilt": rebuilt,
    }
    say.to_file(args, args.report, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _sum_up(
    language: str, articles: int, written: int, unchanged: int, removed: int, seconds: float, search: float = 0.0
) -> None:
    """Print one line. The seconds of the search index (`search`) are named if they matter."""
    apart = (
        Text(f"（其中搜索索引 {search:.2f} 秒）", f" (the search index {search:.2f} s of it)").of(language)
        if search >= 0.1
        else ""
    )
    said = Text(
        f"{articles} 篇文章：写入 {written} 个文件，{unchanged} 个未变，删除 {removed} 个，用时 {seconds:.2f} 秒",
        f"{articles} articles: {written} files written, {unchanged} unchanged, {removed} removed, in {seconds:.2f} s",
    ).of(language)
    say.out(said + apart)
