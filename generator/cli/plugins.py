"""`zhushu plugins`: the installed plugins, what each adds, and whether the site uses it."""

import argparse
from collections.abc import Iterable

from generator import plugins
from generator.cli.console import Console
from generator.cli.parser import Parser
from generator.core.errors import Text
from generator.core.groups import grouped
from generator.core.plugin import Plugin
from generator.core.settings import Config
from generator.settings import config


def add_arguments(parser: Parser) -> None:
    """The options of `plugins`."""
    parser.add("--format", "输出格式", "how to print", choices=("table", "json"), default="table")


def run(args: argparse.Namespace) -> int:
    """List the plugins; exit code 1 if one that the site names cannot be used. Raises SiteError for a bad site.toml."""
    settings = config.load(args.site) if (args.site / config.FILE).is_file() else Config()
    names, found = settings.plugins, plugins.installed()
    on = {plugins.normalized(name) for name in names}
    shared = {("glossaries", one.package) for one in settings.glossaries}
    on |= {plugins.normalized(one.name) for one in found if not shared.isdisjoint(one.additions)}
    if args.format == "json":
        args.console.as_json([_as_json(one, on) for one in found])
    else:
        for one in found:
            state = Text("使用", "on") if plugins.normalized(one.name) in on else Text("未用", "off")
            args.console.out(f"{one.name} {one.version}  {args.console.of(state)}  {_additions(one, args.console)}")
        if not found:
            args.console.out("没有安装插件", "no plugins are installed")
    problems = plugins.problems(names)
    args.console.problems(problems)
    return 1 if problems else 0


def _as_json(one: Plugin, on: Iterable[str]) -> dict[str, object]:
    adds = [{"group": group, "name": name} for group, name in one.additions]
    return {"name": one.name, "version": one.version, "on": plugins.normalized(one.name) in on, "adds": adds}


def _additions(one: Plugin, console: Console) -> str:
    groups = grouped(one.additions)
    return "; ".join(f"{console.of(plugins.GROUPS[group])} {', '.join(names)}" for group, names in groups.items())
