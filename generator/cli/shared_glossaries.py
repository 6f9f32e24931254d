"""`zhushu glossary add` and `update`: accept shared glossaries as they are now."""

import argparse

from msgspec.structs import replace

from generator.cli.console import counted
from generator.core.errors import Place, SiteError, Text, raise_errors
from generator.glossary.shared import Read


def add(args: argparse.Namespace) -> int:
    """Use a shared glossary, as it is now."""
    from generator.author.edits.shared import add as appended
    from generator.author.edits.shared import table_for
    from generator.glossary import load as glossary
    from generator.glossary import shared
    from generator.settings import config

    known = config.load(args.site).glossaries
    table = table_for(args.site, args.file)
    if any((one.package, one.path) == (table.package, table.path) for one in known):
        message = Text(
            f"词库“{table.label}”已经在 site.toml 里", f'the shared glossary "{table.label}" is in site.toml already'
        )
        hint = Text("有新内容就运行 zhushu glossary update", "zhushu glossary update accepts what it holds now")
        raise SiteError.of("known-glossary", Place(config.FILE), message, hint)
    found = shared.read(args.site, table)
    raise_errors(found.problems)
    table = replace(table, sha256=found.sha256)
    appended(args.site, table)
    args.console.problems(found.problems)
    args.console.out(_said(found, Text("加了词库", "added")))
    if not any(entry.license for entry in found.entries):
        args.console.out(
            "它没有写明许可；知道的话，在 site.toml 的 [[glossaries]] 里写 license",
            "it does not state its licence; where you know it, set license in the [[glossaries]] of site.toml",
        )
    overridden = glossary.survey(args.site)[0].overridden
    own = {one.form for one in overridden if one.origin == found.entries[0].glossary}
    if own:
        args.console.out(
            f"其中 {len(own)} 个名称已有词条，以已有的为准；zhushu check 列出它们",
            f"{counted(len(own), 'name')} in it belong to entries that you have, which take precedence; "
            "zhushu check lists them",
        )
    return 0


def update(args: argparse.Namespace) -> int:
    """Accept the shared glossaries as they are now, or the one that is named."""
    from generator.author.edits.shared import lock, table_for
    from generator.glossary import shared
    from generator.settings import config

    tables = config.load(args.site).glossaries
    wanted = table_for(args.site, args.file).label if args.file else ""
    found = {number: shared.read(args.site, table) for number, table in enumerate(tables)}
    if wanted:
        found = {
            number: one
            for number, one in found.items()
            if wanted in (tables[number].label, tables[number].name, *(entry.glossary for entry in one.entries[:1]))
        }
    if not found:
        message = Text("site.toml 里没有这个词库", "site.toml has no such shared glossary")
        hint = Text("用 zhushu glossary add 加一个", "zhushu glossary add uses one")
        raise SiteError.of("unknown-glossary", Place(config.FILE), message, hint)
    raise_errors([problem for one in found.values() for problem in one.problems])
    changed = {number: one.sha256 for number, one in found.items() if one.sha256 != tables[number].sha256}
    if changed:
        lock(args.site, changed)
    for number, one in found.items():
        args.console.problems(one.problems)
        said = Text("接受了词库", "accepted") if number in changed else Text("没有变化：词库", "unchanged:")
        args.console.out(_said(one, said))
    return 0


def _said(found: Read, done: Text) -> Text:
    """A message: what was done with a shared glossary, its size and its licences."""
    licenses = sorted({entry.license for entry in found.entries} - {""})
    name, count = found.entries[0].glossary, len(found.entries)
    zh, en = (f"，{'、'.join(licenses)}", f", {', '.join(licenses)}") if licenses else ("", "")
    return Text(
        f"{done.zh}“{name}”：{count} 个词条{zh}",
        f'{done.en} "{name}": {count} {"entry" if count == 1 else "entries"}{en}',
    )
