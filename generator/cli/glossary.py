"""`zhushu glossary import`: another program's glossary, compared with the site's; written only with --write."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from generator.author.merging.plan import Plan, compare, read
from generator.cli import say
from generator.core.errors import SiteError, Text

SHOWN = 20
"""Entries of each group that are shown."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `glossary`."""
    language = parser.get_default("language")
    parser.add_argument(
        "action",
        choices=("import",),
        metavar="import",
        help=Text("导入别的程序的词条表", "bring in another program's glossary").of(language),
    )
    parser.add_argument(
        "file",
        type=Path,
        metavar=Text("文件", "FILE").of(language),
        help=Text("CSV、TSV、TOML、YAML、SKOS 或 TBX", "CSV, TSV, TOML, YAML, SKOS or TBX").of(language),
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help=Text("写进 content/glossary/（不加则只看）", "write to content/glossary/ (without it, only show)").of(
            language
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Show what would be merged, and with --write merge it. Raises SiteError where the file or the site's glossary
    has errors.
    """
    from generator.glossary import load as glossary
    from generator.settings import config

    config.load(args.site)
    known = glossary.load(args.site)
    incoming, problems = read(args.file)
    if any(problem.level == "error" for problem in problems):
        raise SiteError(problems)
    say.problems(problems, args.language)
    plan = compare(known, incoming)
    comma, (before, after) = ("、", "（）") if args.language == "zh" else (", ", (" (", ")"))
    show(
        Text("新增", "added"),
        (entry.name + (before + comma.join(entry.aliases) + after if entry.aliases else "") for entry in plan.added),
        args.language,
    )
    show(
        Text("补充别名", "changed, with more names"),
        (f"{entry.name} + {comma.join(names)}" for entry, names in plan.changed),
        args.language,
    )
    show(
        Text("有出入，保留原样", "conflicting, left as they are"),
        (f"{entry.name}: {why.of(args.language)}" for entry, why in plan.conflicting),
        args.language,
    )
    say.out(Text(f"相同 {plan.same} 条", f"{plan.same} the same").of(args.language))
    if not args.write:
        say.out(Text("这只是预览；加上 --write 才写入", "this is a preview; --write writes it").of(args.language))
        return 0
    return write(args, plan)


def show(title: Text, lines: Iterable[str], language: str) -> None:
    """A group of entries: how many, and the first of them."""
    listed = list(lines)
    say.out(f"{title.of(language)} {len(listed)}")
    for line in listed[:SHOWN]:
        say.out(f"  {line}")
    if len(listed) > SHOWN:
        say.out(f"  … {len(listed) - SHOWN}")


def write(args: argparse.Namespace, plan: Plan) -> int:
    """Carry out the plan; exit code 1 where an entry must be edited by hand."""
    from generator.author import edits as desk
    from generator.author.edits.merge import add_entries

    if plan.added:
        say.out(f"{Text('写入', 'wrote').of(args.language)} {add_entries(args.site, args.file.stem, plan.added)}")
    failed = 0
    for entry, names in plan.changed:
        for name in names:
            try:
                desk.write(args.site, desk.add_alias(args.site, entry, name))
            except SiteError as error:
                failed += 1
                for problem in error.problems:
                    say.line(problem.say(args.language))
    return 1 if failed else 0
