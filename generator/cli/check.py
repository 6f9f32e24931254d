"""`zhushu check`: the problems of the whole site, for people, for programs and for GitHub."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import structs

from generator.cli.build import STAGES
from generator.cli.console import LEVELS, Console, counted
from generator.cli.github import annotation
from generator.cli.parser import Parser
from generator.core.errors import Problem, SiteError, in_order, stops
from generator.core.library import Library
from generator.pipeline.build import Options, Site

FORMATS = ("text", "json", "github")
MAX_ALIKE = 20
"""Maximum number of warnings of a kind that are printed as text; all errors are."""


def add_arguments(parser: Parser) -> None:
    """The options of `check`."""
    parser.flag("--strict", "提醒也算错误", "warnings count as errors")
    parser.flag(
        "--fix",
        "修正可以放心修正的问题：大小写写错的文件名、旧网站的文章地址、[[显示的文字|词条]] 的顺序、词条里重复的别名",
        "mend what is safe: names of files in the wrong case, addresses of an old site, [[shown|entry]], aliases that stand twice",
    )
    parser.flag(
        "--all",
        f"提醒全部列出；不加这个选项，每一类只列出 {MAX_ALIKE} 处（json 和 github 总是全部列出）",
        f"print every warning, not {MAX_ALIKE} of a kind (json and github always have all)",
    )
    parser.add(
        "--format",
        "输出格式；github 是工作流的注释",
        "how to print; github is for workflow annotations",
        choices=FORMATS,
        default="text",
    )


def run(args: argparse.Namespace) -> int:
    """Print every problem; exit code 1 if there is an error, or with --strict a warning."""
    problems = find_problems(args.site, args.console)
    if args.fix:
        done = [*tidy(args.site, args.console), *fix(args.site, args.console, problems)]
        for line in done:
            args.console.err(line)
        problems = find_problems(args.site, args.console) if done else problems
    PRINT[args.format](args, problems)
    return 1 if any(stops(problem, strict=args.strict) for problem in problems) else 0


def find_problems(site: Path, console: Console) -> list[Problem]:
    """Every problem of the site, in the order of files and lines."""
    from generator.author import checks
    from generator.glossary import load as glossary
    from generator.glossary import shared
    from generator.readers import load

    try:
        options = Options(everything=True)  # unpublished articles are checked too
        whole = Site(site, site / "build", options, console.bar(STAGES))
        library, problems = whole.collect()
        if not any(problem.level == "error" for problem in problems):  # as in a build, clashes are checked last
            problems += tuple(whole.clashes(library))
    except SiteError as error:
        return list(error.problems)
    told = [*problems, *checks.of_library(library)]
    if not any(problem.level == "error" for problem in problems):
        told += _deprecated_forms(whole, library)
    if library.config.glossaries:
        told += checks.overridden(glossary.survey(site, library.config.glossaries)[0])
        told += [one for table in library.config.glossaries for one in shared.read(site, table).problems]
    for article in library.every:
        source = load(site, article.path)
        told += [] if isinstance(source, Problem) else checks.of_source(source)
    return list(in_order(told))


def _deprecated_forms(whole: Site, library: Library) -> Iterator[Problem]:
    """Occurrences of deprecated forms in articles. Only articles that mention such an entry are read again."""
    from generator.author import checks
    from generator.readers import load

    wary = {ref for ref, view in library.entries.items() if view.entry.deprecated}
    articles = [article for article in library.every if not wary.isdisjoint(article.counts)]
    composer = whole.composer() if articles else None
    for article in articles:
        source = load(whole.root, article.path)
        if composer and not isinstance(source, Problem):
            finds = composer.find(source)
            yield from checks.deprecated(article.path, finds.draft.body.passages, finds.spans, finds.glossary.entries)


def tidy(site: Path, console: Console) -> Iterator[str]:
    """Tidy the glossary's files; yields a line for each change."""
    from generator.author.edits import files
    from generator.author.edits import read as read_file
    from generator.author.edits.tidy import tidy_entries
    from generator.glossary.gather import PARSERS
    from generator.glossary.load import FOLDER
    from generator.store.scan import scan

    for path in sorted(
        path for path in scan(site)[0] if path.startswith(f"{FOLDER}/") and Path(path).suffix.lower() in PARSERS
    ):
        before = read_file(site, path) or b""
        text, restore = files.decoded(before)
        new, changes = tidy_entries(path, text)
        if changes and restore(text) == before and files.replace(site, FOLDER, path, before, restore(new)):
            for line, done in changes:
                yield f"{path}:{line}: {console.of(done)}"


