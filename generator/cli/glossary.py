"""`zhushu glossary`: `import` compares another program's glossary with the site's, and writes it only with --write;
`diff` shows what a change of the glossary does to the marks; `add` and `update` accept shared glossaries as they are now.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from generator.author.merging.plan import Plan, compare, prepared
from generator.cli import shared_glossaries
from generator.cli.console import Console, counted
from generator.cli.github import annotation
from generator.cli.parser import Parser
from generator.core.errors import Place, SiteError, Text, WrongUsage

MAX_SHOWN = 20
"""Maximum number of entries of each group that are shown."""


def add_arguments(parser: Parser) -> None:
    """The options of `glossary`."""
    parser.add(
        "action",
        "import 导入别的程序的词表；add 加一个共享的词库；update 接受词库的新内容；diff 看词条的改动影响哪些标注",
        "import brings in another program's glossary; add uses a shared glossary; update accepts what it holds now; "
        "diff tells which marks a change of the glossary touches",
        choices=tuple(ACTIONS),
    )
    parser.add(
        "file",
        "import：CSV、TSV、Excel、TOML、YAML、Markdown、JSON、SKOS 或 TBX；add：文件、文件夹或装好的包；"
        "update：其中一个，不写就是全部；diff：git 的版本，默认 HEAD",
        "import: CSV, TSV, Excel, TOML, YAML, Markdown, JSON, SKOS or TBX; add: a file, a folder or an installed package; "
        "update: one of them, all by default; diff: a revision of git, HEAD by default",
        nargs="?",
        default="",
        metavar=Text("文件|词库|版本", "FILE|GLOSSARY|REV"),
    )
    parser.add("--format", "diff 的输出格式", "the form of diff", choices=("text", "json", "github"), default="text")
    parser.flag(
        "--write", "写进 content/glossary/（不加则仅预览）", "write to content/glossary/ (without it, only show)"
    )


def run(args: argparse.Namespace) -> int:
    """Run the action. Raises SiteError if the file or the site's glossary has errors, WrongUsage if no file is named."""
    from generator.settings import config

    config.load(args.site)
    if not args.file and args.action == "import":
        raise WrongUsage("要导入哪个文件？zhushu glossary import 文件", "which file? zhushu glossary import FILE")
    if not args.file and args.action == "add":
        raise WrongUsage(
            "要加哪个词库？zhushu glossary add 文件|文件夹|包", "which one? zhushu glossary add FILE|FOLDER|PACKAGE"
        )
    return ACTIONS[args.action](args)


def _import(args: argparse.Namespace) -> int:
    """Compare another glossary with the site's own, and merge it with --write."""
    from generator.glossary import load as glossary

    args.file = Path(args.file)
    known = glossary.survey(args.site, ())[0]  # shared glossaries cannot be changed
    incoming, warnings = prepared(args.file, known)
    for told in warnings:
        args.console.problems(told[:MAX_SHOWN])
        if (more := len(told) - MAX_SHOWN) > 0:
            args.console.err(f"… 这样的还有 {more} 处", f"… and {more} more of this kind")
    plan = compare(known, incoming)
    _show_plan(plan, args.console)
    if not args.write:
        args.console.out("这只是预览；加上 --write 才写入", "this is a preview; --write writes it")
        return 0
    return _merge(args, plan)


def _show_plan(plan: Plan, console: Console) -> None:
    of = console.of
    comma, before, after = of("、", ", "), of("（", " ("), of("）", ")")
    added = (one.name + (before + comma.join(one.aliases) + after if one.aliases else "") for one in plan.added)
    show(Text("新增", "added"), added, console)
    changed = (f"{entry.name} + {comma.join(names)}" for entry, names in plan.changed)
    show(Text("补充别名", "changed, with more names"), changed, console)
    conflicting = (f"{entry.name}: {of(why)}" for entry, why in plan.conflicting)
    show(Text("有出入，保留原样", "conflicting, left as they are"), conflicting, console)
    console.out(f"相同 {plan.same} 条", f"{plan.same} the same")


def _diff(args: argparse.Namespace) -> int:
    """Print what a change of the glossary does to the marks."""
    from generator.pipeline.changes import changes

    found = changes(args.site, args.file or "HEAD")
    said = args.console.of(
        f"{found.articles} 篇文章里的 {found.places} 处；新标注 {len(found.new)} 处，消失 {len(found.gone)} 处",
        f"{counted(found.places, 'place')} in {counted(found.articles, 'article')}; "
        f"{counted(len(found.new), 'new mark')}, {len(found.gone)} gone",
    )
    if args.format == "json":
        parts = {"new": [one._asdict() for one in found.new], "gone": [one._asdict() for one in found.gone]}
        counts = {"places": found.places, "articles": found.articles, "entries": found.entries}
        args.console.as_json({**counts, **parts})
        return 0
    args.console.out(said if args.format == "text" else f"::notice::{said}")
    for sign, name, marks in (
        ("+", Text("新标注", "new mark"), found.new),
        ("-", Text("标注消失", "mark gone"), found.gone),
    ):
        for one in marks:
            opening, closing = "【】" if args.console.language == "zh" else "[]"
            sentence = " ".join(f"{one.before}{opening}{one.text}{closing}{one.after}".split())
            if args.format == "text":
                args.console.out(f"{sign} {one.article}:{one.line}: {sentence}")
            else:
                place, said = Place(one.article, one.line), f"{args.console.of(name)} {one.entry}: {sentence}"
                args.console.out(annotation("notice", args.site, place, said))
    return 0


def show(title: Text, lines: Iterable[str], console: Console) -> None:
    """Print a group of entries: their number, and the first of them."""
    listed = list(lines)
    console.out(f"{console.of(title)} {len(listed)}")
    for line in listed[:MAX_SHOWN]:
        console.out(f"  {line}")
    if len(listed) > MAX_SHOWN:
        console.out(f"  … {len(listed) - MAX_SHOWN}")


def _merge(args: argparse.Namespace, plan: Plan) -> int:
    """Carry out the plan; exit code 1 if an entry must be edited by hand."""
    from generator.author.edits import add_alias, write
    from generator.author.edits.merge import add_entries

    if plan.added:
        path = add_entries(args.site, args.file.stem, plan.added)
        args.console.out(f"已写入 {path}", f"wrote {path}")
    failed = 0
    for entry, names in plan.changed:
        for name in names:
            try:
                write(args.site, add_alias(args.site, entry, name))
            except SiteError as error:
                failed += 1
                args.console.problems(error.problems)
    return 1 if failed else 0


ACTIONS = {"import": _import, "add": shared_glossaries.add, "update": shared_glossaries.update, "diff": _diff}