def fix(site: Path, console: Console, problems: Sequence[Problem]) -> Iterator[str]:
    """Repair the broken links in `problems`; yields a line for each change."""
    from generator.article.job import is_source
    from generator.author.checks.mend import mend_links, reorder_wiki_links
    from generator.author.edits.files import decoded, replace
    from generator.glossary.ids import Ids
    from generator.glossary.load import survey
    from generator.readers import load
    from generator.store.scan import scan

    ids = Ids(survey(site)[0].entries.values())
    files = frozenset(scan(site)[0])
    for path in sorted(path for path in files if is_source(path)):
        source = load(site, path)
        broken = {
            problem.place.line
            for problem in problems
            if problem.code in ("broken-link", "old-address") and problem.place.path == path
        }
        if isinstance(source, Problem):
            continue
        text, changes = mend_links(source, files, broken)
        if "[[" in text:
            text, more = reorder_wiki_links(structs.replace(source, text=text), lambda name: ids.of(name) is not None)
            changes += more
        before = (site / path).read_bytes() if changes else b""
        old, restore = decoded(before)
        same = old == source.text and restore(old) == before
        if changes and same and replace(site, "content", path, before, restore(text)):
            for line, old, new in changes:
                yield f"{path}:{line}: " + console.of(f"改好了：{old} → {new}", f"mended: {old} → {new}")


def _text(args: argparse.Namespace, problems: Sequence[Problem]) -> None:
    """By file and line; if some are left out, the errors come last, where a person looks who sees the end of the list."""
    console: Console = args.console
    shown, rest = (problems, []) if args.all else _first_alike(problems)
    for problem in sorted(shown, key=lambda problem: problem.level == "error") if rest else shown:
        console.out(console.leveled(problem))
    for first, number in rest:
        level, said = console.of(LEVELS[first.level]), first.say(console.language)
        console.out(f"{level} 同类的还有 {number} 处，如 {said}", f"{level} {number} more of this kind, such as {said}")
    errors = sum(problem.level == "error" for problem in problems)
    warnings = sum(problem.level == "warning" for problem in problems)
    if errors or warnings:
        counts = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        how = console.of("（zhushu check --all 全部列出）", " (zhushu check --all lists each)") if rest else ""
        console.out(f"{errors} 处错误，{warnings} 处提醒{how}", counts + how)
    else:
        console.out("没有发现问题", "no problems")


def _first_alike(problems: Iterable[Problem]) -> tuple[list[Problem], list[tuple[Problem, int]]]:
    """All errors and the first MAX_ALIKE others of each kind; of kinds with more, the next one and the number of those left."""
    seen: Counter[tuple[str, str]] = Counter()
    shown, left = [], []
    for problem in problems:
        kind = problem.level, problem.code
        seen[kind] += problem.level != "error"
        if seen[kind] <= MAX_ALIKE:
            shown.append(problem)
        elif seen[kind] == MAX_ALIKE + 1:
            left.append(problem)
    return shown, [(problem, seen[problem.level, problem.code] - MAX_ALIKE) for problem in left]


def _json(args: argparse.Namespace, problems: Sequence[Problem]) -> None:
    args.console.as_json([problem.as_json() for problem in problems])


def _github(args: argparse.Namespace, problems: Sequence[Problem]) -> None:
    of = args.console.of
    for problem in problems:
        level = "notice" if problem.level == "note" else problem.level
        said = of(problem.message) + (f" ({of(problem.hint)})" if problem.hint else "")
        args.console.out(annotation(level, args.site, problem.place, said, problem.code))


PRINT = {"text": _text, "json": _json, "github": _github}
